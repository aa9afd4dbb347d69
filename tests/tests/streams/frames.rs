//! The rules of messages, F1 to F4, and of envelopes, G1 to G4.

use chime_model::Timestamp;
use chime_model::event_stream::{
    FrameError, HeaderValue, MalformedStream, Message, MessageDecoder, Signature, Signed,
    date_header,
};

fn message() -> Message {
    Message::new(b"{\"a\":1}").header(":event-type", "chunk").header("n", 7)
}

#[test]
fn f1_a_message_has_two_lengths_two_checksums_headers_and_a_payload() {
    let bytes = Message::new(b"ab").header("n", true).encode().unwrap();
    assert_eq!(bytes[..8], [0, 0, 0, 21, 0, 0, 0, 3]);
    assert_eq!(bytes[12..17], [1, b'n', 0, b'a', b'b']);
    assert_eq!(Message::decode(&bytes[..20]), Err(FrameError::Incomplete));
    assert_eq!(Message::decode(&[bytes.as_slice(), b"x"].concat()), Err(FrameError::Trailing));
    for (at, error) in [
        (0, FrameError::LengthChecksum),
        (9, FrameError::LengthChecksum),
        (16, FrameError::Checksum),
    ] {
        let mut broken = bytes.clone();
        broken[at] ^= 1;
        assert_eq!(Message::decode(&broken), Err(error), "{at}");
    }
}

#[test]
fn f1_a_stream_ends_between_messages_and_with_the_first_error() {
    let bytes = message().encode().unwrap();
    let mut decoder = MessageDecoder::new();
    assert_eq!(decoder.finish(), Ok(()));
    assert_eq!(decoder.decode(&mut &bytes[..bytes.len() - 1]), Ok(None));
    assert_eq!(decoder.finish(), Err(FrameError::Incomplete));
    assert_eq!(decoder.decode(&mut &[0][..]), Err(FrameError::Checksum));
    assert_eq!(decoder.decode(&mut bytes.as_slice()), Err(FrameError::Checksum));
    assert_eq!(decoder.finish(), Err(FrameError::Checksum));
}

#[test]
fn f2_every_type_of_header_is_read_as_it_was_written() {
    let values = [
        HeaderValue::Bool(true),
        HeaderValue::Bool(false),
        HeaderValue::Byte(-1),
        HeaderValue::Short(i16::MIN),
        HeaderValue::Integer(i32::MAX),
        HeaderValue::Long(i64::MIN),
        HeaderValue::Bytes(vec![0, 255]),
        HeaderValue::String("é".to_owned()),
        HeaderValue::Timestamp(i64::MAX),
        HeaderValue::Uuid([9; 16]),
    ];
    for value in values {
        let message = Message::new(b"").header("name", value.clone());
        let read = Message::decode(&message.encode().unwrap()).unwrap();
        assert_eq!(read.get("name"), Some(&value));
    }
    let time: Timestamp = "1969-12-31T23:59:59.9996Z".parse().unwrap();
    assert_eq!(HeaderValue::from(time), HeaderValue::Timestamp(-1));
    assert_eq!(HeaderValue::Timestamp(i64::MAX).as_timestamp(), None);
}

#[test]
fn f2_a_name_has_1_to_255_bytes_and_comes_once() {
    let with = |name: &str| Message::new(b"").header(name, true).encode();
    assert!(with(&"n".repeat(255)).is_ok());
    for name in ["", &"n".repeat(256)] {
        assert_eq!(with(name), Err(FrameError::Header("a name of 1 to 255 bytes")));
    }
    let twice = Message::new(b"").header("n", true).header("n", false).encode();
    assert_eq!(twice, Err(FrameError::Header("a name that no other header has")));
    // A message with such headers, as another program may write it.
    let mut bytes = Message::new(b"").header("m", true).header("n", false).encode().unwrap();
    bytes[13] = b'n';
    let end = bytes.len() - 4;
    let checksum = crc32fast::hash(&bytes[..end]).to_be_bytes();
    bytes[end..].copy_from_slice(&checksum);
    let repeated = FrameError::Header("a name that no other header has");
    assert_eq!(Message::decode(&bytes), Err(repeated));
}

#[test]
fn f3_a_value_is_written_up_to_32_767_bytes_and_may_be_empty() {
    let with = |length| Message::new(b"").header("n", "x".repeat(length)).encode();
    let limit = FrameError::TooLong { part: "the value of a header", limit: 32_767 };
    assert_eq!(with(32_768), Err(limit));
    for length in [0, 32_767] {
        assert!(Message::decode(&with(length).unwrap()).is_ok());
    }
}

/// The start of a message with these lengths.
fn prelude(total: u32, headers: u32) -> Vec<u8> {
    let mut bytes = [total.to_be_bytes(), headers.to_be_bytes()].concat();
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes
}

#[test]
fn f4_lengths_are_checked_before_anything_is_kept() {
    let headers = FrameError::TooLong { part: "the headers", limit: 131_072 };
    let payload = |limit| FrameError::TooLong { part: "the payload", limit };
    for (total, length, error) in [
        (u32::MAX, 0, payload(25_165_824)),
        (u32::MAX, u32::MAX, FrameError::Length),
        (u32::MAX, u32::MAX - 16, headers),
        (25_165_824 + 17, 0, payload(25_165_824)),
        (16 + 131_073, 131_073, headers),
        (15, 0, FrameError::Length),
        (16, 1, FrameError::Length),
    ] {
        let mut decoder = MessageDecoder::new();
        let bytes = prelude(total, length);
        assert_eq!(decoder.decode(&mut bytes.as_slice()), Err(error), "{total} {length}");
    }
    let mut decoder = MessageDecoder::new().payload_limit(6);
    let bytes = message().encode().unwrap();
    assert_eq!(decoder.decode(&mut bytes.as_slice()), Err(payload(6)));
    let mut decoder = MessageDecoder::new().payload_limit(7);
    assert_eq!(decoder.decode(&mut bytes.as_slice()), Ok(Some(message())));
    let long = Message::new(vec![0; 25_165_825]).encode();
    assert_eq!(long, Err(payload(25_165_824)));
}

#[test]
fn f4_many_headers_do_not_take_quadratic_time() {
    let many =
        (0..20_000).fold(Message::new(b""), |message, n| message.header(format!("{n:x}"), true));
    let bytes = many.encode().unwrap();
    let start = std::time::Instant::now();
    assert_eq!(Message::decode(&bytes).unwrap().headers().len(), 20_000);
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}

fn signature() -> Signature {
    Signature { date: "2018-10-25T20:44:16.123Z".parse().expect("a date"), bytes: [7; 32] }
}

#[test]
fn g1_an_envelope_has_a_date_a_signature_and_a_whole_frame() {
    let frame = message().encode().unwrap();
    let envelope = Signed::new(frame.clone(), signature()).to_message();
    let bytes = envelope.encode().unwrap();
    let signed = Signed::unwrap(Message::decode(&bytes).unwrap()).unwrap().expect("an envelope");
    assert_eq!((signed.signature(), signed.frame()), (signature(), frame.as_slice()));
    assert_eq!(signed.message(), Ok(Some(message())));
    assert_eq!(Signed::unwrap(message()), Ok(None));

    let no_date = Message::new(frame).header(":chunk-signature", HeaderValue::Bytes(vec![7; 32]));
    let expected = "the header :date must be a timestamp";
    assert_eq!(Signed::unwrap(no_date).unwrap_err().to_string(), expected);
    for value in [HeaderValue::Bytes(vec![7; 31]), HeaderValue::Bool(true)] {
        let message = Message::new(b"").header(":date", signature().date);
        let error = Signed::unwrap(message.header(":chunk-signature", value)).unwrap_err();
        let expected = "the header :chunk-signature must be a signature of 32 bytes";
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn g1_an_envelope_in_an_envelope_is_refused() {
    let inner = Signed::new(message().encode().unwrap(), signature()).to_message();
    let outer = Signed::new(inner.encode().unwrap(), signature());
    assert_eq!(outer.message(), Err(MalformedStream::Nested));
    let cut = Signed::new(vec![0; 5], signature());
    assert_eq!(cut.message(), Err(MalformedStream::Frame(FrameError::Incomplete)));
}

#[test]
fn g2_an_envelope_without_a_frame_is_the_end() {
    assert_eq!(Signed::new(Vec::new(), signature()).message(), Ok(None));
}

#[test]
fn g3_the_date_is_hashed_as_an_encoded_header() {
    let milliseconds = signature().date.as_millisecond().to_be_bytes();
    let expected = [b"\x05:date\x08", milliseconds.as_slice()].concat();
    assert_eq!(date_header(signature().date), expected);
    assert_eq!(Signed::new(Vec::new(), signature()).date_header(), expected);
}

#[test]
fn g4_a_wrong_signature_is_returned_with_its_message() {
    let wrong = Signature { bytes: [0; 32], ..signature() };
    let envelope = Signed::new(message().encode().unwrap(), wrong).to_message();
    let signed = Signed::unwrap(envelope).unwrap().expect("an envelope");
    assert_eq!((signed.signature(), signed.message()), (wrong, Ok(Some(message()))));
}

#[test]
fn no_debug_output_shows_a_payload_or_a_header() {
    let secret = Message::new(b"hunter2").header("password", "hunter2");
    let bytes = secret.encode().unwrap();
    let mut decoder = MessageDecoder::new();
    decoder.decode(&mut &bytes[..bytes.len() - 1]).unwrap();
    let signed = Signed::new(bytes, signature());
    let shown = format!("{secret:?} {decoder:?} {signed:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("104, 117"), "{shown}");
}
