//! A text, read as a body and by serde_json: both take it or neither does, and they mean the same.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    if !text.is_empty() {
        let _ = chime_model_tests::json::compare(text);
    }
});
