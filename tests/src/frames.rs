//! Compares our messages of event streams with those of the crate aws-smithy-eventstream.

use aws_smithy_eventstream::frame::{DecodedFrame, MessageFrameDecoder, write_message_to};
use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream as theirs;
use chime_model::event_stream::{FrameError, HeaderValue, Message, MessageDecoder};

use crate::random::Random;

/// Converts our message to the other crate's type.
#[must_use]
pub fn to_theirs(message: &Message) -> theirs::Message {
    let headers = message.headers().iter().map(|(name, value)| {
        let value = match value.clone() {
            HeaderValue::Bool(value) => theirs::HeaderValue::Bool(value),
            HeaderValue::Byte(value) => theirs::HeaderValue::Byte(value),
            HeaderValue::Short(value) => theirs::HeaderValue::Int16(value),
            HeaderValue::Integer(value) => theirs::HeaderValue::Int32(value),
            HeaderValue::Long(value) => theirs::HeaderValue::Int64(value),
            HeaderValue::Bytes(value) => theirs::HeaderValue::ByteArray(value.into()),
            HeaderValue::String(value) => theirs::HeaderValue::String(value.into()),
            HeaderValue::Timestamp(value) => {
                theirs::HeaderValue::Timestamp(DateTime::from_millis(value))
            }
            HeaderValue::Uuid(value) => theirs::HeaderValue::Uuid(u128::from_be_bytes(value)),
        };
        theirs::Header::new(name.clone(), value)
    });
    theirs::Message::new_from_parts(headers.collect(), message.payload().to_vec())
}

/// The bytes that the other crate writes for a message.
///
/// # Errors
/// The text of their error.
pub fn write_theirs(message: &Message) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    write_message_to(&to_theirs(message), &mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Decodes bytes in pieces of `piece` bytes. Returns the messages before the first error, and that
/// error, if there is one.
#[must_use]
pub fn read_ours(bytes: &[u8], piece: usize) -> (Vec<Message>, Option<FrameError>) {
    let mut decoder = MessageDecoder::new();
    let mut messages = Vec::new();
    for mut piece in bytes.chunks(piece.max(1)) {
        loop {
            match decoder.decode(&mut piece) {
                Ok(Some(message)) => messages.push(message),
                Ok(None) => break,
                Err(error) => return (messages, Some(error)),
            }
        }
    }
    (messages, decoder.finish().err())
}

/// Decodes bytes with the other crate. Returns the messages before the first error, and whether
/// there is one. A truncated message is not an error there.
fn read_theirs(mut bytes: &[u8]) -> (Vec<theirs::Message>, bool) {
    let mut decoder = MessageFrameDecoder::new();
    let mut messages = Vec::new();
    loop {
        match decoder.decode_frame(&mut bytes) {
            Ok(DecodedFrame::Complete(message)) => messages.push(message),
            Ok(DecodedFrame::Incomplete) => return (messages, false),
            Err(_) => return (messages, true),
        }
    }
}

/// Whether only our decoder refuses such a message: one with an empty or a repeated name (rule F2),
/// or with parts that are too long (rule F4).
fn is_stricter(error: FrameError) -> bool {
    let names = ["a name of 1 to 255 bytes", "a name that no other header has"];
    match error {
        FrameError::Header(expected) => names.contains(&expected),
        FrameError::TooLong { .. } => true,
        _ => false,
    }
}

/// Compares what our decoder and theirs read from bytes, and what both encoders write for the
/// messages. The size of the pieces must not change what is read. Returns the number of messages.
///
/// # Panics
/// If they differ.
#[must_use]
pub fn compare(bytes: &[u8]) -> usize {
    let (messages, error) = read_ours(bytes, bytes.len());
    for piece in [1, 2, 5, 11, 12, 13, 64] {
        let (same, same_error) = read_ours(bytes, piece);
        assert!(
            same == messages && same_error == error,
            "pieces of {piece} bytes give other messages"
        );
    }
    let (theirs, is_refused) = read_theirs(bytes);
    assert!(error.is_some() || !is_refused, "only the other crate refuses the bytes");
    // After an error that only our decoder finds, the other crate may read more messages.
    if !error.is_some_and(is_stricter) {
        assert_eq!(theirs.len(), messages.len(), "{error:?}");
    }
    let mut written = Vec::new();
    for (ours, theirs) in messages.iter().zip(&theirs) {
        assert_eq!(&to_theirs(ours), theirs);
        let frame = ours.encode().ok();
        assert_eq!(frame, write_theirs(ours).ok());
        // A message that was read may have a value that is too long to be written (rule F3).
        let Some(frame) = frame else { return messages.len() };
        written.extend_from_slice(&frame);
    }
    assert!(bytes.starts_with(&written), "the written bytes differ from those that were read");
    messages.len()
}

/// Corrects the total length and the checksums of bytes as if they were one message.
pub fn repair(bytes: &mut [u8]) {
    let length = bytes.len();
    let Ok(total) = u32::try_from(length) else { return };
    if length < 16 {
        return;
    }
    bytes[..4].copy_from_slice(&total.to_be_bytes());
    let checksum = crc32fast::hash(&bytes[..8]).to_be_bytes();
    bytes[8..12].copy_from_slice(&checksum);
    let checksum = crc32fast::hash(&bytes[..length - 4]).to_be_bytes();
    bytes[length - 4..].copy_from_slice(&checksum);
}

/// A message with random headers and a random payload.
#[must_use]
pub fn any_message(random: &mut Random) -> Message {
    let length = random.below(40);
    let payload: Vec<u8> = (0..length).map(|_| random.byte()).collect();
    let count = random.below(12);
    (0..count).fold(Message::new(payload), |message, index| {
        let name = format!("{}{index}", random.one_of(&[":event-type", ":x", "é", "n", "🙂"]));
        let value = any_value(random);
        message.header(name, value)
    })
}

fn any_value(random: &mut Random) -> HeaderValue {
    let bits = random.bits();
    let [low, ..] = bits.to_be_bytes();
    match random.below(9) {
        0 => HeaderValue::Bool(bits & 1 == 0),
        1 => HeaderValue::Byte(i8::from_be_bytes([low])),
        2 => HeaderValue::Short(i16::from_be_bytes([low, random.byte()])),
        3 => HeaderValue::Integer(i32::from_be_bytes([low, 0, 255, random.byte()])),
        4 => HeaderValue::Long(i64::from_be_bytes(bits.to_be_bytes())),
        5 => HeaderValue::Bytes(bits.to_be_bytes()[..random.below(9)].to_vec()),
        6 => HeaderValue::String(random.one_of(&["", "text/plain", "é🙂\0"]).to_owned()),
        7 => HeaderValue::Timestamp(i64::from_be_bytes(bits.to_be_bytes())),
        _ => HeaderValue::Uuid([low; 16]),
    }
}
