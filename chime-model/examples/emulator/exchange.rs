//! Handles one request: reads its body, lets the router respond, and writes a line of the log.

use std::convert::Infallible;
use std::sync::Arc;

use chime_model::http::header::{CONTENT_TYPE, HOST};
use chime_model::http::request::Parts;
use chime_model::http::{HeaderValue, Request, Response, StatusCode, Version};
use chime_model::server::Router;
use chime_model::{Body, OperationShape, Rejection};
use hyper::body::Incoming;
use tokio::runtime::Handle;
use tower_service::Service as _;

use crate::body::{Bodies, Received};
use crate::limits::LOG_PATH;
use crate::log::Log;
use crate::service::router;
use crate::store::{Store, now};

/// What all exchanges share.
pub(crate) struct Emulator {
    router: Router<Store>,
    bodies: Bodies,
    log: Log,
}

impl Emulator {
    pub(crate) fn new(log: Log) -> Self {
        Self { router: router(), bodies: Bodies::default(), log }
    }

    /// Responds to one request.
    pub(crate) async fn exchange(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Body>, Infallible> {
        let (head, body) = request.into_parts();
        let start: String = head.uri.path().chars().take(LOG_PATH).collect();
        let method_and_path = format!("{} {}", head.method, start.escape_debug());
        let response = if has_host(&head) {
            match self.bodies.read(body).await {
                Ok(body) => self.respond(Request::from_parts(head, body)).await,
                Err(why) => why.to_response(),
            }
        } else {
            bad_host()
        };
        let (status, name) = (response.status().as_u16(), name(&response));
        self.log.line(format!("{} {method_and_path} {status} {name}", now()));
        Ok(response)
    }

    /// Calls the router on its own thread, so that a slow request blocks no other.
    async fn respond(&self, request: Request<Received>) -> Response<Body> {
        let mut router = self.router.clone();
        let response = tokio::task::spawn_blocking(move || {
            let (head, Received { bytes, place: _place }) = request.into_parts();
            let request = Request::from_parts(head, Body::from(bytes));
            Handle::current().block_on(router.call(request))
        });
        match response.await {
            Ok(Ok(response)) => response,
            // The emulator stops, and no thread has taken the request.
            Err(_) => Rejection::InternalFailure
                .to_response(&chime_model::SERVICE.protocol)
                .map(Body::from),
        }
    }
}

/// Whether a request names its host exactly once, as HTTP/1.1 requires (RFC 9112, 3.2).
fn has_host(head: &Parts) -> bool {
    let hosts = head.headers.get_all(HOST).iter().count();
    hosts == 1 || (hosts == 0 && head.version < Version::HTTP_11)
}

/// The response to a request without one host. The protocol has no error for it.
fn bad_host() -> Response<Body> {
    let mut response = Response::new(Body::from(b"a request has one Host header\n".to_vec()));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response
}

/// The type of the error, or the name of the operation.
fn name(response: &Response<Body>) -> String {
    let error = response.headers().get("x-amzn-errortype").and_then(|name| name.to_str().ok());
    let operation = || response.extensions().get::<OperationShape>().map(|shape| shape.name);
    error.or_else(operation).unwrap_or_default().to_owned()
}
