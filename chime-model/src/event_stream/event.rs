//! [`EventStream`]: a union of events, and how an event is written to a message and read from it
//! (rules M1 to M6).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chime_model_vocabulary::TimestampFormat;
use chime_model_vocabulary::media::JSON;
use http::HeaderMap;

use super::frame_error::FrameError;
use super::message::Message;
use crate::encode_error::EncodeError;
use crate::encode_response::Responder;
use crate::operation_error::OperationError;
use crate::protocol::Protocol;
use crate::violation::{Reason, Violations};
use crate::wire::{
    self, Content, Context, Document, Form, Head, Members, Null, Reading, Structure, UnknownMember,
    Value as _, read_message, write_body,
};

/// The headers of an event, an exception and an error.
pub(super) const MESSAGE_TYPE: &str = ":message-type";
pub(super) const EVENT_TYPE: &str = ":event-type";
pub(super) const EXCEPTION_TYPE: &str = ":exception-type";
pub(super) const CONTENT_TYPE: &str = ":content-type";

/// The union of the events of a stream.
///
/// Derive it with [`EventStream`](macro@crate::EventStream), beside [`macro@crate::Union`]. Do not
/// implement it by hand: its items belong to the derive and may change in any version.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a union of events",
    label = "expected an enum with `#[derive(Union, EventStream)]`"
)]
pub trait EventStream: Sized + Send + 'static {
    /// The errors that may end the stream.
    type Error: OperationError;

    /// The events.
    #[doc(hidden)]
    const EVENTS: &'static Members;

    /// The message of this event.
    ///
    /// # Errors
    /// Members that cannot be sent.
    #[doc(hidden)]
    fn write_event(&self) -> Result<Message, EncodeError>;

    /// Reads the event with this index. On `None` the violations are in the context.
    #[doc(hidden)]
    fn read_event(index: usize, event: &wire::Message<'_>, context: &mut Context) -> Option<Self>;

    /// Keeps an unmodeled event, if the type has a variant for it.
    #[doc(hidden)]
    fn unknown(event: UnknownMember) -> Option<Self>;
}

/// The message of an event with this name (rules M3 and M4).
///
/// # Errors
/// Members that cannot be sent.
pub fn write_event<T: Structure>(name: &'static str, event: &T) -> Result<Message, EncodeError> {
    let unsendable = |violations| EncodeError { operation: name, violations };
    // The members outside the payload are in headers of the event.
    let mut no_headers = HeaderMap::new();
    let mut head = Head::of_response(&mut no_headers);
    event.write_head(&mut head);
    let headers = head.into_event_headers().map_err(unsendable)?;
    let payload = match T::CONTENT {
        Content::Elsewhere | Content::EventStream => Vec::new(),
        Content::Absent | Content::NoMembers => b"{}".to_vec(),
        // An event is not a request, even if a client sends it: an unset payload is empty.
        Content::Members | Content::Payload { .. } => write_body(event, Form::Server)
            .map_err(|reason| unsendable(Violations::of("", reason)))?,
    };
    let message = Message::new(payload).header(MESSAGE_TYPE, "event").header(EVENT_TYPE, name);
    let message = match T::CONTENT {
        Content::Elsewhere | Content::EventStream => message,
        content => message.header(CONTENT_TYPE, content.media_type()),
    };
    Ok(headers.into_iter().fold(message, |message, (name, value)| message.header(name, value)))
}

/// The JSON of the first message of a stream in awsJson: the members beside the stream (rule S3).
#[cfg(feature = "server")]
pub(crate) fn write_initial<T: Structure>(
    value: &T,
    operation: &'static str,
) -> Result<Vec<u8>, EncodeError> {
    let payload = value.to_payload(Form::Server, TimestampFormat::EpochSeconds);
    let violations = |reason| Violations::of("", reason);
    payload.map_err(|reason| EncodeError { operation, violations: violations(reason) })
}

/// Reads the members beside the stream of a response (rule S4).
#[cfg(feature = "client")]
pub(crate) fn read_initial<T: Structure>(json: &[u8]) -> Result<T, Violations> {
    let mut context = Context::new(Form::Client);
    let value = T::from_payload(json, Reading::documented(&mut context, Null::Mismatch));
    context.finish(value)
}

/// The message of an unmodeled event.
///
/// # Errors
/// Fails if the event has the name of a modeled one, or if its value is nested too deeply.
pub fn write_unknown_event<E: EventStream>(event: &UnknownMember) -> Result<Message, EncodeError> {
    let refuse = |reason| EncodeError {
        operation: "an unknown event",
        violations: Violations::of("", reason),
    };
    if find::<E>(&event.name).is_some() {
        return Err(refuse(Reason::expected("one without the name of a modeled event")));
    }
    let payload = event.value.to_payload(Form::Server, TimestampFormat::EpochSeconds);
    let message = Message::new(payload.map_err(refuse)?);
    let message = message.header(MESSAGE_TYPE, "event").header(EVENT_TYPE, event.name.as_str());
    Ok(message.header(CONTENT_TYPE, JSON))
}

/// The message of an exception, under the name of its member (rule M6).
pub(super) fn write_exception<E: OperationError>(error: &E) -> Result<Message, EncodeError> {
    // The payload is that of restJson1, without `__type`, in awsJson too (rule M6).
    let protocol = &Protocol::RestJson1;
    let operation = error.name();
    let responder = Responder { operation, is_head: false, is_error: true, protocol };
    let payload = error.encode(responder)?.into_body();
    let message = Message::new(payload).header(MESSAGE_TYPE, "exception");
    Ok(message.header(EXCEPTION_TYPE, exception_name(error)).header(CONTENT_TYPE, JSON))
}

fn exception_name<E: OperationError>(error: &E) -> &'static str {
    let name = error.name();
    let index = E::SHAPES.iter().position(|shape| shape.name == name);
    index.and_then(|index| E::STREAM_NAMES.get(index).copied()).unwrap_or(name)
}

/// The index of the exception whose member has this name.
pub(super) fn find_exception<E: OperationError>(name: &str) -> Option<usize> {
    if E::STREAM_NAMES.is_empty() {
        return E::SHAPES.iter().position(|shape| shape.name == name);
    }
    E::STREAM_NAMES.iter().position(|member| *member == name)
}

/// The index of the event with this name.
pub(super) fn find<E: EventStream>(name: &str) -> Option<usize> {
    E::EVENTS.find(name, 0, Form::Documented)
}

/// Reads an event. On `None` the violations are in the context.
pub fn read_event<T: Structure>(event: &wire::Message<'_>, context: &mut Context) -> Option<T> {
    let mut parts = wire::Message {
        event_headers: event.event_headers,
        body: event.body,
        ..wire::Message::default()
    };
    // Rule M4: an empty payload is an object without members.
    if let Content::Payload { unset, .. } = T::CONTENT
        && event.body.is_empty()
    {
        parts.body = unset.as_bytes();
    }
    read_message(&parts, context)
}

/// The payload of an unmodeled event: its JSON, else its text, else its bytes in base64.
pub(super) fn read_unknown(payload: &[u8]) -> Document {
    let json = if payload.is_empty() { b"{}" } else { payload };
    let mut context = Context::new(Form::Client);
    let document = Document::from_payload(json, Reading::documented(&mut context, Null::Mismatch));
    let text = || match std::str::from_utf8(payload) {
        Ok(text) => text.to_owned(),
        Err(_) => STANDARD.encode(payload),
    };
    context.finish(document).unwrap_or_else(|_| Document::String(text()))
}

/// A frame is too long, or a header of it is.
pub(super) fn too_long(name: &'static str) -> impl Fn(FrameError) -> EncodeError {
    move |_| {
        let expected = "short enough for a message of an event stream";
        let violations = Violations::of("", Reason::expected(expected));
        EncodeError { operation: name, violations }
    }
}
