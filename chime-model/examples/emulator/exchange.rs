//! One request through the emulator: read, carried out, responded to, and noted in the log.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chime_model::http::{HeaderValue, Request, Response};
use chime_model::{CreateRoom, CreateRoomResponse, Operation};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};

use crate::body::{Bodies, Body};
use crate::limits::LOG_PATH;
use crate::log::Log;
use crate::reply::{Reply, on_demand};
use crate::store::{Store, now};

/// What all exchanges share.
pub(crate) struct Emulator {
    store: Store,
    bodies: Bodies,
    log: Log,
}

impl Emulator {
    pub(crate) fn new(log: Log) -> Self {
        Self { store: Store::default(), bodies: Bodies::default(), log }
    }

    /// Responds to one request.
    pub(crate) async fn exchange(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, Infallible> {
        let (head, body) = request.into_parts();
        let start: String = head.uri.path().chars().take(LOG_PATH).collect();
        let method_and_path = format!("{} {}", head.method, start.escape_debug());
        let reply = match self.bodies.read(body).await {
            Ok(body) => {
                let (emulator, request) = (self.clone(), Request::from_parts(head, body));
                // A decoder that panicked has said so on standard error.
                tokio::task::spawn_blocking(move || emulator.create_room(&request))
                    .await
                    .unwrap_or_else(|_| Reply::failure())
            }
            Err(why) => Reply::unreadable(why),
        };
        let Reply { name, response } = reply;
        self.log.line(format!("{} {method_and_path} {} {name}", now(), response.status().as_u16()));
        Ok(with_request_id(response).map(Full::from))
    }

    fn create_room(&self, request: &Request<Body>) -> Reply {
        let input = match CreateRoom::decode_request(request) {
            Ok(input) => input,
            Err(rejection) => return Reply::rejection(&rejection),
        };
        if let Some(error) = on_demand(&input.account_id) {
            return Reply::error(&error);
        }
        match self.store.create(input) {
            Ok(room) => Reply::success(&CreateRoomResponse::default().room(room)),
            Err(error) => Reply::error(&error.into()),
        }
    }
}

/// Gives the response an id of its own, for clients to name in a report.
fn with_request_id(mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let id = format!("00000000-0000-4000-9000-{:012x}", COUNT.fetch_add(1, Ordering::Relaxed));
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    response
}
