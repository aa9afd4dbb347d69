//! [`SenderFn`]: a sender for the tests of the client, which uses no network.

use std::future::{Ready, ready};
use std::task::{Context, Poll};

use chime_model::Body;
use chime_model::http::{Request, Response};
use tower_service::Service;

/// A sender that makes its responses with a function.
#[derive(Clone, Debug)]
pub struct SenderFn<F>(pub F);

impl<F, B, E> Service<Request<Body>> for SenderFn<F>
where
    F: FnMut(Request<Body>) -> Result<Response<B>, E>,
{
    type Response = Response<B>;
    type Error = E;
    type Future = Ready<Result<Response<B>, E>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), E>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        ready((self.0)(request))
    }
}
