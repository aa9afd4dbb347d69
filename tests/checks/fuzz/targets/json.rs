//! Reads a text as a body, and with serde_json. Both must accept it or neither, with the same
//! value.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    if !text.is_empty() {
        let _ = chime_model_tests::json::compare(text);
    }
});
