//! Layers of tower around a client's sender: a timeout, and retries that know whether the operation
//! is safe to repeat. The sender is a router, so there is no socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chime_model::client::Client;
use chime_model::server::Router;
use chime_model::{Body, CreateRoom, OperationShape, ThrottledClientException, http};
use chime_model_ecosystem::{Result, call, create, exercise, router};
use tower::{BoxError, ServiceBuilder, retry};

/// Sends a request up to two more times if the service is busy. After another failure of the
/// service, it sends only a request that is safe to repeat: the operation is read-only or
/// idempotent, or has an idempotency token, as CreateRoom has.
#[derive(Clone)]
struct Retries {
    left: u32,
}

impl retry::Policy<http::Request<Body>, http::Response<Body>, BoxError> for Retries {
    type Future = std::future::Ready<()>;

    fn retry(
        &mut self,
        request: &mut http::Request<Body>,
        result: &mut Result<http::Response<Body>, BoxError>,
    ) -> Option<Self::Future> {
        let shape = request.extensions().get::<OperationShape>()?;
        let is_safe = shape.readonly || shape.idempotent || shape.name == "CreateRoom";
        let is_busy = result.as_ref().is_ok_and(|response| {
            response.status() == http::StatusCode::TOO_MANY_REQUESTS
                || response.status().is_server_error() && is_safe
        });
        self.left = self.left.checked_sub(1)?;
        // A real program waits here.
        is_busy.then(|| std::future::ready(()))
    }

    fn clone_request(&mut self, request: &http::Request<Body>) -> Option<http::Request<Body>> {
        Some(request.clone())
    }
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let layers = || {
        ServiceBuilder::new()
            .timeout(Duration::from_secs(5))
            .retry(Retries { left: 2 })
            .map_err(BoxError::from)
    };
    let client = Client::new(layers().service(router()), "http://localhost".parse()?);
    exercise(|room| runtime.block_on(call(&client, room)))?;

    // The third attempt succeeds, and the fourth would too.
    for (busy, is_created) in [(2, true), (3, false)] {
        let busy = Arc::new(AtomicU32::new(busy));
        let server = Router::with_state(busy).on_sync(CreateRoom, |busy, input| {
            match busy
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
            {
                Ok(_) => Err(ThrottledClientException::default().into()),
                Err(_) => create(input),
            }
        });
        let client = Client::new(layers().service(server), "http://localhost".parse()?);
        let room = chime_model::CreateRoomRequest::new("account-1", "Team room");
        let outcome = runtime.block_on(call(&client, &room))?;
        assert_eq!(outcome.is_ok(), is_created);
        assert!(outcome.map_or_else(|error| error.is_throttling(), |_| true));
    }
    println!("two retries, and no third one: as expected");
    Ok(())
}
