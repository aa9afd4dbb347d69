//! [`Streaming`]: the events of an operation.

use super::event::EventStream;
use crate::operation::Operation;

/// An operation whose input or output is a stream of events.
///
/// The functions of [`Operation`](trait@Operation) carry everything but the stream: their messages
/// have no body, and those with a stream the Content-Type `application/vnd.amazon.eventstream`
/// (rule [S5](crate::rules#s5)). The body is what an [`EventEncoder`] writes.
///
/// Implement it with [`#[derive(Operation)]`](macro@crate::Operation), by `input_events = …` and
/// `output_events = …`.
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
