//! [`Router::on_stream`](super::Router::on_stream): operations whose input or output is a stream of
//! events.

use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use http::Request;

use super::Router;
use super::endpoint::{Endpoint, Exchange, encode};
use super::hooks::{FailureCause, Reporter};
use super::stream_handler::StreamHandler;
use crate::body::Body;
use crate::event_stream::{
    Chunks, EventDecoder, EventEncoder, EventStream, Events, Sending, SendingFailure, Streaming,
    write_initial,
};
use crate::rejection::Rejection;
use crate::wire::{Content, Structure as _};

impl<S: Send + Sync + 'static> Router<S> {
    /// Adds an operation whose input or output is a stream of events. The handler takes the input
    /// and the events of the request, and returns the output and a stream of events. In a direction
    /// without a stream, the type of the events is `NoEvents`.
    ///
    /// The stream may end with one of its errors. If the stream panics, or an event cannot be sent,
    /// the client gets an unmodeled error, and the hook of [`on_failure`](Self::on_failure) is
    /// called. Streams in both directions need HTTP/2.
    ///
    /// [`body_limit`](Self::body_limit) also limits the payload of each event of a request.
    ///
    /// ```
    /// use chime_model::server::Router;
    /// # use chime_model::{EventStream, NoEvents, Operation, OperationError, Structure, Union};
    /// # use chime_model::{SERVICE, UnknownMember};
    /// # #[derive(Clone, Debug, PartialEq, OperationError)]
    /// # enum NoErrors {}
    /// # #[derive(Clone, Debug, PartialEq, Structure)]
    /// # struct Word { text: String }
    /// # #[derive(Clone, Debug, PartialEq, Union, EventStream)]
    /// # #[event_stream(error = NoEvents)]
    /// # enum Words { Word(Word), #[unknown] Unknown(UnknownMember) }
    /// # #[derive(Clone, Debug, PartialEq, Structure)]
    /// # #[event_stream]
    /// # struct SpeakOutput {}
    /// # #[derive(Operation)]
    /// # #[operation(output = SpeakOutput, output_events = Words)]
    /// # #[operation(error = NoErrors, service = SERVICE)]
    /// # #[http(method = "GET", uri = "/speak")]
    /// # struct Speak;
    ///
    /// let router = Router::new().on_stream(Speak, async |_, _, _| {
    ///     let words = ["Hello", "world"].map(|text| Ok(Words::Word(Word::new(text))));
    ///     Ok((SpeakOutput::default(), futures_util::stream::iter(words)))
    /// });
    /// ```
    ///
    /// # Panics
    /// Panics if the router has an operation with the same method, path and query, or with the same
    /// target.
    #[track_caller]
    pub fn on_stream<O, F, St>(self, _operation: O, handler: F) -> Self
    where
        O: Streaming,
        F: AsyncFn(&S, O::Input, Events<O::InputEvent>) -> Result<(O::Output, St), O::Error>,
        F: for<'a> StreamHandler<'a, O, S, Stream = St>,
        St: Stream<Item = Result<O::OutputEvent, <O::OutputEvent as EventStream>::Error>>
            + Send
            + 'static,
    {
        let state = self.state.clone();
        let handler = Arc::new(handler);
        let start = move |request: Request<Bytes>, chunks: Chunks, limit, report: Reporter| {
            let input = O::decode_request(&request)?;
            let head = request.into_parts().0;
            let decoder = EventDecoder::for_server().payload_limit(limit);
            let events = Events::new(head.headers, head.extensions, chunks, decoder);
            let state = state.clone();
            let handler = handler.clone();
            Ok::<_, Rejection>(Exchange::Running(Box::pin(async move {
                let result = StreamHandler::<O, S>::call(&*handler, &state, input, events).await;
                let (output, stream) = match result {
                    Ok(both) => both,
                    // Rule S1: no part of the stream has been sent.
                    Err(error) => return encode::<O>(Err(error)),
                };
                if O::Output::CONTENT != Content::EventStream {
                    return encode::<O>(Ok(output));
                }
                let mut sending = Sending::new(stream, EventEncoder::new(), reported(report));
                if O::SERVICE.protocol.has_initial() {
                    sending = sending.after_initial(&write_initial(&output, O::NAME)?)?;
                }
                let mut response = encode::<O>(Ok(output))?;
                *response.body_mut() = Body::stream(sending);
                Ok(response)
            })))
        };
        let has_stream = O::Input::CONTENT == Content::EventStream;
        self.add(Endpoint::streaming::<O>(has_stream, start))
    }
}

/// Reports the failure that ends a stream of events.
fn reported(report: Reporter) -> impl Fn(SendingFailure) + Send + 'static {
    move |failure| match failure {
        SendingFailure::Panic(payload) => report(FailureCause::Panic(&*payload)),
        SendingFailure::Encode(error) => report(FailureCause::Encode(&error)),
    }
}
