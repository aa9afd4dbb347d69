//! The hooks of a server: errors in place of the protocol's refusals, and reports of failures.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use http::Response;

use crate::body::Body;
use crate::{EncodeError, OperationError, OperationShape, Protocol, Rejection};

/// A response, or why it cannot be sent.
pub(super) type Reply = Result<Response<Body>, EncodeError>;

/// Reports a failure after a response has begun.
#[cfg(feature = "event-stream")]
pub(super) type Reporter = Arc<dyn Fn(FailureCause<'_>) + Send + Sync>;

type Refuse = dyn Fn(&Rejection, &'static Protocol) -> Option<Reply> + Send + Sync;
type OnFailure = dyn Fn(&Failure<'_>) + Send + Sync;

/// A response whose body is in memory.
pub(super) fn whole(response: Response<Vec<u8>>) -> Response<Body> {
    response.map(Body::from)
}

/// The hooks of one router, or of the router that an operation was merged from.
#[derive(Clone, Default)]
pub(super) struct Hooks {
    refuse: Vec<Arc<Refuse>>,
    on_failure: Option<Arc<OnFailure>>,
}

impl Hooks {
    pub(super) fn refuse_with<E: OperationError>(
        &mut self,
        refuse: impl Fn(&Rejection) -> Option<E> + Send + Sync + 'static,
    ) {
        self.refuse.push(Arc::new(move |rejection, protocol| {
            Some(refuse(rejection)?.to_response(protocol).map(whole))
        }));
    }

    pub(super) fn on_failure(&mut self, hook: impl Fn(&Failure<'_>) + Send + Sync + 'static) {
        self.on_failure = Some(Arc::new(hook));
    }

    /// These hooks, followed by those of an outer router.
    pub(super) fn within(&self, outer: &Self) -> Self {
        Self {
            refuse: self.refuse.iter().chain(&outer.refuse).cloned().collect(),
            on_failure: self.on_failure.as_ref().or(outer.on_failure.as_ref()).cloned(),
        }
    }

    /// The response to a refused request. The first hook that returns one decides: these hooks come
    /// first, then the outer ones. Otherwise it is the protocol's refusal.
    pub(super) fn refuse(
        &self,
        outer: &Self,
        rejection: &Rejection,
        protocol: &'static Protocol,
    ) -> Reply {
        let mut nearest_first = self.refuse.iter().chain(&outer.refuse);
        nearest_first
            .find_map(|refuse| refuse(rejection, protocol))
            .unwrap_or_else(|| Ok(whole(rejection.to_response(protocol))))
    }

    /// Reports a failure to the nearest hook.
    pub(super) fn report(&self, outer: &Self, failure: &Failure<'_>) {
        if let Some(hook) = self.on_failure.as_ref().or(outer.on_failure.as_ref()) {
            hook(failure);
        }
    }
}

/// A failure of a server, for the hook of [`Router::on_failure`](super::Router::on_failure).
///
/// Before a stream begins, the client gets status 500, or the error that
/// [`Router::refuse_with`](super::Router::refuse_with) returns for
/// [`Rejection::InternalFailure`](crate::Rejection::InternalFailure). A stream that has begun ends
/// with an unmodeled error.
///
/// ```
/// use chime_model::server::{FailureCause, Router};
///
/// let router = Router::new().on_failure(|failure| match failure.cause {
///     FailureCause::Panic(_) => eprintln!("{failure}: see the log"),
///     _ => eprintln!("{failure}"),
/// });
/// # let _: Router = router;
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure<'f> {
    /// The operation, if the request was for one.
    pub operation: Option<&'static OperationShape>,
    /// What went wrong.
    pub cause: FailureCause<'f>,
}

/// What went wrong in a server.
#[derive(Debug)]
#[non_exhaustive]
pub enum FailureCause<'f> {
    /// A handler or a hook panicked, with this payload.
    Panic(&'f (dyn Any + Send)),
    /// The output or the error of a handler cannot be sent.
    Encode(&'f EncodeError),
}

/// The text does not show the message of a panic, which may contain anything.
impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            FailureCause::Panic(_) => {
                write!(f, "{} panicked", self.operation.map_or("a hook", |shape| shape.name))
            }
            FailureCause::Encode(error) => error.fmt(f),
        }
    }
}
