//! [`Events`]: the events that a server or a client receives in the body of a message.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use futures_core::Stream;
use http::{Extensions, HeaderMap};

use super::chunks::Chunks;
use super::decoder::EventDecoder;
use super::event::EventStream;
use super::signed::Signed;
use super::stream_error::StreamError;

/// The JSON of a first message, if there is one.
#[cfg(feature = "client")]
type Initial<E> = Result<Option<Vec<u8>>, StreamError<<E as EventStream>::Error>>;

/// The events that the other side sends. A handler of
/// [`Router::on_stream`](crate::server::Router::on_stream) gets those of the request. A call of
/// [`Client::stream`](crate::client::Client::stream) returns those of the response.
///
/// It also implements `Stream` of the crate `futures-core`. It ends after an error.
#[must_use = "an event is received by `next`"]
pub struct Events<E> {
    /// `None` once the stream has ended.
    chunks: Option<Chunks>,
    /// The rest of a chunk.
    chunk: Bytes,
    decoder: EventDecoder<E>,
    headers: HeaderMap,
    extensions: Extensions,
}

impl<E: EventStream> Events<E> {
    /// The events of a message with this head.
    pub(crate) fn new(
        headers: HeaderMap,
        extensions: Extensions,
        chunks: Chunks,
        decoder: EventDecoder<E>,
    ) -> Self {
        Self { chunks: Some(chunks), chunk: Bytes::new(), decoder, headers, extensions }
    }

    /// The headers of the HTTP message whose body holds the events.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The extensions of the HTTP message, which layers may fill.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Sets the limit of the payload of an event, in bytes. The default is the router's body limit
    /// in a server, and 24 MiB in a client.
    pub fn payload_limit(mut self, bytes: usize) -> Self {
        self.decoder = self.decoder.payload_limit(bytes);
        self
    }

    /// The next event; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<E, StreamError<E::Error>>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// The envelope of the last event, if it was signed. After the end of the stream, this is the
    /// empty envelope (rule [G2](crate::rules#g2)). Verify each envelope before you act on its
    /// event.
    #[must_use]
    pub fn signed(&self) -> Option<&Signed> {
        self.decoder.signed()
    }

    /// The JSON of the first message of a stream in awsJson; `None` if there is none (rule S4).
    #[cfg(feature = "client")]
    pub(crate) async fn initial(&mut self) -> Initial<E> {
        poll_fn(|context| self.poll_initial(context)).await
    }

    #[cfg(feature = "client")]
    fn poll_initial(&mut self, context: &mut Context<'_>) -> Poll<Initial<E>> {
        loop {
            let Some(chunks) = &mut self.chunks else { return Poll::Ready(Ok(None)) };
            if let Some(json) = take(&mut self.chunk, |rest| self.decoder.decode_initial(rest))? {
                return Poll::Ready(Ok(json));
            }
            match ready!(chunks.as_mut().poll_next(context)) {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => return Poll::Ready(Err(StreamError::Body(error))),
                None => {
                    self.chunks = None;
                    self.decoder.finish()?;
                }
            }
        }
    }

    fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<E, StreamError<E::Error>>>> {
        loop {
            let Some(chunks) = &mut self.chunks else { return Poll::Ready(None) };
            let end = match take(&mut self.chunk, |rest| self.decoder.decode(rest)) {
                Ok(Some(event)) => return Poll::Ready(Some(Ok(event))),
                Err(error) => Some(Err(error)),
                Ok(None) if self.decoder.is_over() => None,
                Ok(None) => match ready!(chunks.as_mut().poll_next(context)) {
                    Some(Ok(chunk)) => {
                        self.chunk = chunk;
                        continue;
                    }
                    Some(Err(error)) => Some(Err(StreamError::Body(error))),
                    // Rule S6: if the body ends between two messages, the stream ends there too.
                    None => self.decoder.finish().err().map(|error| Err(error.into())),
                },
            };
            self.chunks = None;
            return Poll::Ready(end);
        }
    }
}

/// Decodes bytes of a chunk. The chunk keeps the bytes that were not taken.
fn take<T>(chunk: &mut Bytes, decode: impl FnOnce(&mut &[u8]) -> T) -> T {
    let mut rest = &chunk[..];
    let decoded = decode(&mut rest);
    let taken = chunk.len() - rest.len();
    chunk.advance(taken);
    decoded
}

impl<E: EventStream> Stream for Events<E> {
    type Item = Result<E, StreamError<E::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context)
    }
}

/// Shows no bytes.
impl<E> fmt::Debug for Events<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("decoder", &self.decoder).finish_non_exhaustive()
    }
}
