//! A client calls an operation page by page.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chime_model::client::{CallError, Client, Sender};
use chime_model::server::Router;

use crate::books::{BookError, BooksOutput, ListBooks, ListInput, NoSuchBook};

/// Three pages: of two titles, of none, and of one with the token `last`.
struct Catalogue {
    last: Option<&'static str>,
    calls: AtomicU32,
}

impl Catalogue {
    fn with_last(last: Option<&'static str>) -> Arc<Self> {
        Arc::new(Self { last, calls: AtomicU32::new(0) })
    }

    fn page(&self, input: ListInput) -> Result<BooksOutput, BookError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let titles = |titles: &[&str]| titles.iter().map(ToString::to_string).collect::<Vec<_>>();
        let page = BooksOutput::default();
        match input.token.as_deref() {
            None => Ok(page.titles(titles(&["a", "b"])).token("2")),
            Some("2") => Ok(page.token("3")),
            Some("3") => {
                let mut page = page.titles(titles(&["c"]));
                page.token = self.last.map(str::to_owned);
                Ok(page)
            }
            _ => Err(NoSuchBook::default().into()),
        }
    }
}

fn client(catalogue: &Arc<Catalogue>) -> Client<impl Sender + use<>> {
    let router = Router::with_state(catalogue.clone()).on_sync(ListBooks, Catalogue::page);
    Client::new(router, "http://localhost".parse().expect("an endpoint"))
}

/// The sizes of all pages, and how they end.
async fn sizes(last: Option<&'static str>) -> (Vec<usize>, Option<CallError<BookError>>) {
    let client = client(&Catalogue::with_last(last));
    let (mut pages, mut sizes) = (client.pages(ListBooks, ListInput::default()), Vec::new());
    let end = loop {
        match pages.next().await {
            Some(Ok(page)) => sizes.push(page.titles.map_or(0, |titles| titles.len())),
            Some(Err(error)) => break Some(error),
            None => break None,
        }
    };
    assert!(pages.next().await.is_none(), "there is nothing after the end");
    (sizes, end)
}

#[tokio::test]
async fn the_pages_end_with_the_one_without_a_token() {
    let (sizes, end) = sizes(None).await;
    assert_eq!(sizes, [2, 0, 1]);
    assert!(end.is_none(), "{end:?}");
}

#[tokio::test]
async fn a_repeated_token_is_an_error_after_its_page() {
    let (sizes, end) = sizes(Some("3")).await;
    assert_eq!(sizes, [2, 0, 1]);
    let error = end.expect("an error");
    assert!(matches!(error, CallError::RepeatedToken), "{error:?}");
    assert_eq!(error.to_string(), "a page has the token of the page before it");
}

#[tokio::test]
async fn an_error_ends_the_pages() {
    let (sizes, end) = sizes(Some("unknown")).await;
    assert_eq!(
        (sizes.len(), end.and_then(|error| error.name().map(str::to_owned))),
        (3, Some("NoSuchBook".to_owned()))
    );
}

#[tokio::test]
async fn items_come_one_by_one_and_pages_when_they_are_needed() {
    let catalogue = Catalogue::with_last(None);
    let client = client(&catalogue);
    let mut items = client.pages(ListBooks, ListInput::default()).items();
    for (title, calls) in [("a", 1), ("b", 1), ("c", 3)] {
        assert_eq!(items.next().await.expect("a title").expect("a page"), title);
        assert_eq!(catalogue.calls.load(Ordering::Relaxed), calls);
    }
    assert!(items.next().await.is_none());
    // A token lets a program go on where another one has ended.
    let mut items = client.pages(ListBooks, ListInput::default().token("3")).items();
    assert_eq!(items.next().await.expect("a title").expect("a page"), "c");
}

#[tokio::test]
async fn items_end_with_an_error() {
    let client = client(&Catalogue::with_last(Some("unknown")));
    let mut items = client.pages(ListBooks, ListInput::default()).items();
    for _ in 0..3 {
        items.next().await.expect("a title").expect("a page");
    }
    let end = items.next().await.expect("an end").expect_err("an error");
    assert_eq!(end.name(), Some("NoSuchBook"));
    assert!(items.next().await.is_none());
}
