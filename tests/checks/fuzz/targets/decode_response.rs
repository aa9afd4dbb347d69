//! Passes a response to the operation that its first line names. `src/oracle.rs` says what must
//! hold.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| chime_model_fuzz::response(text));
