//! [`chunks`]: the bytes of a received body, as they arrive.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use futures_core::Stream;

/// The chunks of a received body.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The chunks of a body, whose trailers are ignored.
pub(crate) fn chunks<B>(
    body: B,
    broken: impl Fn(B::Error) -> BoxError + Send + Unpin + 'static,
) -> Chunks
where
    B: http_body::Body + Send + 'static,
{
    Box::pin(BodyChunks { body: Box::pin(body), broken })
}

struct BodyChunks<B, F> {
    body: Pin<Box<B>>,
    broken: F,
}

impl<B: http_body::Body, F: Fn(B::Error) -> BoxError + Unpin> Stream for BodyChunks<B, F> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { body, broken } = self.get_mut();
        loop {
            match ready!(body.as_mut().poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(broken(error)))),
                Some(Ok(frame)) => {
                    let Ok(mut data) = frame.into_data() else { continue };
                    let chunk = data.copy_to_bytes(data.remaining());
                    return Poll::Ready(Some(Ok(chunk)));
                }
            }
        }
    }
}
