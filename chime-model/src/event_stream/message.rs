//! [`Message`]: one frame of `application/vnd.amazon.eventstream` (rules F1 and F4).

use std::fmt;

use super::frame_error::FrameError;
use super::header::{HeaderValue, check_names, read_headers, write_header};

/// The bytes of the two lengths and their checksum.
pub(super) const PRELUDE: usize = 12;
/// The bytes of a checksum.
const CHECKSUM: usize = 4;
/// The bytes of a message in addition to its headers and its payload.
pub(super) const OVERHEAD: usize = PRELUDE + CHECKSUM;

/// The most bytes of the headers (rule F4).
pub(super) const MAX_HEADERS: usize = 131_072;
/// The most bytes of the payload (rule F4).
pub(super) const MAX_PAYLOAD: usize = 25_165_824;

/// A message of an event stream: typed headers and a payload.
///
/// ```
/// use chime_model::event_stream::{HeaderValue, Message};
///
/// let message = Message::new(b"{}").header(":event-type", "ping");
/// let message = message.header("attempt", 3);
/// let bytes = message.encode()?;
/// let read = Message::decode(&bytes)?;
/// assert_eq!(read, message);
/// assert_eq!(read.get("attempt"), Some(&HeaderValue::Integer(3)));
/// assert_eq!(read.payload(), b"{}");
/// # Ok::<(), chime_model::event_stream::FrameError>(())
/// ```
///
/// Headers and payload may hold anything, so `Debug` shows only the names of the headers and the
/// length of the payload.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Message {
    headers: Vec<(String, HeaderValue)>,
    payload: Vec<u8>,
}

impl Message {
    /// A message without headers.
    #[must_use]
    pub fn new(payload: impl Into<Vec<u8>>) -> Self {
        Self { headers: Vec::new(), payload: payload.into() }
    }

    /// Adds a header. Its name must be one that the message does not have yet.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<HeaderValue>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The headers in their order.
    #[must_use]
    pub fn headers(&self) -> &[(String, HeaderValue)] {
        &self.headers
    }

    /// The value of the header with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&HeaderValue> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The value of the header with this name, if it is a string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The payload.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The payload, without the headers.
    #[must_use]
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }

    /// Writes the message.
    ///
    /// # Errors
    /// Fails if a part is too long, or if the name of a header is empty or is repeated.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        self.encode_within(MAX_PAYLOAD)
    }

    /// Writes a message with a payload of at most `limit` bytes.
    pub(super) fn encode_within(&self, limit: usize) -> Result<Vec<u8>, FrameError> {
        check_names(&self.headers)?;
        let mut bytes = vec![0; PRELUDE];
        for (name, value) in &self.headers {
            write_header(name, value, &mut bytes)?;
        }
        let lengths = Lengths { headers: bytes.len() - PRELUDE, payload: self.payload.len() };
        lengths.check(limit)?;
        bytes[..PRELUDE].copy_from_slice(&lengths.to_prelude()?);
        bytes.reserve_exact(self.payload.len() + CHECKSUM);
        bytes.extend_from_slice(&self.payload);
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        Ok(bytes)
    }

    /// Reads bytes that are exactly one message. Use a [`MessageDecoder`](super::MessageDecoder)
    /// for bytes that arrive in pieces.
    ///
    /// # Errors
    /// Fails if the bytes are not a message, or if a part of it is too long.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let lengths = Lengths::of_prelude(bytes)?.ok_or(FrameError::Incomplete)?;
        lengths.check(MAX_PAYLOAD)?;
        match bytes.split_at_checked(lengths.total()) {
            None => Err(FrameError::Incomplete),
            Some((frame, [])) => Self::read(frame, lengths),
            Some(_) => Err(FrameError::Trailing),
        }
    }

    /// Reads a frame whose lengths are known and correct.
    pub(super) fn read(frame: &[u8], lengths: Lengths) -> Result<Self, FrameError> {
        let (content, checksum) = frame.split_at(frame.len() - CHECKSUM);
        if crc32fast::hash(content).to_be_bytes() != checksum {
            return Err(FrameError::Checksum);
        }
        let (headers, payload) = content[PRELUDE..].split_at(lengths.headers);
        Ok(Self { headers: read_headers(headers)?, payload: payload.to_vec() })
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Message")
            .field("headers", &names)
            .field("payload", &format_args!("{} bytes", self.payload.len()))
            .finish()
    }
}

/// The lengths of the parts of a message.
#[derive(Clone, Copy)]
pub(super) struct Lengths {
    headers: usize,
    payload: usize,
}

impl Lengths {
    /// The lengths from the start of a message; `None` if that start is incomplete.
    pub(super) fn of_prelude(bytes: &[u8]) -> Result<Option<Self>, FrameError> {
        let Some(prelude) = bytes.first_chunk::<PRELUDE>() else { return Ok(None) };
        let number = |at: usize| {
            u32::from_be_bytes([prelude[at], prelude[at + 1], prelude[at + 2], prelude[at + 3]])
        };
        if crc32fast::hash(&prelude[..8]) != number(8) {
            return Err(FrameError::LengthChecksum);
        }
        let size = |at| usize::try_from(number(at)).map_err(|_| FrameError::Length);
        let (total, headers) = (size(0)?, size(4)?);
        let payload = total.checked_sub(OVERHEAD).and_then(|rest| rest.checked_sub(headers));
        let payload = payload.ok_or(FrameError::Length)?;
        Ok(Some(Self { headers, payload }))
    }

    fn to_prelude(self) -> Result<[u8; PRELUDE], FrameError> {
        let number = |length| u32::try_from(length).map_err(|_| FrameError::Length);
        let mut prelude = [0; PRELUDE];
        prelude[..4].copy_from_slice(&number(self.total())?.to_be_bytes());
        prelude[4..8].copy_from_slice(&number(self.headers)?.to_be_bytes());
        let checksum = crc32fast::hash(&prelude[..8]);
        prelude[8..].copy_from_slice(&checksum.to_be_bytes());
        Ok(prelude)
    }

    /// Refuses parts that are too long, before they are kept.
    pub(super) fn check(self, payload: usize) -> Result<(), FrameError> {
        if self.headers > MAX_HEADERS {
            Err(FrameError::TooLong { part: "the headers", limit: MAX_HEADERS })
        } else if self.payload > payload {
            Err(FrameError::TooLong { part: "the payload", limit: payload })
        } else {
            Ok(())
        }
    }

    pub(super) fn total(self) -> usize {
        OVERHEAD + self.headers + self.payload
    }
}
