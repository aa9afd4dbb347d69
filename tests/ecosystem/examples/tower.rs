//! An operation as a tower service on both sides, so that middleware such as a timeout can wrap it.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use chime_model::{CreateRoom, CreateRoomRequest, Operation, http};
use chime_model_ecosystem::{Outcome, Result, exercise, respond};
use tower::{BoxError, Service, ServiceBuilder, ServiceExt as _, service_fn};

/// The server: a service of messages.
async fn serve(request: http::Request<Body>) -> Result<http::Response<Body>, BoxError> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024).await?;
    Ok(respond(&http::Request::from_parts(parts, body)).map(Body::from))
}

/// The client: a service from an input to its outcome, around any service of messages.
async fn call<O: Operation, S>(service: &mut S, input: &O::Input) -> Result<Outcome<O>>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>, Error = BoxError>,
{
    let request = O::encode_request(input)?.map(Body::from);
    let (parts, body) = service.ready().await?.call(request).await?.into_parts();
    Ok(O::decode_response(&http::Response::from_parts(parts, to_bytes(body, usize::MAX).await?)))
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut service = ServiceBuilder::new().timeout(Duration::from_secs(5)).service(service_fn(serve));
    exercise(|room| runtime.block_on(call::<CreateRoom, _>(&mut service, room)))?;

    // The same as a service of values, for middleware that retries: the input is `Clone`, and its
    // token stays the same.
    let mut of_values = service_fn(|room: CreateRoomRequest| async move {
        let mut messages = service_fn(serve);
        Ok::<_, Infallible>(call::<CreateRoom, _>(&mut messages, &room).await.map_err(|error| error.to_string()))
    });
    let room = CreateRoomRequest::new("account-1", "Team room");
    let outcome = runtime.block_on(async { of_values.ready().await?.call(room).await })?;
    outcome??;
    Ok(())
}
