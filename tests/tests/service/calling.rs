//! Calls of a client: the requests that it sends, and the error that each kind of failure becomes.

use std::convert::Infallible;
use std::error::Error;
use std::future::{Ready, ready};
use std::io;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use chime_model::client::{CallError, Client, Sender};
use chime_model::http::{Request, Response};
use chime_model::server::Router;
use chime_model::{Body, CreateRoom, CreateRoomRequest, ResponseError};
use chime_model_tests::message;
use chime_model_tests::sender::SenderFn;
use tower_service::Service;

use crate::bodies::Pieces;
use crate::books::{
    Book, BookError, BookInput, GetBook, NoSuchBook, PutBook, PutInput, Shop, SlowDown,
};
use crate::operation;

fn client<T: Sender>(sender: T) -> Client<T> {
    Client::new(sender, "http://books.example/base".parse().expect("an endpoint"))
}

/// A client whose every response is this text.
fn answered(text: &'static str) -> Client<impl Sender> {
    client(SenderFn(move |_| Ok::<_, Infallible>(message::response(text).map(Body::from))))
}

fn shop() -> Client<impl Sender> {
    let router = Router::with_state(Arc::new(Shop::default())).on(GetBook, Shop::get);
    client(Router::new().nest("/base", router))
}

#[tokio::test]
async fn a_call_has_the_output_or_the_error_of_the_operation() {
    let client = shop();
    let book = client.call(GetBook, &BookInput::new("2")).await.expect("a book");
    assert_eq!(book.title.as_deref(), Some("Book 2"));
    let error = client.send::<GetBook>(&BookInput::new("9")).await.expect_err("no such book");
    let expected = NoSuchBook::default().message("no such book");
    assert_eq!(error.modeled(), Some(&BookError::NoSuchBook(expected)));
    assert_eq!(
        (error.name(), error.status().map(|status| status.as_u16())),
        (Some("NoSuchBook"), Some(404))
    );
    assert_eq!(error.request_id().map(str::len), Some(36));
    assert_eq!(error.to_string(), "NoSuchBook: no such book");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_request_has_an_absolute_uri_and_names_its_operation() {
    let sent = Arc::new(Mutex::new(None));
    let for_sender = sent.clone();
    let sender = SenderFn(move |request: Request<Body>| {
        *for_sender.lock().expect("no panic") = Some(request);
        Ok::<_, Infallible>(Response::new(Body::default()))
    });
    let input = PutInput::new("1/2", "A title").token("t".to_owned());
    client(sender).call(PutBook, &input).await.expect("a book");
    let sent = sent.lock().expect("no panic").take().expect("a request");
    assert_eq!(sent.uri(), "http://books.example/base/books/1%2F2");
    assert_eq!(sent.headers()["content-type"], "application/json");
    assert_eq!(sent.body().as_ref(), br#"{"title":"A title","token":"t"}"#);
    assert_eq!(operation(sent.extensions()), Some("PutBook"));
}

#[tokio::test]
async fn each_kind_of_failure_is_told_apart() {
    let input = BookInput::new("2");
    let unknown = answered("503\nx-amzn-errortype: Busy\n\n{}").call(GetBook, &input).await;
    match unknown {
        Err(CallError::Response(ResponseError::Unknown(error))) => assert!(error.is_retryable()),
        other => panic!("{other:?}"),
    }
    let malformed = answered("200\n\n<html>").call(GetBook, &input).await.expect_err("no JSON");
    assert!(matches!(malformed, CallError::Response(ResponseError::Malformed(_))));
    assert!(!malformed.is_retryable());

    let unsendable = shop().call(GetBook, &BookInput::new("..")).await.expect_err("no label");
    assert!(matches!(unsendable, CallError::Encode(_)) && !unsendable.is_retryable());
    assert!(unsendable.to_string().starts_with("GetBook cannot be sent: id must"), "{unsendable}");

    let refused = || io::Error::new(io::ErrorKind::ConnectionRefused, "connection refused");
    let down = client(SenderFn(move |_| Err::<Response<Body>, _>(refused())));
    let down = down.call(GetBook, &input).await.expect_err("no response");
    assert!(matches!(&down, CallError::Transport(error) if error.is::<io::Error>()));
    assert_eq!(down.to_string(), "no response: connection refused");
    assert!(down.is_retryable() && down.status().is_none() && down.name().is_none());

    let cut = client(SenderFn(|_| {
        Ok::<_, Infallible>(Response::new(Pieces::of("{\"title\":", 4).then(Err("gone"))))
    }));
    let cut = cut.call(GetBook, &input).await.expect_err("half a body");
    assert!(matches!(cut, CallError::Body(_)) && cut.is_retryable());
    assert_eq!(cut.to_string(), "the body of the response broke off: gone");

    let announced = client(SenderFn(|_| {
        let least = 64 * 1024 * 1024 + 1;
        Ok::<_, Infallible>(Response::new(Pieces { least, ..Pieces::default() }))
    }));
    let announced = announced.call(GetBook, &input).await.expect_err("too large");
    assert!(matches!(announced, CallError::TooLarge { limit: 67_108_864 }), "{announced:?}");

    let large = answered("200\n\n{\"title\":\"Long\"}").body_limit(15);
    let large = large.call(GetBook, &input).await.expect_err("too large");
    assert!(matches!(large, CallError::TooLarge { limit: 15 }) && !large.is_retryable());
    let fits = answered("200\n\n{\"title\":\"Lon\"}").body_limit(15);
    fits.call(GetBook, &input).await.expect("a body of 15 bytes");
}

#[tokio::test]
async fn an_endpoint_that_a_request_cannot_be_sent_to_is_an_error() {
    let base = format!("http://books.example/{}", "x".repeat(65_000));
    let client = Client::new(shop_router(), base.parse().expect("an endpoint"));
    let error = client.call(GetBook, &BookInput::new("y".repeat(900))).await.expect_err("too long");
    assert!(matches!(error, CallError::Endpoint(_)), "{error:?}");
}

fn shop_router() -> Router<Shop> {
    Router::with_state(Arc::new(Shop::default())).on(GetBook, Shop::get)
}

#[tokio::test]
async fn an_error_converts_into_a_boxed_one_and_shows_no_input() {
    async fn call() -> Result<(), Box<dyn Error + Send + Sync>> {
        shop().call(GetBook, &BookInput::new("9")).await?;
        Ok(())
    }
    assert_eq!(call().await.expect_err("no such book").to_string(), "NoSuchBook: no such book");
    let secret = CreateRoomRequest::new("1", "Merger talks").client_request_token("merger-token");
    let error = answered("404\n\n{}").call(CreateRoom, &secret).await.expect_err("no account");
    assert!(!format!("{error} {error:?}").to_lowercase().contains("merger"), "{error:?}");
    assert_eq!(
        format!("{:?}", shop()),
        "Client { endpoint: Endpoint { scheme: \"http\", authority: books.example, base: \"/base\", takes_host_prefix: true }, .. }"
    );
}

/// A service that throttles the first requests, and the bodies of all that were sent to it.
struct Throttle {
    sent: Mutex<Vec<Vec<u8>>>,
    first: usize,
}

impl Throttle {
    fn put(&self, input: PutInput) -> Result<Book, BookError> {
        if self.count() <= self.first {
            return Err(SlowDown::default().into());
        }
        Ok(Book::default().title(input.title))
    }

    fn count(&self) -> usize {
        self.sent.lock().expect("no panic").len()
    }
}

/// A client of a service that throttles the first requests.
fn throttling(first: usize) -> (Client<impl Sender>, Arc<Throttle>) {
    let throttle = Arc::new(Throttle { sent: Mutex::default(), first });
    let router = Router::with_state(throttle.clone()).on_sync(PutBook, Throttle::put);
    let for_sender = throttle.clone();
    let sender = SenderFn(move |request: Request<Body>| {
        for_sender.sent.lock().expect("no panic").push(request.body().as_ref().to_vec());
        assert_eq!(operation(request.extensions()), Some("PutBook"));
        Ok::<_, Infallible>(request)
    });
    (client(Chained(sender, Router::new().nest("/base", router))), throttle)
}

/// A sender that passes each request to a function, and then to a router.
#[derive(Clone)]
struct Chained<F>(SenderFn<F>, Router);

impl<F> Service<Request<Body>> for Chained<F>
where
    F: FnMut(Request<Body>) -> Result<Request<Body>, Infallible>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = chime_model::server::ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let Ok(request) = (self.0.0)(request);
        self.1.call(request)
    }
}

#[tokio::test]
async fn a_policy_decides_by_the_error_of_each_attempt() {
    let (client, service) = throttling(2);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let for_hook = heard.clone();
    let client = client.retry_with(move |attempt| {
        let seen = (attempt.operation.name, attempt.number, attempt.name.map(str::to_owned));
        for_hook.lock().expect("no panic").push(seen);
        assert!(attempt.is_throttling && attempt.is_retryable);
        assert_eq!(attempt.status.map(|status| status.as_u16()), Some(429));
        assert_eq!(attempt.error.to_string(), "SlowDown");
        (attempt.number < 3).then(tokio::task::yield_now)
    });
    let book = client.call(PutBook, &PutInput::new("1", "A title")).await.expect("a book");
    assert_eq!(book.title.as_deref(), Some("A title"));
    let name = Some("SlowDown".to_owned());
    let expected = [("PutBook", 1, name.clone()), ("PutBook", 2, name)];
    assert_eq!(*heard.lock().expect("no panic"), expected);
    // Each attempt sends the same request with the same token.
    let sent = service.sent.lock().expect("no panic");
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|body| *body == sent[0]));
}

#[tokio::test]
async fn without_a_policy_and_after_its_last_attempt_the_error_is_returned() {
    let input = PutInput::new("1", "A title");
    let (client, service) = throttling(9);
    assert_eq!(client.call(PutBook, &input).await.expect_err("throttled").name(), Some("SlowDown"));
    assert_eq!(service.count(), 1);
    let (client, service) = throttling(9);
    let client = client.retry_with(|attempt| (attempt.number < 3).then(|| ready(())));
    assert!(client.call(PutBook, &input).await.expect_err("throttled").is_throttling());
    assert_eq!(service.count(), 3);
    // A request that cannot be sent is not an attempt.
    let (client, service) = throttling(0);
    let client = client.retry_with(|_| -> Option<Ready<()>> { panic!("there was no attempt") });
    client.call(PutBook, &PutInput::new("..", "A title")).await.expect_err("no label");
    assert_eq!(service.count(), 0);
}

#[test]
fn a_call_moves_between_threads() {
    fn moves<T: Send>(value: T) -> T {
        value
    }
    let (client, input) = (moves(client(shop_router())), BookInput::new("1"));
    drop(moves(client.call(GetBook, &input)));
}
