//! Idempotency tokens (rules O1 and A13): where they come from, and how a test replaces them.

use std::cell::RefCell;

type Source = Box<dyn FnMut() -> String>;

thread_local! {
    static SOURCE: RefCell<Option<Source>> = const { RefCell::new(None) };
}

/// Runs `run` with every new idempotency token of this thread taken from `source`, so that a test
/// knows what is sent.
///
/// A constructor takes one token, so a value that is encoded twice sends the same token twice.
/// Without this function a token is a random UUID.
///
/// ```
/// use chime_model::{CreateRoomRequest, with_token_source};
///
/// let new = || CreateRoomRequest::new("12345678", "Team room");
/// let room = with_token_source(|| "token-1".to_owned(), new);
/// assert_eq!(room.client_request_token.unwrap(), "token-1");
/// ```
pub fn with_token_source<R>(
    source: impl FnMut() -> String + 'static,
    run: impl FnOnce() -> R,
) -> R {
    /// Restores the previous source, also if `run` panics.
    struct Restore(Option<Source>);
    impl Drop for Restore {
        fn drop(&mut self) {
            SOURCE.set(self.0.take());
        }
    }
    let _restore = Restore(SOURCE.replace(Some(Box::new(source))));
    run()
}

/// A new idempotency token, like the one of a constructor: for a value that was read without a
/// token and is sent now.
///
/// ```
/// use chime_model::{CreateRoomRequest, idempotency_token};
///
/// let room = CreateRoomRequest::new("12345678", "Team room");
/// let room = room.client_request_token(idempotency_token());
/// assert_eq!(room.client_request_token.unwrap().len(), 36);
/// ```
#[must_use]
pub fn idempotency_token() -> String {
    // The source is taken out while it runs, so that it can itself construct a value with a token.
    match SOURCE.take() {
        Some(mut source) => {
            let token = source();
            SOURCE.set(Some(source));
            token
        }
        None => uuid::Uuid::new_v4().to_string(),
    }
}
