//! Passes a request to every operation. `src/oracle.rs` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| chime_model_fuzz::request(text));
