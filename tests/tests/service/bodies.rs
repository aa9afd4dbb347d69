//! A router reads bodies of any type, up to a limit.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use chime_model::http::{HeaderMap, Request};
use chime_model::server::Router;
use chime_model::{Body, Operation};
use http_body::{Body as _, Frame, SizeHint};

use crate::books::{Book, GetBook, PutBook, PutInput, refuse};
use crate::{respond, summary};

/// A body in pieces. `None` makes the reader wait, and an error stands for a connection that breaks
/// off.
#[derive(Default)]
pub(crate) struct Pieces {
    pub(crate) pieces: VecDeque<Option<Result<Frame<Bytes>, &'static str>>>,
    pub(crate) least: u64,
}

impl Pieces {
    pub(crate) fn of(text: &str, size: usize) -> Self {
        let chunks = text.as_bytes().chunks(size).map(|chunk| Frame::data(chunk.to_vec().into()));
        let waits = chunks.flat_map(|frame| [None, Some(Ok(frame))]);
        Self { pieces: waits.collect(), least: 0 }
    }

    pub(crate) fn then(mut self, piece: Result<Frame<Bytes>, &'static str>) -> Self {
        self.pieces.push_back(Some(piece));
        self
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        match self.pieces.pop_front() {
            None => Poll::Ready(None),
            Some(Some(piece)) => Poll::Ready(Some(piece)),
            Some(None) => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        let mut hint = SizeHint::new();
        hint.set_lower(self.least);
        hint
    }
}

fn put<B>(body: B) -> Request<B> {
    let request = Request::put("/books/1").header("content-type", "application/json");
    request.body(body).expect("a request")
}

fn router() -> Router {
    Router::new()
        .on(PutBook, async |(), input| Ok(Book::default().title(input.title)))
        .on(GetBook, async |(), _| Ok(Book::default()))
}

/// A body with this length.
fn body(length: usize) -> String {
    format!("{{\"title\":\"t\",\"more\":\"{}\"}}", "x".repeat(length - 23))
}

#[tokio::test]
async fn a_body_is_read_whatever_its_pieces_are() {
    let text = r#"{"title":"In pieces"}"#;
    for size in [1, 2, 5, text.len()] {
        let response = respond(&router(), put(Pieces::of(text, size))).await;
        assert_eq!(summary(&response), (200, String::new(), text.to_owned()), "{size}");
    }
    let trailers = Pieces::of(text, 9).then(Ok(Frame::trailers(HeaderMap::new())));
    assert_eq!(respond(&router(), put(trailers)).await.status(), 200);
    // Any type that implements `http_body::Body` is a body: a `String`, a boxed one, an empty one.
    assert_eq!(respond(&router(), put(text.to_owned())).await.status(), 200);
    let boxed: Pin<Box<Pieces>> = Box::pin(Pieces::of(text, 3));
    assert_eq!(respond(&router(), put(boxed)).await.status(), 200);
    assert_eq!(respond(&router(), put(Body::default())).await.status(), 400);
}

#[tokio::test]
async fn a_body_over_the_bound_is_refused() {
    const MIB: usize = 1024 * 1024;
    let small = || router().body_limit(100);
    for (router, limit) in [
        (router(), 2 * MIB),
        (small(), 100),
        (small().body_limit_of(PutBook, 200), 200),
        (small().body_limit_of(GetBook, 200), 100),
        (Router::new().merge(small()), 100),
        (Router::new().body_limit(50).merge(router()), 2 * MIB),
    ] {
        for size in [1_000, usize::MAX] {
            let (fits, is_over) = (body(limit), body(limit + 1));
            assert_eq!(respond(&router, put(Pieces::of(&fits, size))).await.status(), 200);
            let refused = summary(&respond(&router, put(Pieces::of(&is_over, size))).await);
            let text = format!(r#"{{"message":"the body must not be longer than {limit} bytes"}}"#);
            assert_eq!(refused, (413, "RequestEntityTooLargeException".to_owned(), text));
        }
    }
    let modeled = respond(&small().refuse_with(refuse), put(body(101))).await;
    assert_eq!((summary(&modeled).0, summary(&modeled).1.as_str()), (400, "BadRequest"));
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_not_read() {
    let unread = Pieces { least: 101, ..Pieces::default().then(Err("it was read")) };
    assert_eq!(respond(&router().body_limit(100), put(unread)).await.status(), 413);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_refused() {
    let broken = Pieces::of("{\"title\":", 3).then(Err("gone"));
    let (status, name, text) = summary(&respond(&router(), put(broken)).await);
    assert_eq!((status, name.as_str()), (400, "SerializationException"));
    assert_eq!(text, r#"{"message":"the body did not arrive whole"}"#);
}

#[tokio::test]
async fn a_body_of_ours_is_one_frame() {
    let encoded = PutBook::encode_request(&PutInput::new("1", "A title")).expect("a request");
    let bytes = encoded.body().clone();
    let mut body = Body::from(bytes.clone());
    assert_eq!((body.as_ref(), body.size_hint().exact()), (&*bytes, Some(bytes.len() as u64)));
    assert_eq!(Vec::from(body.clone()), bytes);
    assert_eq!(Bytes::from(Body::from(Bytes::from(bytes.clone()))), bytes);
    assert_eq!(format!("{body:?}"), format!("Body({} bytes)", bytes.len()));
    assert!(!body.is_end_stream());
    let mut frames = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        let Ok(frame) = frame;
        frames.push(frame.into_data().expect("data"));
    }
    assert_eq!(frames, [bytes]);
    assert_eq!((body.is_end_stream(), body.size_hint().exact()), (true, Some(0)));
    assert!(Body::default().is_end_stream());
}
