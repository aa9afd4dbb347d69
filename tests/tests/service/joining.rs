//! `merge` and `nest` join several routers to one. The hook for refusals of the nearest router is
//! used.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chime_model::server::Router;
use chime_model::{CreateRoom, CreateRoomResponse, OperationError, Rejection};

use crate::ask;
use crate::books::{BadRequest, Book, GetBook, GetNovel, ListBooks, PutBook};

/// Refuses everything with a message of its own.
fn says(message: &'static str) -> impl Fn(&Rejection) -> Option<BadRequest> + Send + Sync {
    move |rejection| {
        let text = format!("{message}: {}", rejection.status().as_u16());
        Some(BadRequest::default().message(text))
    }
}

fn book(title: &'static str) -> Router<&'static str> {
    Router::with_state(std::sync::Arc::new(title)).on(GetBook, async |title, input| {
        Ok(Book::default().title(format!("{title} {}", input.id)))
    })
}

fn rooms() -> Router {
    Router::new().on(CreateRoom, async |(), _| Ok(CreateRoomResponse::default()))
}

/// The text of a response.
async fn text(router: &Router<impl Sized>, request: &str) -> String {
    ask(router, request).await.2
}

fn message(text: &str) -> String {
    format!(r#"{{"message":"{text}"}}"#)
}

/// The message of a panic.
fn panic_of<T>(run: impl FnOnce() -> T) -> String {
    let payload = catch_unwind(AssertUnwindSafe(run)).map(drop).expect_err("a panic");
    *payload.downcast::<String>().expect("a message")
}

#[tokio::test]
async fn merged_operations_keep_their_state_and_their_refusals() {
    let router = rooms().refuse_with(says("rooms")).merge(book("Novel").refuse_with(says("books")));
    assert_eq!(text(&router, "GET /books/1").await, r#"{"title":"Novel 1"}"#);
    for (request, expected) in [
        ("GET /books/1\naccept: text/html", "books: 406"),
        ("PATCH /books/1", "books: 405"),
        ("POST /accounts/a/rooms\n\n{}", "rooms: 415"),
        ("GET /accounts/a/rooms", "rooms: 405"),
        ("GET /", "rooms: 404"),
    ] {
        assert_eq!(text(&router, request).await, message(expected), "{request}");
    }
    // A router without a hook for refusals uses that of the router that it is merged into.
    let router = rooms().merge(book("Novel")).refuse_with(says("rooms"));
    assert_eq!(text(&router, "PATCH /books/1").await, message("rooms: 405"));
}

#[tokio::test]
async fn nested_operations_are_below_their_base_path() {
    let inner = Router::new().nest("/b/c", book("Inner"));
    let router = book("Outer").nest("/a", book("Nested")).nest("/a", inner);
    for (request, expected) in [
        ("GET /books/1", "Outer 1"),
        ("GET /a/books/1?x=y", "Nested 1"),
        ("GET /a/b/c/books/%2F", "Inner /"),
    ] {
        assert_eq!(text(&router, request).await, format!(r#"{{"title":"{expected}"}}"#));
    }
    for request in
        ["GET /a", "GET /a/b/books/1", "GET /b/c/books/1", "GET /abooks/1", "GET /a//books/1"]
    {
        assert_eq!(ask(&router, request).await.0, 404, "{request}");
    }
    let router = Router::new().nest(
        "/a",
        Router::new().on_with_head(GetBook, async |(), _, head| {
            Ok(Book::default().title(head.uri.to_string()))
        }),
    );
    assert_eq!(text(&router, "GET /a/books/1?x=y").await, r#"{"title":"/books/1?x=y"}"#);
}

#[tokio::test]
async fn the_nearest_refusal_wins() {
    let inner = Router::new().nest("/b", book("Inner").refuse_with(says("b")));
    let router = Router::new()
        .nest("/a", inner.refuse_with(says("a")))
        .nest("/silent", book("Silent"))
        .on(ListBooks, async |(), _| panic!("no list"))
        .refuse_with(says("outer"));
    for (request, expected) in [
        ("GET /a/b/none", "b: 404"),
        ("GET /a/b", "b: 404"),
        ("PATCH /a/b/books/1", "b: 405"),
        ("GET /a/none", "a: 404"),
        ("GET /a/bb", "a: 404"),
        ("GET /silent/none", "outer: 404"),
        ("PATCH /silent/books/1", "outer: 405"),
        ("PATCH /books", "outer: 405"),
        ("GET /none", "outer: 404"),
    ] {
        assert_eq!(text(&router, request).await, message(expected), "{request}");
    }
}

#[tokio::test]
async fn a_known_path_is_405_before_a_base_path_is_404() {
    /// The error of a hook that returns none.
    #[derive(Clone, Debug, PartialEq, OperationError)]
    enum Never {}
    let router = book("Outer")
        .refuse_with(says("outer"))
        .nest("/books", rooms().refuse_with(says("nested")))
        .refuse_with(|_| None::<Never>);
    assert_eq!(text(&router, "PATCH /books/1").await, message("outer: 405"));
    assert_eq!(text(&router, "PATCH /books/1/2").await, message("nested: 404"));
}

#[test]
fn the_same_method_path_and_query_is_refused_with_both_names() {
    let both = "take the same requests";
    let expected = format!("GetBook of Books and GetNovel of Books {both}");
    let novel = || Router::new().on(GetNovel, async |(), _| Ok(Book::default()));
    assert_eq!(panic_of(|| book("a").on(GetNovel, async |_, _| Ok(Book::default()))), expected);
    assert_eq!(panic_of(|| book("a").merge(novel())), expected);
    assert_eq!(panic_of(|| novel().nest("/a", book("a")).nest("/a", novel())), expected);
    // Another method, another query and another base path are not the same.
    let _ = book("a").on_sync(PutBook, |_, _| Ok(Book::default())).nest("/b", novel());
}

#[test]
fn a_text_that_is_not_a_base_path_is_refused() {
    for base in ["", "/", "a", "/a/", "/{a}", "/a?b", "/a#b"] {
        let text = panic_of(|| Router::new().nest(base, rooms()));
        assert_eq!(text, format!("a base path must be one such as /voice, not {base:?}"));
    }
}

#[test]
fn a_body_limit_for_an_operation_without_a_handler_is_refused() {
    let text = panic_of(|| rooms().body_limit_of(GetBook, 5));
    assert_eq!(text, "GetBook of Books has no handler yet");
}
