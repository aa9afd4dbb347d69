//! Reads a text as the documented form of the input or the output of the operation that its first
//! line names. `src/oracle.rs` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| chime_model_fuzz::documented_form(text));
