//! [`Streaming`]: the events of an operation.

use super::event::EventStream;
use crate::operation::Operation;

/// An operation whose input or output is a stream of events.
///
/// The functions of [`Operation`](trait@Operation) handle everything but the stream. They
/// encode a message that has a stream without its body. Such a message has the Content-Type
/// `application/vnd.amazon.eventstream` (rule [S5](crate::rules#s5)), and an [`EventEncoder`]
/// writes its body.
///
/// Implement it with [`#[derive(Operation)]`](macro@crate::Operation) and its attributes
/// `input_events = …` and `output_events = …`.
///
/// [`EventEncoder`]: crate::event_stream::EventEncoder
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no stream of events",
    label = "expected an operation with `input_events` or `output_events`"
)]
pub trait Streaming: Operation {
    /// The events that a client sends; [`NoEvents`](crate::NoEvents) if it sends no stream.
    type InputEvent: EventStream;
    /// The events that a server sends; [`NoEvents`](crate::NoEvents) if it sends no stream.
    type OutputEvent: EventStream;
}
