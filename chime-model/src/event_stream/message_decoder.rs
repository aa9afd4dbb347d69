//! [`MessageDecoder`]: reads messages from bytes that arrive in pieces.

use std::fmt;

use super::frame_error::FrameError;
use super::message::{Lengths, MAX_PAYLOAD, Message, PRELUDE};

/// Reads messages from bytes that arrive in pieces of any size. It does no I/O.
///
/// It buffers less than one message. A message that is complete in one piece is read directly from
/// there. For any other message, the lengths are checked before more of it is buffered. The time is
/// linear in the number of bytes.
///
/// ```
/// use chime_model::event_stream::{Message, MessageDecoder};
///
/// let mut bytes = Message::new(b"one").encode()?;
/// bytes.extend(Message::new(b"two").encode()?);
/// let mut decoder = MessageDecoder::new();
/// let mut payloads = Vec::new();
/// for mut piece in bytes.chunks(7) {
///     while let Some(message) = decoder.decode(&mut piece)? {
///         payloads.push(message.into_payload());
///     }
/// }
/// decoder.finish()?;
/// assert_eq!(payloads, [b"one", b"two"]);
/// # Ok::<(), chime_model::event_stream::FrameError>(())
/// ```
#[derive(Clone)]
pub struct MessageDecoder {
    /// The start of a message.
    start: Vec<u8>,
    /// The lengths of that message, once they have arrived.
    lengths: Option<Lengths>,
    limit: usize,
    error: Option<FrameError>,
}

impl Default for MessageDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl MessageDecoder {
    /// A decoder for payloads of up to 24 MiB (rule [F4](crate::rules#f4)).
    #[must_use]
    pub fn new() -> Self {
        Self { start: Vec::new(), lengths: None, limit: MAX_PAYLOAD, error: None }
    }

    /// Sets the limit of a payload, in bytes. A message may have 128 KiB of headers in addition.
    #[must_use]
    pub fn payload_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Takes bytes from the front of `bytes` up to the end of the next message, and returns the
    /// message. Returns `None` if the bytes do not complete a message. Then it has taken all of
    /// them.
    ///
    /// # Errors
    /// Fails if the bytes are not a message. The decoder then stops, and each call returns the same
    /// error.
    pub fn decode(&mut self, bytes: &mut &[u8]) -> Result<Option<Message>, FrameError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let decoded = self.decode_next(bytes);
        self.error = decoded.as_ref().err().copied();
        decoded
    }

    fn decode_next(&mut self, bytes: &mut &[u8]) -> Result<Option<Message>, FrameError> {
        let lengths = match self.lengths {
            Some(lengths) => lengths,
            None => match self.lengths(bytes)? {
                Some(lengths) => *self.lengths.insert(lengths),
                None => return Ok(None),
            },
        };
        let missing = lengths.total() - self.start.len();
        let Some((end, rest)) = bytes.split_at_checked(missing) else {
            self.start.extend_from_slice(std::mem::take(bytes));
            return Ok(None);
        };
        *bytes = rest;
        self.lengths = None;
        if self.start.is_empty() {
            return Message::read(end, lengths).map(Some);
        }
        self.start.extend_from_slice(end);
        let message = Message::read(&self.start, lengths).map(Some);
        // A new buffer is used, so that the memory of a long message is freed.
        self.start = Vec::new();
        message
    }

    /// The lengths of the next message, checked. Takes `bytes` only if they do not contain all the
    /// lengths.
    fn lengths(&mut self, bytes: &mut &[u8]) -> Result<Option<Lengths>, FrameError> {
        let lengths = if self.start.is_empty() && bytes.len() >= PRELUDE {
            Lengths::of_prelude(bytes)?
        } else {
            let (taken, rest) = bytes.split_at(bytes.len().min(PRELUDE - self.start.len()));
            self.start.extend_from_slice(taken);
            *bytes = rest;
            Lengths::of_prelude(&self.start)?
        };
        lengths.map(|lengths| lengths.check(self.limit).map(|()| lengths)).transpose()
    }

    /// Ends the input: there are no more bytes.
    ///
    /// # Errors
    /// Fails if the bytes ended inside a message, or were not messages.
    pub fn finish(&self) -> Result<(), FrameError> {
        match self.error {
            Some(error) => Err(error),
            None if self.start.is_empty() => Ok(()),
            None => Err(FrameError::Incomplete),
        }
    }
}

/// Shows no bytes.
impl fmt::Debug for MessageDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageDecoder")
            .field("start", &format_args!("{} bytes", self.start.len()))
            .finish_non_exhaustive()
    }
}
