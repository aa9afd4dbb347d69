//! Idempotency tokens (rule O1): where they come from, and how a test replaces that.

use std::cell::RefCell;

type Source = Box<dyn FnMut() -> String>;

thread_local! {
    static SOURCE: RefCell<Option<Source>> = const { RefCell::new(None) };
}

/// Runs `run` while every new idempotency token of this thread comes from `source`, so that a test knows what is sent.
///
/// A constructor takes its token once, so that encoding a value twice sends the same token twice; without this function a token is
/// a fresh UUID of version 4.
///
/// ```
/// use chime_model::{CreateRoomRequest, with_token_source};
///
/// let room = with_token_source(|| "token-1".to_owned(), || CreateRoomRequest::new("12345678", "Team room"));
/// assert_eq!(room.client_request_token.unwrap(), "token-1");
/// ```
pub fn with_token_source<R>(source: impl FnMut() -> String + 'static, run: impl FnOnce() -> R) -> R {
    /// Puts the former source back, also when `run` panics.
    struct Restore(Option<Source>);
    impl Drop for Restore {
        fn drop(&mut self) {
            SOURCE.set(self.0.take());
        }
    }
    let _restore = Restore(SOURCE.replace(Some(Box::new(source))));
    run()
}

/// A fresh idempotency token, as a constructor fills one in: for a value that was read without a token and is now to be sent.
///
/// ```
/// use chime_model::{CreateRoomRequest, idempotency_token};
///
/// let room = CreateRoomRequest::new("12345678", "Team room").client_request_token(idempotency_token());
/// assert_eq!(room.client_request_token.unwrap().len(), 36);
/// ```
#[must_use]
pub fn idempotency_token() -> String {
    // The source is taken out while it runs, so that it may itself make a value with a token.
    match SOURCE.take() {
        Some(mut source) => {
            let token = source();
            SOURCE.set(Some(source));
            token
        }
        None => uuid::Uuid::new_v4().to_string(),
    }
}
