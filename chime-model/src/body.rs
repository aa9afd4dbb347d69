//! [`Body`]: the body of a router's responses and of a client's requests. The one function that
//! receives bodies is here too.

use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
#[cfg(feature = "event-stream")]
use futures_core::Stream;
use http_body::{Frame, SizeHint};

/// The body of a response of a [`Router`](crate::server::Router), and of a request of a
/// [`Client`](crate::client::Client): bytes in memory, which every HTTP server and client of the
/// ecosystem accepts.
///
/// With the feature `event-stream` it may be a stream of events instead. Then it has no bytes in
/// memory, and clones of it share the stream.
///
/// ```
/// use chime_model::Body;
///
/// let body = Body::from(b"{}".to_vec());
/// assert_eq!(body.as_ref(), b"{}");
/// // It may hold anything, so `Debug` shows only how much that is.
/// assert_eq!(format!("{body:?}"), "Body(2 bytes)");
/// assert_eq!(Vec::from(body), b"{}");
/// ```
#[derive(Clone, Default)]
pub struct Body {
    bytes: Bytes,
    #[cfg(feature = "event-stream")]
    stream: Option<SharedStream>,
}

/// A stream that the clones of a body share.
#[cfg(feature = "event-stream")]
type SharedStream = std::sync::Arc<std::sync::Mutex<Pin<Box<dyn Stream<Item = Bytes> + Send>>>>;

#[cfg(feature = "event-stream")]
impl Body {
    /// A body whose bytes come one after the other.
    pub(crate) fn stream(stream: impl Stream<Item = Bytes> + Send + 'static) -> Self {
        let stream: Pin<Box<dyn Stream<Item = Bytes> + Send>> = Box::pin(stream);
        Self { bytes: Bytes::new(), stream: Some(std::sync::Arc::new(stream.into())) }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "event-stream")]
        if self.stream.is_some() {
            return f.write_str("Body(a stream)");
        }
        write!(f, "Body({} bytes)", self.bytes.len())
    }
}

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            bytes,
            #[cfg(feature = "event-stream")]
            stream: None,
        }
    }
}

impl From<Body> for Vec<u8> {
    fn from(body: Body) -> Self {
        body.bytes.into()
    }
}

impl From<Body> for Bytes {
    fn from(body: Body) -> Self {
        body.bytes
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    #[cfg_attr(not(feature = "event-stream"), expect(unused_variables))]
    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        #[cfg(feature = "event-stream")]
        if let Some(stream) = &self.stream {
            // After a panic, the stream has ended.
            let mut stream = stream.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let polled = stream.as_mut().poll_next(context);
            return polled.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))));
        }
        let bytes = std::mem::take(&mut self.bytes);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        #[cfg(feature = "event-stream")]
        if self.stream.is_some() {
            return false;
        }
        self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        #[cfg(feature = "event-stream")]
        if self.stream.is_some() {
            return SizeHint::default();
        }
        SizeHint::with_exact(self.bytes.len() as u64)
    }
}

/// Why a body was not received.
pub(crate) enum ReceiveError<E> {
    TooLarge,
    Broken(E),
}

/// Receives a whole body of at most `limit` bytes. A body of one frame, as most are, is not copied.
pub(crate) async fn receive<B: http_body::Body>(
    body: B,
    limit: usize,
) -> Result<Bytes, ReceiveError<B::Error>> {
    let mut body = pin!(body);
    if body.size_hint().lower() > limit as u64 {
        return Err(ReceiveError::TooLarge);
    }
    let mut first = Bytes::new();
    let mut joined = BytesMut::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        // Trailers are frames too, and no rule of the protocol reads them.
        let Ok(mut data) = frame.map_err(ReceiveError::Broken)?.into_data() else { continue };
        let length = first.len().max(joined.len());
        if data.remaining() > limit - length {
            return Err(ReceiveError::TooLarge);
        }
        if length == 0 {
            first = data.copy_to_bytes(data.remaining());
        } else {
            if joined.is_empty() {
                joined.extend_from_slice(&first);
            }
            joined.put(data);
        }
    }
    Ok(if joined.is_empty() { first } else { joined.freeze() })
}
