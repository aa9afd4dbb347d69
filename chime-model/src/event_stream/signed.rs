//! [`Signed`]: the envelope around a message from a client that signs (rules G1 to G4).

use std::fmt;

use jiff::Timestamp;

use super::header::{HeaderValue, write_header};
use super::malformed::MalformedStream;
use super::message::Message;

/// The headers of an envelope.
const DATE: &str = ":date";
const SIGNATURE: &str = ":chunk-signature";

/// The date and the signature that a signer makes for a frame (rule [G3](crate::rules#g3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// The time of signing. An envelope stores it in milliseconds.
    pub date: Timestamp,
    /// The signature.
    pub bytes: [u8; 32],
}

/// A signed message: the bytes of a message (a *frame*) in an envelope with a date and a signature
/// (rule [G1](crate::rules#g1)). The signature is not verified here (rule [G4](crate::rules#g4)).
///
/// ```
/// use chime_model::Timestamp;
/// use chime_model::event_stream::{Message, Signature, Signed};
///
/// let message = Message::new(b"{}").header(":event-type", "ping");
/// let signature = Signature { date: Timestamp::UNIX_EPOCH, bytes: [7; 32] };
/// let envelope = Signed::new(message.encode()?, signature).to_message();
///
/// let signed = Signed::unwrap(envelope)?.expect("an envelope");
/// assert_eq!(signed.signature(), signature);
/// assert_eq!(signed.message()?, Some(message));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Signed {
    signature: Signature,
    frame: Vec<u8>,
}

impl Signed {
    /// A frame with its signature. An empty frame is the end of a stream (rule
    /// [G2](crate::rules#g2)).
    #[must_use]
    pub fn new(frame: Vec<u8>, signature: Signature) -> Self {
        Self { signature, frame }
    }

    /// The envelope in a message. If the message is not an envelope, the error is the message
    /// itself.
    pub(super) fn take(message: Message) -> Result<Result<Self, Message>, MalformedStream> {
        let bytes = match message.get(SIGNATURE) {
            None => return Ok(Err(message)),
            Some(HeaderValue::Bytes(bytes)) => bytes.as_slice().try_into().ok(),
            Some(_) => None,
        };
        let expected = "a signature of 32 bytes";
        let bytes = bytes.ok_or(MalformedStream::Header { name: SIGNATURE, expected })?;
        let date = message.get(DATE).and_then(HeaderValue::as_timestamp);
        let expected = "a timestamp";
        let date = date.ok_or(MalformedStream::Header { name: DATE, expected })?;
        Ok(Ok(Self::new(message.into_payload(), Signature { date, bytes })))
    }

    /// The envelope in a message; `None` if the message is plain.
    ///
    /// # Errors
    /// Fails if the envelope has no date, or if its signature does not have 32 bytes.
    pub fn unwrap(message: Message) -> Result<Option<Self>, MalformedStream> {
        Ok(Self::take(message)?.ok())
    }

    /// The envelope as a message.
    #[must_use]
    pub fn to_message(&self) -> Message {
        let signature = HeaderValue::Bytes(self.signature.bytes.to_vec());
        let message = Message::new(self.frame.clone());
        message.header(DATE, self.signature.date).header(SIGNATURE, signature)
    }

    /// The date and the signature.
    #[must_use]
    pub fn signature(&self) -> Signature {
        self.signature
    }

    /// The signed bytes: a whole frame, or no bytes at the end of a stream.
    #[must_use]
    pub fn frame(&self) -> &[u8] {
        &self.frame
    }

    /// The encoded header with the date. Its hash is signed too (rule [G3](crate::rules#g3)).
    #[must_use]
    pub fn date_header(&self) -> Vec<u8> {
        date_header(self.signature.date)
    }

    /// The message inside; `None` at the end of a stream.
    ///
    /// # Errors
    /// Fails if the frame is not a message, or if it is another envelope.
    pub fn message(&self) -> Result<Option<Message>, MalformedStream> {
        if self.frame.is_empty() {
            return Ok(None);
        }
        let message = Message::decode(&self.frame)?;
        match message.get(SIGNATURE) {
            None => Ok(Some(message)),
            Some(_) => Err(MalformedStream::Nested),
        }
    }
}

/// Shows no payload.
impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = &self.signature;
        f.debug_struct("Signed")
            .field("signature", signature)
            .field("frame", &format_args!("{} bytes", self.frame.len()))
            .finish()
    }
}

/// The encoded header with a date, for a signer (rule [G3](crate::rules#g3)).
#[must_use]
pub fn date_header(date: Timestamp) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = write_header(DATE, &date.into(), &mut bytes);
    debug_assert!(written.is_ok(), "the name is short, and so is a timestamp");
    bytes
}
