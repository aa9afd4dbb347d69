//! A server with axum: an extractor that reads and checks the input of an operation, and a response
//! that writes its outcome.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Router, http::StatusCode};
use chime_model::{CreateRoom, Operation, Rejection, http};
use chime_model_ecosystem::{Result, create, exercise_server, refuse};

/// Extracts the input of an operation. A request that breaks the contract gets the response of
/// `refuse`, and no handler runs.
struct Input<O: Operation>(O::Input);

impl<O: Operation, S: Send + Sync> FromRequest<S> for Input<O> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        // Respects the limit that the router sets, 2 MB by default.
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let request = http::Request::from_parts(parts, body.map_err(IntoResponse::into_response)?);
        O::decode_request(&request)
            .map(Self)
            .map_err(|rejection| refuse(&rejection).map(Body::from))
    }
}

/// Responds with the result of an operation.
struct Outcome<O: Operation>(Result<O::Output, O::Error>);

impl<O: Operation> IntoResponse for Outcome<O> {
    fn into_response(self) -> Response {
        let response = self
            .0
            .map_or_else(|error| O::encode_error(&error), |output| O::encode_response(&output));
        match response {
            Ok(response) => response.map(Body::from),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

async fn create_room(Input(room): Input<CreateRoom>) -> Outcome<CreateRoom> {
    Outcome(create(room))
}

fn main() -> Result<()> {
    // A route has the syntax of a URI template, except that `{name+}` is `{*name}`.
    let router = Router::new()
        .route(CreateRoom::URI, post(create_room))
        .fallback(async || refuse(&Rejection::UnknownOperation).map(Body::from));
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let endpoint = format!("http://{}", listener.local_addr()?).parse()?;
    runtime.spawn(async { axum::serve(listener, router).await });
    exercise_server(&endpoint)
}
