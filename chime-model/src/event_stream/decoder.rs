//! [`EventDecoder`]: reads events from bytes that arrive in pieces.

use std::fmt;
use std::marker::PhantomData;

use super::encoder::Initial;
use super::event::{
    EVENT_TYPE, EXCEPTION_TYPE, EventStream, MESSAGE_TYPE, find, find_exception, read_unknown,
};
use super::frame_error::FrameError;
use super::malformed::MalformedStream;
use super::message::{MAX_HEADERS, MAX_PAYLOAD, Message, OVERHEAD};
use super::message_decoder::MessageDecoder;
use super::signed::Signed;
use super::stream_error::StreamError;
use crate::operation_error::OperationError;
use crate::wire::{self, Context, ErrorTexts, Form, UnknownMember};

type Decoded<T, E> = Result<Option<T>, StreamError<<E as EventStream>::Error>>;

/// Reads the events of a stream from bytes that arrive in pieces of any size. It does no I/O, and
/// buffers less than one message. See [`EventEncoder`](super::EventEncoder) for an example.
///
/// A client keeps an unknown event and a server refuses it. A server also checks every constraint
/// of known events (rules [M2](crate::rules#m2) and [V2](crate::rules#v2)).
pub struct EventDecoder<E> {
    messages: MessageDecoder,
    form: Form,
    limit: usize,
    /// The first message, if the caller asked for an initial message and this was another one.
    first: Option<Message>,
    signed: Option<Signed>,
    is_over: bool,
    events: PhantomData<fn() -> E>,
}

impl<E: EventStream> EventDecoder<E> {
    /// The decoder of a client, for the stream of an output.
    #[must_use]
    pub fn for_client() -> Self {
        Self::new(Form::Client)
    }

    /// The decoder of a server, for the stream of an input. It accepts messages with and without an
    /// envelope.
    #[must_use]
    pub fn for_server() -> Self {
        Self::new(Form::Server)
    }

    fn new(form: Form) -> Self {
        let decoder = Self {
            messages: MessageDecoder::new(),
            form,
            limit: 0,
            first: None,
            signed: None,
            is_over: false,
            events: PhantomData,
        };
        decoder.payload_limit(MAX_PAYLOAD)
    }

    /// Sets the limit of the payload of an event, in bytes. The default is 24 MiB (rule
    /// [F4](crate::rules#f4)).
    #[must_use]
    pub fn payload_limit(mut self, bytes: usize) -> Self {
        // The payload of an envelope is a whole message.
        let envelope = if self.form == Form::Server { MAX_HEADERS + OVERHEAD } else { 0 };
        self.messages = self.messages.payload_limit(bytes.saturating_add(envelope));
        self.limit = bytes;
        self
    }

    /// Takes bytes from the front of `bytes` up to the end of the next event, and returns the
    /// event. Returns `None` if the bytes do not complete an event. Then it has taken all of them.
    ///
    /// # Errors
    /// Fails if the stream has an error, or cannot be read. Nothing is read after that (rule
    /// [M8](crate::rules#m8)).
    pub fn decode(&mut self, bytes: &mut &[u8]) -> Decoded<E, E> {
        let event = self.next(bytes);
        self.is_over |= event.is_err();
        if self.is_over {
            *bytes = &[];
        }
        event
    }

    fn next(&mut self, bytes: &mut &[u8]) -> Decoded<E, E> {
        while let Some(message) = self.message(bytes)? {
            if let Some(event) = self.read(&message)? {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// Takes the first message of a stream in awsJson, and returns the JSON of the other members,
    /// which are not the stream. `Ok(None)` means that the message is still incomplete, and
    /// `Ok(Some(None))` that another message comes first (rule [S4](crate::rules#s4)).
    ///
    /// # Errors
    /// Fails if the bytes are not a message.
    pub fn decode_initial(&mut self, bytes: &mut &[u8]) -> Decoded<Option<Vec<u8>>, E> {
        match self.message(bytes) {
            Ok(None) => Ok(None),
            Ok(Some(message)) if self.is_initial(&message) => {
                Ok(Some(Some(message.into_payload())))
            }
            Ok(Some(message)) => {
                self.first = Some(message);
                Ok(Some(None))
            }
            Err(error) => {
                self.is_over = true;
                Err(error.into())
            }
        }
    }

    /// Ends the stream: there are no more bytes (rule [S6](crate::rules#s6)).
    ///
    /// # Errors
    /// Fails if the bytes ended inside a message.
    pub fn finish(&self) -> Result<(), MalformedStream> {
        if self.is_over { Ok(()) } else { Ok(self.messages.finish()?) }
    }

    /// Whether the decoder has stopped: after an error, and after the end of a signed stream.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The envelope of the last message, if it had one. After the end of the stream, this is the
    /// empty envelope. Verify each envelope before you act on its event (rule
    /// [G4](crate::rules#g4)).
    #[must_use]
    pub fn signed(&self) -> Option<&Signed> {
        self.signed.as_ref()
    }

    /// The next message, without its envelope.
    fn message(&mut self, bytes: &mut &[u8]) -> Result<Option<Message>, MalformedStream> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        if self.is_over {
            return Ok(None);
        }
        let Some(mut message) = self.messages.decode(bytes)? else { return Ok(None) };
        if self.form == Form::Server {
            self.signed = None;
            match Signed::take(message)? {
                Err(plain) => message = plain,
                Ok(signed) => {
                    let inner = self.signed.insert(signed).message()?;
                    // Rule G2: an envelope without a message is the end.
                    self.is_over = inner.is_none();
                    let Some(inner) = inner else { return Ok(None) };
                    message = inner;
                }
            }
            if message.payload().len() > self.limit {
                let limit = self.limit;
                return Err(FrameError::TooLong { part: "the payload", limit }.into());
            }
        }
        Ok(Some(message))
    }

    /// Whether a message is an initial message. awsJson reads its members, and restJson1 ignores it
    /// (rules S2 and S4).
    fn is_initial(&self, message: &Message) -> bool {
        let kind = if self.form == Form::Server { Initial::Request } else { Initial::Response };
        message.text(MESSAGE_TYPE) == Some("event")
            && message.text(EVENT_TYPE) == Some(kind.name())
            && find::<E>(kind.name()).is_none()
    }

    /// The event of a message, or the error (rules M1 and M7).
    fn read(&self, message: &Message) -> Decoded<E, E> {
        let expect = |name, expected| MalformedStream::Header { name, expected };
        let named = |name| message.text(name).ok_or(expect(name, "a string"));
        match message.text(MESSAGE_TYPE) {
            Some("event") if self.is_initial(message) => Ok(None),
            Some("event") => Ok(self.event(named(EVENT_TYPE)?, message)?),
            Some("exception") => Err(exception(named(EXCEPTION_TYPE)?, message)),
            Some("error") => {
                let text = |name| message.text(name).unwrap_or_default().to_owned();
                Err(StreamError::Error {
                    code: text(":error-code"),
                    message: text(":error-message"),
                })
            }
            _ => Err(expect(MESSAGE_TYPE, "`event`, `exception` or `error`").into()),
        }
    }

    fn event(&self, name: &str, message: &Message) -> Result<Option<E>, MalformedStream> {
        let Some(index) = find::<E>(name) else {
            let name = name.to_owned();
            if self.form == Form::Server {
                return Err(MalformedStream::UnknownEvent { name });
            }
            return Ok(E::unknown(UnknownMember { name, value: read_unknown(message.payload()) }));
        };
        let mut context = Context::new(self.form);
        let parts = wire::Message {
            event_headers: message.headers(),
            body: message.payload(),
            ..wire::Message::default()
        };
        let event = E::read_event(index, &parts, &mut context);
        let name = E::EVENTS.list[index].name;
        let malformed = |violations| MalformedStream::Event { name, violations };
        context.finish(event).map(Some).map_err(malformed)
    }
}

/// An exception. A payload that cannot be read does not hide it (rule M6).
fn exception<E: OperationError>(name: &str, message: &Message) -> StreamError<E> {
    let texts = ErrorTexts::of(message.payload());
    let text = || texts.message().map(str::to_owned);
    let parts = wire::Message { body: message.payload(), ..wire::Message::default() };
    let modeled = find_exception::<E>(name).and_then(|index| E::read(index, &parts, &text));
    match modeled {
        Some(error) => StreamError::Modeled(error),
        None => StreamError::Unknown { name: name.to_owned(), message: text() },
    }
}

/// Shows no bytes.
impl<E> fmt::Debug for EventDecoder<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { messages, is_over, .. } = self;
        let mut shown = f.debug_struct("EventDecoder");
        shown.field("messages", messages).field("is_over", is_over).finish_non_exhaustive()
    }
}
