//! Handlers of every form, and the responses to requests that no handler gets.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use chime_model::http::Method;
use chime_model::server::Router;
use chime_model::{Body, CreateRoom, CreateRoomResponse, Operation, OperationShape, Rejection};
use chime_model_tests::message::request;
use chime_model_tests::sample;

use crate::books::{BadRequest, Book, GetBook, ListBooks, PutBook, Shop, refuse};
use crate::{ask, operation, respond};

const TITLE: &str = r#"{"title":"Book 2"}"#;
const PUT: &str = "PUT /books/1\ncontent-type: application/json\n\n";

#[tokio::test]
async fn each_form_of_a_handler_is_called_with_the_state_and_the_input() {
    let routers = [
        Router::with_state(Arc::new(Shop::default())).on(GetBook, Shop::get),
        Router::with_state(Arc::new(Shop::default()))
            .on(GetBook, async |shop, input| Ok(shop.find(&input.id)?)),
        Router::with_state(Arc::new(Shop::default())).on_sync(GetBook, Shop::get_now),
        Router::with_state(Arc::new(Shop::default()))
            .on_sync(GetBook, |shop, input| Ok(shop.find(&input.id)?)),
        Router::with_state(Arc::new(Shop::default()))
            .on_with_head(GetBook, async |shop, input, _| Ok(shop.find(&input.id)?)),
    ];
    for router in routers {
        assert_eq!(ask(&router, "GET /books/2").await, (200, String::new(), TITLE.to_owned()));
        let missing = (404, "NoSuchBook".to_owned(), r#"{"message":"no such book"}"#.to_owned());
        assert_eq!(ask(&router, "GET /books/9").await, missing);
    }
}

#[tokio::test]
async fn a_handler_can_wait() {
    let router = Router::new().on(GetBook, async |(), _| {
        tokio::task::yield_now().await;
        Ok(Book::default())
    });
    assert_eq!(ask(&router, "GET /books/2").await.0, 200);
}

#[tokio::test]
async fn a_generated_operation_is_served() {
    let router = Router::new().on(CreateRoom, async |(), input| {
        assert_eq!(input, sample::request());
        Ok(CreateRoomResponse::default().room(sample::room()))
    });
    let request = CreateRoom::encode_request(&sample::request()).expect("a request");
    let response = respond(&router, request.map(Body::from)).await;
    let output = CreateRoom::decode_response(&response).expect("a room");
    assert_eq!(output.room, Some(sample::room()));
}

#[tokio::test]
async fn a_handler_sees_the_head_and_the_operation() {
    let router = Router::new().on_with_head(GetBook, async |(), input, head| {
        let shape = head.extensions.get::<OperationShape>().expect("the operation");
        let texts = [input.id.as_str(), shape.name, head.uri.path(), head.method.as_str()];
        let layer = head.extensions.get::<&str>().copied().unwrap_or_default();
        let user = head.headers["x-user"].to_str().expect("text");
        Ok(Book::default().title(format!("{} {layer} {user}", texts.join(" "))))
    });
    let mut request = request("GET /books/2\nx-user: anna").map(Body::from);
    request.extensions_mut().insert("layer");
    let response = respond(&router, request).await;
    let book = GetBook::decode_response(&response).expect("a book");
    assert_eq!(book.title.as_deref(), Some("2 GetBook /books/2 GET layer anna"));
}

#[tokio::test]
async fn a_request_that_no_handler_gets_is_refused_as_the_protocol_says() {
    let router = Router::with_state(Arc::new(Shop::default()))
        .on(GetBook, Shop::get)
        .on_sync(PutBook, |_, _| Ok(Book::default()));
    for (text, status, name) in [
        ("GET /", 404, "UnknownOperationException"),
        ("GET /books", 404, "UnknownOperationException"),
        ("PATCH /books/2", 405, "UnknownOperationException"),
        ("GET /books/2\naccept: text/html", 406, "NotAcceptableException"),
        ("PUT /books/1\n\n{}", 415, "UnsupportedMediaTypeException"),
        (&format!("{PUT}{{"), 400, "SerializationException"),
        (&format!("{PUT}{{}}"), 400, "ValidationException"),
    ] {
        let (found_status, found_name, body) = ask(&router, text).await;
        assert_eq!((found_status, found_name.as_str()), (status, name), "{text}: {body}");
    }
    let response = respond(&router, request("PATCH /books/2").map(Body::from)).await;
    assert_eq!(response.headers()["allow"], "GET, PUT");
}

#[tokio::test]
async fn c11_the_response_to_head_has_no_body() {
    let router = Router::new().on_sync(GetBook, |(), _| Ok(Book::default()));
    let refused = (405, "UnknownOperationException".to_owned(), String::new());
    assert_eq!(ask(&router, "HEAD /books/1").await, refused);
    let router = router.refuse_with(|_| Some(BadRequest::default().message("no")));
    let refused = (400, "BadRequest".to_owned(), String::new());
    assert_eq!(ask(&router, "HEAD /books/1").await, refused);
}

#[tokio::test]
async fn a_refusal_can_be_an_error_of_the_service() {
    let router = Router::new()
        .on_sync(PutBook, |(), _| Ok(Book::default()))
        .refuse_with(refuse)
        .refuse_with(|rejection| match rejection {
            Rejection::MethodNotAllowed { allow } if *allow == [Method::PUT] => {
                Some(BadRequest::default().message("put it"))
            }
            Rejection::Invalid(_) => panic!("the first function has an error for it"),
            _ => None,
        });
    let invalid = ask(&router, &format!("{PUT}{{\"title\":\"{}\"}}", "x".repeat(21))).await;
    let text = r#"{"message":"title must have a length of at most 20"}"#;
    assert_eq!(invalid, (400, "BadRequest".to_owned(), text.to_owned()));
    let put_it = r#"{"message":"put it"}"#;
    assert_eq!(
        ask(&router, "GET /books/1").await,
        (400, "BadRequest".to_owned(), put_it.to_owned())
    );
    assert_eq!(ask(&router, &format!("{PUT}{{")).await.1, "SerializationException");
    assert_eq!(ask(&router, "GET /").await.1, "UnknownOperationException");
}

#[tokio::test]
async fn a_response_has_an_id_unless_the_handler_has_set_one() {
    let router = Router::new()
        .on_sync(ListBooks, |(), _| panic!("no list"))
        .on_sync(GetBook, |(), input| Ok(Book::default().request_id(input.id)));
    let mut ids = Vec::new();
    for text in ["GET /books", "GET /books", "PATCH /books", "GET /"] {
        let response = respond(&router, request(text).map(Body::from)).await;
        let id = response.headers()["x-amzn-requestid"].to_str().expect("text").to_owned();
        assert_eq!((id.len(), &id[14..15]), (36, "4"), "{id}");
        ids.push(id);
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    let response = respond(&router, request("GET /books/own-id").map(Body::from)).await;
    let set: Vec<_> = response.headers().get_all("x-amzn-requestid").iter().collect();
    assert_eq!(set, ["own-id"]);
}

#[tokio::test]
async fn a_response_names_its_operation() {
    let router = Router::with_state(Arc::new(Shop::default()))
        .on(GetBook, Shop::get)
        .on_sync(PutBook, |_, _| panic!("no"));
    for (text, expected) in [
        ("GET /books/1", Some("GetBook")),
        ("GET /books/9", Some("GetBook")),
        ("GET /books/1\naccept: text/html", Some("GetBook")),
        (&format!("{PUT}{{\"title\":\"x\"}}"), Some("PutBook")),
        ("PATCH /books/1", None),
        ("GET /", None),
    ] {
        let response = respond(&router, request(text).map(Body::from)).await;
        assert_eq!(operation(response.extensions()), expected, "{text}");
    }
}

#[tokio::test]
async fn clones_share_the_state_and_not_the_handlers_that_are_added_later() {
    let shop = Arc::new(Shop::default());
    let router = Router::with_state(shop.clone()).on(GetBook, Shop::get);
    let more = router.clone().on_sync(ListBooks, |_, _| panic!("no list"));
    assert_eq!(ask(&router, "GET /books/1").await.0, 200);
    assert_eq!(ask(&more, "GET /books/1").await.0, 200);
    assert_eq!(shop.calls.load(Ordering::Relaxed), 2);
    assert_eq!((ask(&router, "GET /books").await.0, ask(&more, "GET /books").await.0), (404, 500));
    assert_eq!(format!("{more:?}"), r#"Router(["GetBook of Books", "ListBooks of Books"])"#);
}

#[test]
fn a_router_moves_between_threads() {
    fn moves<T: Send + Sync + Unpin + 'static>(_: &T) {}
    let router = Router::new().on(GetBook, async |(), _| Ok(Book::default()));
    moves(&router);
}
