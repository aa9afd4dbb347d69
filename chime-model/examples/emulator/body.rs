//! Reads bodies within the limits of their size and time. A body that is too large is read and
//! dropped up to another limit, since most clients read a response only after they have sent
//! everything.

use std::sync::Arc;

use chime_model::http::{HeaderValue, Response, StatusCode};
use chime_model::{Body, Rejection, idempotency_token};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::limits::{BODY, DROPPED, LARGE_BODIES, PATIENCE, SMALL_BODY, TURN};

/// Why a body was not received.
pub(crate) enum Unreadable {
    /// It is longer than [`BODY`].
    TooLarge,
    /// It takes longer than [`PATIENCE`], or than [`TURN`] while others wait for its place.
    TooSlow,
    /// Its framing is broken, or the connection is.
    Broken,
}

impl Unreadable {
    /// The protocol's refusal. A slow body has HTTP's status for it.
    pub(crate) fn to_response(&self) -> Response<Body> {
        let rejection = match self {
            Unreadable::TooLarge => Rejection::TooLarge { limit: BODY },
            Unreadable::TooSlow | Unreadable::Broken => Rejection::IncompleteBody,
        };
        let mut response = rejection.to_response(&chime_model::SERVICE.protocol);
        if let Unreadable::TooSlow = self {
            *response.status_mut() = StatusCode::REQUEST_TIMEOUT;
        }
        // The router gives an ID to each of its own responses.
        if let Ok(id) = HeaderValue::try_from(idempotency_token()) {
            response.headers_mut().insert("x-amzn-requestid", id);
        }
        response.map(Body::from)
    }
}

/// A body in memory, and the place that it takes.
pub(crate) struct Received {
    pub(crate) bytes: Vec<u8>,
    pub(crate) place: Option<OwnedSemaphorePermit>,
}

/// Places for the larger bodies.
#[derive(Clone)]
pub(crate) struct Bodies {
    places: Arc<Semaphore>,
    /// How many wait for a place.
    waiting: watch::Sender<usize>,
}

impl Default for Bodies {
    fn default() -> Self {
        let places = Arc::new(Semaphore::new(LARGE_BODIES));
        Self { places, waiting: watch::Sender::default() }
    }
}

impl Bodies {
    /// Reads a body. The wait for a place has no limit of its own: the turn of each body before it
    /// has one.
    pub(crate) async fn read(&self, body: Incoming) -> Result<Received, Unreadable> {
        let mut reader = Reader { body, bytes: Vec::new(), length: 0 };
        if reader.read_up_to(SMALL_BODY).await? {
            return Ok(Received { bytes: reader.bytes, place: None });
        }
        let place = self.place().await;
        let ended = tokio::select! {
            biased;
            ended = reader.read_up_to(DROPPED) => ended?,
            () = self.end_of_turn() => return Err(Unreadable::TooSlow),
        };
        if ended && reader.length <= BODY {
            Ok(Received { bytes: reader.bytes, place })
        } else {
            Err(Unreadable::TooLarge)
        }
    }

    async fn place(&self) -> Option<OwnedSemaphorePermit> {
        let _waiting = Waiting::new(&self.waiting);
        self.places.clone().acquire_owned().await.ok()
    }

    /// Ends when a body has had its turn and another one waits.
    async fn end_of_turn(&self) {
        sleep(TURN).await;
        // The sender is a part of `self`, so it is not gone.
        let _ = self.waiting.subscribe().wait_for(|waiting| *waiting > 0).await;
    }
}

/// A body that waits until this is dropped, which also happens when its client disconnects.
struct Waiting<'w>(&'w watch::Sender<usize>);

impl<'w> Waiting<'w> {
    fn new(waiting: &'w watch::Sender<usize>) -> Self {
        waiting.send_modify(|count| *count += 1);
        Self(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

struct Reader {
    body: Incoming,
    /// The bytes that are kept; none once the body is too large.
    bytes: Vec<u8>,
    length: usize,
}

impl Reader {
    /// Reads until the body ends or is longer than `bound`, and returns whether it ended.
    async fn read_up_to(&mut self, bound: usize) -> Result<bool, Unreadable> {
        timeout(PATIENCE, self.read_frames(bound)).await.unwrap_or(Err(Unreadable::TooSlow))
    }

    async fn read_frames(&mut self, bound: usize) -> Result<bool, Unreadable> {
        while self.length <= bound {
            let Some(frame) = self.body.frame().await else { return Ok(true) };
            // Trailers are frames too.
            let Ok(data) = frame.map_err(|_| Unreadable::Broken)?.into_data() else { continue };
            self.length += data.len();
            if self.length <= BODY {
                self.bytes.extend_from_slice(&data);
            } else {
                self.bytes = Vec::new();
            }
        }
        Ok(false)
    }
}
