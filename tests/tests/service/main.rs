//! The router and the client, in process: a service of books, its handlers and its callers.

mod aws_json;
mod bodies;
mod books;
mod calling;
mod failures;
mod joining;
mod pages;
mod serving;

use chime_model::http::{Extensions, Request, Response};
use chime_model::server::Router;
use chime_model::{Body, OperationShape};
use chime_model_tests::message;
use tower_service::Service;

/// What a router responds to a request with any body.
async fn respond<B>(router: &Router<impl Sized>, request: Request<B>) -> Response<Body>
where
    B: http_body::Body + Send + 'static,
    B::Data: Send,
{
    let response = router.clone().call(request).await;
    response.unwrap_or_else(|error| match error {})
}

/// What a router responds to a request that is written as text: the status, the type of the error,
/// and the body.
async fn ask(router: &Router<impl Sized>, request: &str) -> (u16, String, String) {
    summary(&respond(router, message::request(request).map(Body::from)).await)
}

fn summary(response: &Response<Body>) -> (u16, String, String) {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let body = String::from_utf8_lossy(response.body().as_ref()).into_owned();
    (response.status().as_u16(), header("x-amzn-errortype").unwrap_or_default().to_owned(), body)
}

/// The name of the operation that the extensions of a message have.
fn operation(extensions: &Extensions) -> Option<&'static str> {
    extensions.get::<OperationShape>().map(|shape| shape.name)
}
