//! [`StreamHandler`]: the functions that handle an operation with a stream of events.

use futures_core::Stream;

use crate::event_stream::{EventStream, Events, Streaming};

/// An item of a handler's stream: an event, or an error that ends the stream.
type Sent<O> =
    Result<<O as Streaming>::OutputEvent, <<O as Streaming>::OutputEvent as EventStream>::Error>;

/// An async function of the router's state, the input of an operation and the events of its
/// request, for [`Router::on_stream`](super::Router::on_stream). It returns the output and a stream
/// of events, or an error instead of both.
///
/// Every such function and closure implements it, under the conditions of a
/// [`Handler`](super::Handler). The stream outlives the call, so it cannot borrow from the state.
#[diagnostic::on_unimplemented(
    message = "this is not a handler of the stream of `{O}`",
    label = "expected an async function of `&{S}`, the input of `{O}` and its `Events`"
)]
pub trait StreamHandler<'a, O: Streaming, S: 'a>: Send + Sync + 'static {
    /// The stream of events.
    type Stream: Stream<Item = Sent<O>> + Send + 'static;
    /// The future of the result.
    type Future: Future<Output = Result<(O::Output, Self::Stream), O::Error>> + Send + 'a;

    /// Calls the function.
    fn call(&self, state: &'a S, input: O::Input, events: Events<O::InputEvent>) -> Self::Future;
}

impl<'a, O, S, F, Fut, St> StreamHandler<'a, O, S> for F
where
    O: Streaming,
    S: 'a,
    F: Fn(&'a S, O::Input, Events<O::InputEvent>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(O::Output, St), O::Error>> + Send + 'a,
    St: Stream<Item = Sent<O>> + Send + 'static,
{
    type Stream = St;
    type Future = Fut;

    fn call(&self, state: &'a S, input: O::Input, events: Events<O::InputEvent>) -> Fut {
        self(state, input, events)
    }
}
