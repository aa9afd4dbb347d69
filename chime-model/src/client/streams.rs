//! [`Client::stream`](super::Client::stream) and [`Client::duplex`](super::Client::duplex): calls
//! of operations whose input or output is a stream of events.

use futures_core::Stream;
use http::{Request, Response, Version};

use super::sender::BoxError;
use super::{CallError, Client, Sender};
use crate::body::Body;
use crate::decode_response::request_id;
use crate::event_stream::{
    EventDecoder, EventEncoder, EventStream, Events, Sending, Streaming, chunks, read_initial,
};
use crate::{MalformedResponse, NoEvents, ResponseError};

/// The output of a call and the events that come after it, or why there are none.
type Streamed<O> = Result<
    (<O as crate::Operation>::Output, Events<<O as Streaming>::OutputEvent>),
    CallError<<O as crate::Operation>::Error>,
>;

impl<T> Client<T> {
    /// Calls an operation that responds with a stream of events. The call returns when the response
    /// begins, and the events follow. An error before the stream is an error of the call.
    ///
    /// The request is sent once, even with [`retry_with`](Self::retry_with).
    ///
    /// # Errors
    /// Fails if the input cannot be sent, if there is no response, or if the response has no
    /// output.
    pub async fn stream<O>(&self, _operation: O, input: &O::Input) -> Streamed<O>
    where
        O: Streaming<InputEvent = NoEvents>,
        T: Sender<ResponseBody: Send + 'static>,
    {
        let request = O::encode_request(input)?.map(Body::from);
        self.exchange::<O>(request).await
    }

    /// Calls an operation with a stream of events, which is sent while the response arrives. The
    /// sender must speak HTTP/2.
    ///
    /// `encoder` is a new encoder. To sign the events, call its
    /// [`sign_with`](EventEncoder::sign_with). For the first event, the previous signature is that
    /// of the request (rule [G3](crate::rules#g3)). A layer that signs the request uses the text
    /// `STREAMING-AWS4-HMAC-SHA256-EVENTS` instead of the hash of the body. An event that cannot be
    /// sent ends the stream with an error.
    ///
    /// # Errors
    /// Fails if the input cannot be sent, if there is no response, or if the response has no
    /// output.
    pub async fn duplex<O, S>(
        &self,
        _operation: O,
        input: &O::Input,
        encoder: EventEncoder<O::InputEvent>,
        events: S,
    ) -> Streamed<O>
    where
        O: Streaming,
        S: Stream<Item = Result<O::InputEvent, <O::InputEvent as EventStream>::Error>>
            + Send
            + 'static,
        T: Sender<ResponseBody: Send + 'static>,
    {
        let request = O::encode_request(input)?;
        let sending = Sending::new(events, encoder, drop);
        let mut request = request.map(|_| Body::stream(sending));
        // Rule S7: streams in both directions need HTTP/2.
        *request.version_mut() = Version::HTTP_2;
        self.exchange::<O>(request).await
    }

    async fn exchange<O: Streaming>(&self, request: Request<Body>) -> Streamed<O>
    where
        T: Sender<ResponseBody: Send + 'static>,
    {
        let mut request = self.endpoint.resolve(request)?;
        request.extensions_mut().insert(O::SHAPE.clone());
        let (head, body) = self.respond::<O::Error>(request).await?.into_parts();
        if !head.status.is_success() {
            let body = self.receive(body).await?;
            O::decode_response(&Response::from_parts(head, body))?;
            return Err(CallError::Body("the response has no stream".into()));
        }
        let response = Response::from_parts(head, &[][..]);
        let beside = O::decode_response(&response);
        let head = response.into_parts().0;
        let chunks = chunks(body, Into::<BoxError>::into);
        let decoder = EventDecoder::for_client();
        let status = head.status;
        let request_id = request_id(&head.headers);
        let mut events = Events::new(head.headers, head.extensions, chunks, decoder);
        if !O::SERVICE.protocol.has_initial() {
            return Ok((beside?, events));
        }
        // Rule S4: without a first message, the output has no members.
        let json = match events.initial().await {
            Ok(json) => json.unwrap_or_else(|| b"{}".to_vec()),
            Err(error) => return Err(CallError::Body(error.to_string().into())),
        };
        let malformed = |violations| MalformedResponse { status, violations, request_id };
        let output = read_initial(&json).map_err(malformed);
        Ok((output.map_err(ResponseError::Malformed)?, events))
    }
}
