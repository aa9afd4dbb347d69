//! [`Endpoint`]: an operation with its handler, without the types of both.

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::uri::PathAndQuery;
use http::{Request, Uri};

#[cfg(feature = "event-stream")]
use super::hooks::Reporter;
use super::hooks::{Hooks, Reply, whole};
#[cfg(feature = "event-stream")]
use crate::event_stream::Chunks;
use crate::routing::RouteKey;
use crate::{Operation, OperationShape, Protocol, Rejection};

/// A handler that was called.
pub(super) enum Exchange {
    Done(Reply),
    Running(Pin<Box<dyn Future<Output = Reply> + Send>>),
}

/// Decodes a request and calls the handler.
type StartWhole = dyn Fn(Request<Bytes>) -> Result<Exchange, Rejection> + Send + Sync;

/// The same for an operation with a stream of events. The body of a request that has the stream is
/// the chunks, and that of another one the bytes; no event may have a longer payload than the
/// limit.
#[cfg(feature = "event-stream")]
type StartStream =
    dyn Fn(Request<Bytes>, Chunks, usize, Reporter) -> Result<Exchange, Rejection> + Send + Sync;

#[derive(Clone)]
pub(super) enum Start {
    /// Takes a request with its whole body.
    Whole(Arc<StartWhole>),
    #[cfg(feature = "event-stream")]
    Stream {
        /// Whether the request has a stream.
        has_stream: bool,
        start: Arc<StartStream>,
    },
}

#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) shape: &'static OperationShape,
    pub(super) key: RouteKey,
    /// The base paths that come before the path of the operation.
    pub(super) bases: Vec<&'static str>,
    /// The most bytes of a body, if that is not the limit of the router.
    pub(super) limit: Option<usize>,
    pub(super) hooks: Hooks,
    start: Start,
}

impl Endpoint {
    pub(super) fn new<O: Operation>(
        start: impl Fn(Request<Bytes>) -> Result<Exchange, Rejection> + Send + Sync + 'static,
    ) -> Self {
        Self {
            shape: O::SHAPE,
            key: O::ROUTE,
            bases: Vec::new(),
            limit: None,
            hooks: Hooks::default(),
            start: Start::Whole(Arc::new(start)),
        }
    }

    /// An operation with a stream of events.
    #[cfg(feature = "event-stream")]
    pub(super) fn streaming<O: Operation>(
        has_stream: bool,
        start: impl Fn(Request<Bytes>, Chunks, usize, Reporter) -> Result<Exchange, Rejection>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let whole = Self::new::<O>(|_| Err(Rejection::InternalFailure));
        Self { start: Start::Stream { has_stream, start: Arc::new(start) }, ..whole }
    }

    /// The operation as a message names it.
    pub(super) fn name(&self) -> String {
        format!("{} of {}", self.shape.name, self.shape.service.id)
    }

    pub(super) fn protocol(&self) -> &'static Protocol {
        &self.shape.service.protocol
    }

    /// How a request is decoded and the handler called.
    pub(super) fn start(&self) -> &Start {
        &self.start
    }

    /// Takes the base paths off a request.
    pub(super) fn within_base<B>(&self, request: &mut Request<B>) -> Result<(), Rejection> {
        if !self.bases.is_empty() {
            let base = self.bases.iter().map(|base| base.len()).sum();
            *request.uri_mut() = without_base(request.uri(), base)?;
        }
        Ok(())
    }
}

/// The path and the query of a URI, without the base path of that length. After it there may be no
/// slash (rule A2).
fn without_base(uri: &Uri, length: usize) -> Result<Uri, Rejection> {
    let rest = uri.path_and_query().and_then(|own| own.as_str().get(length..));
    let slash = rest.map(|rest| if rest.starts_with('/') { "" } else { "/" });
    let rest = slash.zip(rest).map(|(slash, rest)| format!("{slash}{rest}"));
    let rest = rest.and_then(|rest| PathAndQuery::try_from(rest).ok());
    rest.map(Uri::from).ok_or(Rejection::UnknownOperation)
}

/// The response with the result of a handler.
pub(super) fn encode<O: Operation>(result: Result<O::Output, O::Error>) -> Reply {
    match result {
        Ok(output) => O::encode_response(&output).map(whole),
        Err(error) => O::encode_error(&error).map(whole),
    }
}
