//! Why: the way of one request through the emulator: read, carried out, answered, and noted in the log.

use std::io::{Write, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{HeaderValue, Request, Response, StatusCode};
use chime_model::{CreateRoom, CreateRoomResponse, Operation};

use crate::refusal::{Refusal, on_demand};
use crate::store::{Store, now};

/// The largest body that is taken.
const LIMIT: usize = 1024 * 1024;
/// How much of a larger one is read all the same, since most clients read an answer only after they have sent everything.
const READ_AT_MOST: usize = 16 * LIMIT;

/// Answers one request.
pub(crate) async fn answer(State(store): State<Arc<Store>>, request: Request<Body>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let method_and_path = format!("{} {}", head.method, head.uri.path().escape_debug());
    let outcome = match to_bytes(body, READ_AT_MOST).await {
        Ok(body) if body.len() <= LIMIT => create_room(&store, &Request::from_parts(head, body)),
        // A connection that broke off ends here too; nobody reads this answer then.
        _ => Err(Refusal::too_large(LIMIT)),
    };
    let answer = with_request_id(write(&outcome));
    let (status, name) = (answer.status().as_u16(), outcome.err().map_or("Room", |refusal| refusal.name()));
    // Nobody need read the log.
    let _ = writeln!(stdout(), "{} {method_and_path} {status} {name}", now());
    answer.map(Body::from)
}

fn create_room(store: &Store, request: &Request<Bytes>) -> Result<CreateRoomResponse, Refusal> {
    let input = CreateRoom::decode_request(request)?;
    if let Some(error) = on_demand(&input.account_id) {
        return Err(error.into());
    }
    let room = store.create(input).map_err(Refusal::from)?;
    Ok(CreateRoomResponse::default().room(room))
}

fn write(outcome: &Result<CreateRoomResponse, Refusal>) -> Response<Vec<u8>> {
    let written = match outcome {
        Ok(output) => CreateRoom::encode_response(output),
        Err(refusal) => refusal.encode(),
    };
    written.unwrap_or_else(|_| {
        let mut empty = Response::default();
        *empty.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        empty
    })
}

/// Gives the answer an id of its own, for clients to name in a report.
fn with_request_id(mut answer: Response<Vec<u8>>) -> Response<Vec<u8>> {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let id = format!("00000000-0000-4000-9000-{:012x}", COUNT.fetch_add(1, Ordering::Relaxed));
    if let Ok(id) = HeaderValue::try_from(id) {
        answer.headers_mut().insert("x-amzn-requestid", id);
    }
    answer
}
