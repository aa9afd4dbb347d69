//! Failures of a server: the response has status 500, and a hook hears of each failure.

use std::sync::{Arc, Mutex};

use chime_model::Rejection;
use chime_model::server::{FailureCause, Router};

use crate::ask;
use crate::books::{BadRequest, Book, GetBook, ListBooks, PutBook};

/// A router that fails in every way, and the failures that its hook has heard of.
fn failing() -> (Router, Arc<Mutex<Vec<String>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let for_hook = heard.clone();
    let router = Router::new()
        .on(GetBook, async |(), input| match input.id.as_str() {
            "panic" => panic!("the handler"),
            "later" => {
                tokio::task::yield_now().await;
                panic!("the handler, later")
            }
            // No header can carry it.
            _ => Ok(Book::default().request_id("\n")),
        })
        .on_sync(ListBooks, |(), _| panic!("the sync handler"))
        .on_failure(move |failure| {
            let message = match failure.cause {
                FailureCause::Panic(payload) => payload.downcast_ref::<&str>().copied(),
                _ => None,
            };
            let text = format!("{failure}: {}", message.unwrap_or_default());
            for_hook.lock().expect("nobody panics with it").push(text);
        });
    (router, heard)
}

#[tokio::test]
async fn a_failure_is_a_500_and_reaches_the_hook() {
    let (router, heard) = failing();
    for (text, expected) in [
        ("GET /books/panic", "GetBook panicked: the handler"),
        ("GET /books/later", "GetBook panicked: the handler, later"),
        ("GET /books", "ListBooks panicked: the sync handler"),
        (
            "GET /books/1",
            "GetBook cannot be sent: request_id must be visible ASCII, since it is in a header: ",
        ),
    ] {
        let body = r#"{"message":"the server failed"}"#.to_owned();
        assert_eq!(
            ask(&router, text).await,
            (500, "InternalFailureException".to_owned(), body),
            "{text}"
        );
        assert_eq!(*heard.lock().expect("no panic"), [expected], "{text}");
        heard.lock().expect("no panic").clear();
    }
}

#[tokio::test]
async fn a_failure_can_be_an_error_of_the_service() {
    let (router, _) = failing();
    let router = router.refuse_with(|rejection| {
        let is_failure = matches!(rejection, Rejection::InternalFailure);
        is_failure.then(|| BadRequest::default().message("we are sorry"))
    });
    let text = r#"{"message":"we are sorry"}"#.to_owned();
    assert_eq!(ask(&router, "GET /books").await, (400, "BadRequest".to_owned(), text));
}

#[tokio::test]
async fn a_hook_that_fails_is_a_failure_too() {
    let (router, heard) = failing();
    let router = router.refuse_with(|_| -> Option<BadRequest> { panic!("the hook") });
    for text in ["GET /", "PATCH /books", "GET /books"] {
        let (status, name, _) = ask(&router, text).await;
        assert_eq!((status, name.as_str()), (500, "InternalFailureException"), "{text}");
    }
    assert_eq!(
        *heard.lock().expect("no panic"),
        [
            "a hook panicked: the hook",
            "a hook panicked: the hook",
            "ListBooks panicked: the sync handler"
        ]
    );
}

#[tokio::test]
async fn a_hook_that_panics_at_a_failure_changes_nothing() {
    let router = failing().0.on_failure(|_| panic!("the failure hook"));
    assert_eq!(ask(&router, "GET /books").await.0, 500);
}

#[tokio::test]
async fn the_nearest_hook_hears_of_a_failure() {
    let (router, heard) = failing();
    let outer = Arc::new(Mutex::new(0));
    let for_hook = outer.clone();
    let router = Router::new()
        .on_sync(PutBook, |(), _| panic!("outside"))
        .on_failure(move |_| *for_hook.lock().expect("no panic") += 1)
        .merge(router);
    ask(&router, "GET /books").await;
    let put = "PUT /books/1\ncontent-type: application/json\n\n{\"title\":\"t\"}";
    ask(&router, put).await;
    assert_eq!((heard.lock().expect("no panic").len(), *outer.lock().expect("no panic")), (1, 1));
}
