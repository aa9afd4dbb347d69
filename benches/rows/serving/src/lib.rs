//! Code that both programs share: the handler of CreateRoom, the request for it, and functions that
//! run its futures.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bench_chime::{CreateRoomError, CreateRoomRequest, CreateRoomResponse, Room};
use bytes::Bytes;
use chime_model::http::Request;
use http_body_util::{BodyExt, Full};

/// The state of the handlers.
pub struct App;

impl App {
    /// The handler that is called.
    ///
    /// # Errors
    /// None.
    pub async fn create_room(
        &self,
        input: CreateRoomRequest,
    ) -> Result<CreateRoomResponse, CreateRoomError> {
        let room = Room::default().room_id("room-1").account_id(input.account_id).name(input.name);
        Ok(CreateRoomResponse::default().room(room))
    }
}

/// The request of each exchange.
#[must_use]
pub fn request() -> Request<Full<Bytes>> {
    bench_calls::request().map(Full::from)
}

/// The body of a response.
pub async fn body<B: BodyExt>(body: B) -> Bytes {
    body.collect().await.unwrap_or_else(|_| panic!("a body")).to_bytes()
}

/// The output of a future that never waits.
///
/// # Panics
/// If it waits.
pub fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("no handler waits"),
    }
}
