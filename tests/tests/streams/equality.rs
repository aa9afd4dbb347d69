//! Compares messages of event streams with those of the crate aws-smithy-eventstream: random ones,
//! broken ones, and the data with which that crate is tested.

use std::path::PathBuf;
use std::process::Command;

use chime_model::event_stream::{EventEncoder, FrameError, Message};
use chime_model_tests::events;
use chime_model_tests::frames::{any_message, compare, read_ours, repair, write_theirs};
use chime_model_tests::random::{Random, count};

use crate::events::all_events;

#[test]
fn any_message_is_the_same_both_ways() {
    let mut random = Random::new(1);
    for _ in 0..count(4_000) {
        let message = any_message(&mut random);
        let bytes = message.encode().expect("a message that can be written");
        assert_eq!(Ok(&bytes), write_theirs(&message).as_ref());
        assert_eq!(Message::decode(&bytes), Ok(message));
        assert_eq!(compare(&bytes), 1);
    }
}

#[test]
fn any_broken_messages_are_refused_by_both() {
    let mut random = Random::new(2);
    let mut refused = 0;
    for _ in 0..count(4_000) {
        let mut bytes = Vec::new();
        for _ in 0..=random.below(3) {
            bytes.extend(any_message(&mut random).encode().expect("a message"));
        }
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes.truncate(at),
            2 => bytes.insert(at, random.byte()),
            _ => change_inside(&mut bytes, at),
        }
        let whole = compare(&bytes);
        refused += usize::from(read_ours(&bytes, 64).1.is_some());
        assert!(whole <= 3);
    }
    assert!(refused > 2_000, "only {refused} of the broken messages are refused");
}

#[test]
fn any_broken_events_are_read_alike_in_pieces_of_any_size() {
    let mut random = Random::new(3);
    let messages: Vec<Vec<u8>> = all_events()
        .iter()
        .map(|event| EventEncoder::new().encode(event).expect("an event that can be sent"))
        .collect();
    for _ in 0..count(4_000) {
        let mut bytes = messages[random.below(messages.len())].clone();
        for _ in 0..=random.below(2) {
            let at = random.below(bytes.len());
            change_inside(&mut bytes, at);
        }
        bytes.extend(&messages[random.below(messages.len())]);
        events::compare(&bytes);
    }
}

/// Changes a byte of the first message and corrects its checksums, so that a decoder gets to the
/// changed byte.
fn change_inside(bytes: &mut Vec<u8>, at: usize) {
    let total = u32::from_be_bytes(bytes[..4].try_into().expect("four")) as usize;
    bytes.truncate(total);
    let at = 4 + at % (total - 8);
    bytes[at] = bytes[at].wrapping_add(1);
    repair(bytes);
}

/// The folder of data with which aws-smithy-eventstream is tested.
fn their_data() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let theirs = packages.iter().find(|package| package["name"] == "aws-smithy-eventstream");
    let manifest = theirs.expect("a dependency")["manifest_path"].as_str().expect("a path");
    PathBuf::from(manifest).with_file_name("test_data")
}

#[test]
fn their_valid_messages_are_read_and_their_invalid_ones_are_refused_for_what_they_are() {
    let folder = their_data();
    let header = |expected| FrameError::Header(expected);
    let cut = header("its end within the headers");
    for (name, expected) in [
        ("valid_empty_payload", None),
        ("valid_no_headers", None),
        ("valid_with_all_headers_and_payload", None),
        ("invalid_header_name_length", Some(cut)),
        ("invalid_header_name_length_too_long", Some(cut)),
        ("invalid_header_string_length_cut_off", Some(cut)),
        ("invalid_header_string_value_length", Some(cut)),
        ("invalid_header_value_type", Some(header("a type from 0 to 9"))),
        ("invalid_headers_length", Some(FrameError::Length)),
        ("invalid_message_checksum", Some(FrameError::Checksum)),
        ("invalid_prelude_checksum", Some(FrameError::LengthChecksum)),
    ] {
        let mut bytes = std::fs::read(folder.join(name)).expect(name);
        if let Some(FrameError::Header(_)) = expected {
            assert_eq!(compare(&bytes), 0, "{name}");
            // The checksum is wrong too. It is corrected, so that our decoder gets to the headers.
            repair(&mut bytes);
        }
        assert_eq!(Message::decode(&bytes).err(), expected, "{name}");
        assert_eq!(compare(&bytes), usize::from(expected.is_none()), "{name}");
    }
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 11);
}
