//! Reads bytes as messages of an event stream, with our decoder and with aws-smithy-eventstream,
//! and then as events. Both decoders must read the same messages, and both encoders must write the
//! same bytes again. The size of the pieces must not matter.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((kind, bytes)) = bytes.split_first() {
        // The checksums of random bytes are wrong, so half of the inputs get the right ones.
        let mut bytes = bytes.to_vec();
        if kind % 2 == 0 {
            chime_model_tests::frames::repair(&mut bytes);
        }
        let _ = chime_model_tests::frames::compare(&bytes);
        chime_model_tests::events::compare(&bytes);
    }
});
