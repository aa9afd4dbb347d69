//! A [`Router`] as a tower service: one request from its head to its response.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::Entry;
use http::{HeaderName, HeaderValue, Method, Request, Response};
use tower_service::Service;
use uuid::Uuid;

use super::Router;
use super::endpoint::{Endpoint, Exchange, Start};
#[cfg(feature = "event-stream")]
use super::hooks::Reporter;
use super::hooks::{Failure, FailureCause, Hooks, Reply, whole};
use super::table::Table;
use crate::body::{Body, ReceiveError, receive};
#[cfg(feature = "event-stream")]
use crate::event_stream::chunks;
use crate::protocol::Protocol;
use crate::rejection::Rejection;

impl<S, B> Service<Request<B>> for Router<S>
where
    B: http_body::Body + Send + 'static,
    B::Data: Send,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    /// A router is always ready.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let table = self.table.clone();
        let is_head = request.method() == Method::HEAD;
        let endpoint = table.routes.find(&request).copied();
        let response: Pin<Box<dyn Future<Output = _> + Send>> = match endpoint {
            Some(at) => Box::pin(async move { Table::exchange(&table, at, request).await }),
            None => {
                let head = request.map(drop);
                Box::pin(async move { table.refuse_unrouted(&head) })
            }
        };
        ResponseFuture { table: self.table.clone(), endpoint, is_head, response }
    }
}

/// The response of a [`Router`].
pub struct ResponseFuture {
    table: Arc<Table>,
    endpoint: Option<usize>,
    is_head: bool,
    response: Pin<Box<dyn Future<Output = Response<Body>> + Send>>,
}

impl Future for ResponseFuture {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // The future is not polled again after a panic. The state of the handlers may be half
        // changed, as after a panic in a thread.
        let polled = catch_unwind(AssertUnwindSafe(|| self.response.as_mut().poll(context)));
        let mut response = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(response)) => response,
            Err(payload) => {
                let endpoint = self.endpoint.map(|at| &self.table.endpoints[at]);
                self.table.fail(endpoint, FailureCause::Panic(&*payload))
            }
        };
        set_request_id(&mut response);
        // A response to HEAD has no body (rule C11). An output is encoded without one, and the body
        // of a refusal is dropped here.
        if self.is_head {
            *response.body_mut() = Body::default();
        }
        Poll::Ready(Ok(response))
    }
}

/// Gives a response an ID that clients can name in a report, unless it has one.
fn set_request_id(response: &mut Response<Body>) {
    static REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
    if let Entry::Vacant(vacant) = response.headers_mut().entry(&REQUEST_ID) {
        let mut text = Uuid::encode_buffer();
        let id = HeaderValue::from_str(Uuid::new_v4().hyphenated().encode_lower(&mut text));
        vacant.insert(id.expect("a UUID is of ASCII"));
    }
}

impl Table {
    async fn exchange<B>(table: &Arc<Self>, at: usize, request: Request<B>) -> Response<Body>
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
    {
        let endpoint = &table.endpoints[at];
        let reply = match Self::start(table, at, request).await {
            Ok(Exchange::Done(reply)) => reply,
            Ok(Exchange::Running(reply)) => reply.await,
            Err(rejection) => endpoint.hooks.refuse(&table.hooks, &rejection, endpoint.protocol()),
        };
        table.respond(reply, Some(endpoint))
    }

    /// Receives the part of the body that the handler needs, decodes the request and calls the
    /// handler.
    async fn start<B>(
        table: &Arc<Self>,
        at: usize,
        request: Request<B>,
    ) -> Result<Exchange, Rejection>
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
    {
        let endpoint = &table.endpoints[at];
        let limit = endpoint.limit.unwrap_or(table.limit);
        match endpoint.start() {
            Start::Whole(start) => {
                let mut request = whole_request(request, limit).await?;
                endpoint.within_base(&mut request)?;
                start(request)
            }
            #[cfg(feature = "event-stream")]
            Start::Stream { has_stream: false, start } => {
                let mut request = whole_request(request, limit).await?;
                endpoint.within_base(&mut request)?;
                let nothing = chunks(Body::default(), |never| match never {});
                start(request, nothing, limit, reporter(table, at))
            }
            #[cfg(feature = "event-stream")]
            Start::Stream { has_stream: true, start } => {
                let (head, body) = request.into_parts();
                let mut request = Request::from_parts(head, Bytes::new());
                endpoint.within_base(&mut request)?;
                let body = chunks(body, |_| "the connection was lost".into());
                start(request, body, limit, reporter(table, at))
            }
        }
    }

    /// The response to a request for no operation. It comes from the hooks of the first operation
    /// with the path, or else from those of the nested router with the base path. The hooks of this
    /// router come last.
    fn refuse_unrouted(&self, head: &Request<()>) -> Response<Body> {
        let others = self.routes.of_any_method(head);
        let rejection = Rejection::unrouted(others.iter().map(|(method, _)| *method));
        let nearest = others.first().map(|(_, at)| &self.endpoints[**at]);
        let protocol = nearest.map_or_else(|| self.protocol_of(head), Endpoint::protocol);
        let hooks = match nearest {
            Some(endpoint) => Some(&endpoint.hooks),
            None => self.nested_at(head.uri().path()),
        };
        let none = Hooks::default();
        let refused = hooks.unwrap_or(&none).refuse(&self.hooks, &rejection, protocol);
        self.respond(refused, None)
    }

    /// The response for a reply, with the operation in its extensions. A reply that cannot be sent
    /// is a failure.
    fn respond(&self, reply: Reply, endpoint: Option<&Endpoint>) -> Response<Body> {
        match reply {
            Ok(response) => with_operation(response, endpoint),
            Err(error) => self.fail(endpoint, FailureCause::Encode(&error)),
        }
    }

    /// Reports a failure, and makes its response.
    fn fail(&self, endpoint: Option<&Endpoint>, cause: FailureCause<'_>) -> Response<Body> {
        let none = Hooks::default();
        let hooks = endpoint.map_or(&none, |endpoint| &endpoint.hooks);
        let failure = Failure { operation: endpoint.map(|endpoint| endpoint.shape), cause };
        let protocol = endpoint.map_or(&Protocol::RestJson1, Endpoint::protocol);
        let rejection = Rejection::InternalFailure;
        // A hook may panic too, and may be the cause of this failure.
        let refused = catch_unwind(AssertUnwindSafe(|| {
            hooks.report(&self.hooks, &failure);
            hooks.refuse(&self.hooks, &rejection, protocol)
        }));
        let refused = refused.ok().and_then(Result::ok);
        let response = refused.unwrap_or_else(|| whole(rejection.to_response(protocol)));
        with_operation(response, endpoint)
    }
}

/// A request with its whole body.
async fn whole_request<B: http_body::Body>(
    request: Request<B>,
    limit: usize,
) -> Result<Request<Bytes>, Rejection> {
    let (head, body) = request.into_parts();
    let body = receive(body, limit).await.map_err(|error| match error {
        ReceiveError::TooLarge => Rejection::TooLarge { limit },
        ReceiveError::Broken(_) => Rejection::IncompleteBody,
    })?;
    Ok(Request::from_parts(head, body))
}

/// Reports to the nearest hook a failure that ends a stream of events.
#[cfg(feature = "event-stream")]
fn reporter(table: &Arc<Table>, at: usize) -> Reporter {
    let table = table.clone();
    Arc::new(move |cause| {
        let endpoint = &table.endpoints[at];
        let failure = Failure { operation: Some(endpoint.shape), cause };
        // A hook may panic too.
        let report = AssertUnwindSafe(|| endpoint.hooks.report(&table.hooks, &failure));
        drop(catch_unwind(report));
    })
}

fn with_operation(mut response: Response<Body>, endpoint: Option<&Endpoint>) -> Response<Body> {
    if let Some(endpoint) = endpoint {
        response.extensions_mut().insert(endpoint.shape.clone());
    }
    response
}
