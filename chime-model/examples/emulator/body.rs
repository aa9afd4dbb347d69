//! Reading a body: no more of it than is bounded, no longer than is bounded, and all of it where
//! its client waits for that.

use std::sync::Arc;

use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::limits::{BODY, DROPPED, LARGE_BODIES, PATIENCE, SMALL_BODY};

/// Why a body cannot be had.
pub(crate) enum Unreadable {
    /// It is longer than [`BODY`].
    TooLarge,
    /// It takes longer than [`PATIENCE`].
    TooSlow,
    /// Its framing is broken, or the connection is.
    Broken,
}

/// A body, and what it holds while it is in memory.
pub(crate) struct Body {
    bytes: Vec<u8>,
    _room: Option<OwnedSemaphorePermit>,
}

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Room for the larger bodies.
#[derive(Clone)]
pub(crate) struct Bodies(Arc<Semaphore>);

impl Default for Bodies {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(LARGE_BODIES)))
    }
}

impl Bodies {
    /// Reads a body. The wait for room is not bounded by itself: each body before it in the line
    /// is.
    pub(crate) async fn read(&self, body: Incoming) -> Result<Body, Unreadable> {
        let mut reader = Reader { body, bytes: Vec::new(), length: 0 };
        if reader.read_up_to(SMALL_BODY).await? {
            return Ok(Body { bytes: reader.bytes, _room: None });
        }
        let room = self.0.clone().acquire_owned().await.ok();
        let ended = reader.read_up_to(DROPPED).await?;
        match ended && reader.length <= BODY {
            true => Ok(Body { bytes: reader.bytes, _room: room }),
            false => Err(Unreadable::TooLarge),
        }
    }
}

struct Reader {
    body: Incoming,
    /// What is kept; nothing once the body is too large.
    bytes: Vec<u8>,
    length: usize,
}

impl Reader {
    /// Reads until the body ends or is longer than `bound`, and says whether it ended.
    async fn read_up_to(&mut self, bound: usize) -> Result<bool, Unreadable> {
        timeout(PATIENCE, self.read_frames(bound)).await.unwrap_or(Err(Unreadable::TooSlow))
    }

    async fn read_frames(&mut self, bound: usize) -> Result<bool, Unreadable> {
        while self.length <= bound {
            let Some(frame) = self.body.frame().await else { return Ok(true) };
            // Trailers are frames too.
            let Ok(data) = frame.map_err(|_| Unreadable::Broken)?.into_data() else { continue };
            self.length += data.len();
            match self.length <= BODY {
                true => self.bytes.extend_from_slice(&data),
                false => self.bytes = Vec::new(),
            }
        }
        Ok(false)
    }
}
