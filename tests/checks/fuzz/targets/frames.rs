//! Bytes, read as messages of an event stream and by aws-smithy-eventstream: both read the same
//! messages, in pieces of any size, and write them again as they were. The same as events.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((kind, bytes)) = bytes.split_first() {
        // Random checksums are always wrong: half of the inputs get the right ones.
        let mut bytes = bytes.to_vec();
        if kind % 2 == 0 {
            chime_model_tests::frames::repair(&mut bytes);
        }
        let _ = chime_model_tests::frames::compare(&bytes);
        chime_model_tests::events::compare(&bytes);
    }
});
