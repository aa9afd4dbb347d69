//! [`EventEncoder`]: writes events as bytes, signed or not.

use std::fmt;
use std::marker::PhantomData;

use chime_model_vocabulary::media::JSON;

use super::event::{
    CONTENT_TYPE, EVENT_TYPE, EventStream, MESSAGE_TYPE, too_long, write_exception,
};
use super::message::{MAX_HEADERS, MAX_PAYLOAD, Message, OVERHEAD};
use super::signed::{Signature, Signed};
use crate::encode_error::EncodeError;

/// Signs a frame; the last frame is empty.
type Signer = dyn FnMut(&[u8]) -> Signature + Send;

/// Writes the events of a stream as bytes. It does no I/O.
///
/// `E` is the union of the events, with [`EventStream`](macro@crate::EventStream) derived.
///
/// ```
/// use chime_model::event_stream::{EventDecoder, EventEncoder};
/// use chime_model::{EventStream, NoEvents, Structure, Union, UnknownMember};
///
/// #[derive(Clone, Debug, PartialEq, Structure)]
/// pub struct Word {
///     pub text: String,
/// }
///
/// #[derive(Clone, Debug, PartialEq, Union, EventStream)]
/// #[event_stream(error = NoEvents)]
/// pub enum Words {
///     #[serde(rename = "word")]
///     Word(Word),
///     #[unknown]
///     Unknown(UnknownMember),
/// }
///
/// let mut encoder = EventEncoder::new();
/// let mut bytes = encoder.encode(&Words::Word(Word::new("Hello")))?;
/// bytes.extend(encoder.finish());
///
/// let mut decoder = EventDecoder::<Words>::for_client();
/// let mut rest = bytes.as_slice();
/// assert_eq!(decoder.decode(&mut rest)?, Some(Words::Word(Word::new("Hello"))));
/// assert_eq!(decoder.decode(&mut rest)?, None);
/// decoder.finish()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct EventEncoder<E> {
    signer: Option<Box<Signer>>,
    events: PhantomData<fn(E)>,
}

impl<E: EventStream> Default for EventEncoder<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: EventStream> EventEncoder<E> {
    /// An encoder of plain messages.
    #[must_use]
    pub fn new() -> Self {
        Self { signer: None, events: PhantomData }
    }

    /// Puts each message into an envelope (rule [G1](crate::rules#g1)). `sign` gets each frame in
    /// turn, and finally an empty one. It must keep the previous signature, since that is part of
    /// the signed text ([rule G3](crate::rules#g3)).
    #[must_use]
    pub fn sign_with(mut self, sign: impl FnMut(&[u8]) -> Signature + Send + 'static) -> Self {
        self.signer = Some(Box::new(sign));
        self
    }

    /// The bytes of an event.
    ///
    /// # Errors
    /// Members that cannot be sent.
    pub fn encode(&mut self, event: &E) -> Result<Vec<u8>, EncodeError> {
        self.seal(&event.write_event()?)
    }

    /// The bytes of a modeled error, which ends the stream. It is sent under its name in the stream
    /// (rule [M6](crate::rules#m6)).
    ///
    /// # Errors
    /// Members that cannot be sent.
    pub fn encode_exception(&mut self, error: &E::Error) -> Result<Vec<u8>, EncodeError> {
        self.seal(&write_exception(error)?)
    }

    /// The bytes of an unmodeled error, which ends the stream (rule [M7](crate::rules#m7)).
    ///
    /// # Errors
    /// Fails if a text has more than 32,767 bytes.
    pub fn encode_error(&mut self, code: &str, message: &str) -> Result<Vec<u8>, EncodeError> {
        let error = Message::new([]).header(MESSAGE_TYPE, "error");
        self.seal(&error.header(":error-code", code).header(":error-message", message))
    }

    /// The bytes of the first message of a stream in awsJson. It holds the other members,
    /// which are not the stream, as JSON (rule [S3](crate::rules#s3)).
    ///
    /// # Errors
    /// Fails if the JSON is longer than a payload can be.
    pub fn encode_initial(&mut self, kind: Initial, json: &[u8]) -> Result<Vec<u8>, EncodeError> {
        let message = Message::new(json).header(MESSAGE_TYPE, "event");
        let message = message.header(EVENT_TYPE, kind.name());
        self.seal(&message.header(CONTENT_TYPE, JSON))
    }

    /// The bytes after the last event. A signed stream ends with an empty envelope (rule
    /// [G2](crate::rules#g2)); any other stream has no such bytes.
    #[must_use]
    pub fn finish(&mut self) -> Vec<u8> {
        let Some(mut sign) = self.signer.take() else { return Vec::new() };
        let envelope = Signed::new(Vec::new(), sign(&[])).to_message();
        envelope.encode().unwrap_or_default()
    }

    fn seal(&mut self, message: &Message) -> Result<Vec<u8>, EncodeError> {
        let frame = message.encode().map_err(too_long("a message"))?;
        let Some(sign) = &mut self.signer else { return Ok(frame) };
        let signature = sign(&frame);
        let envelope = Signed::new(frame, signature).to_message();
        let limit = MAX_PAYLOAD + MAX_HEADERS + OVERHEAD;
        envelope.encode_within(limit).map_err(too_long("an envelope"))
    }
}

impl<E> fmt::Debug for EventEncoder<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventEncoder").field("signs", &self.signer.is_some()).finish()
    }
}

/// The first message of a stream in awsJson (rule [S3](crate::rules#s3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Initial {
    /// The first message of a client.
    Request,
    /// The first message of a server.
    Response,
}

impl Initial {
    /// The name of the event.
    pub(super) fn name(self) -> &'static str {
        match self {
            Initial::Request => "initial-request",
            Initial::Response => "initial-response",
        }
    }
}
