//! A service of your own from a description, `service.json`, which `build.rs` turns into types: a
//! router serves it, and a client calls it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chime_model::client::Client;
use chime_model::server::Router;
use chime_model::{Body, Empty, http};
use chime_model_ecosystem::Result;
use library::{
    Book, BookNotFound, CountBooks, CountBooksRequest, CountBooksResponse, Genre, GetBook,
    GetBookRequest, GetBookResponse, PutBook, PutBookRequest,
};
use tower::ServiceExt as _;

#[allow(dead_code, reason = "a router finds operations without `Route`")]
mod library {
    //! Generated from `service.json`.
    include!(concat!(env!("OUT_DIR"), "/service.rs"));
}

#[derive(Default)]
struct Library(Mutex<BTreeMap<String, Book>>);

impl Library {
    fn books(&self) -> MutexGuard<'_, BTreeMap<String, Book>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, id: &str) -> Result<Book, BookNotFound> {
        let book = self.books().get(id).cloned();
        book.ok_or_else(|| BookNotFound::default().message("no such book"))
    }

    fn count(&self, genre: Option<&Genre>) -> usize {
        let is_counted = |book: &&Book| genre.is_none() || book.genre.as_ref() == genre;
        self.books().values().filter(is_counted).count()
    }
}

fn router() -> Router<Library> {
    Router::with_state(Arc::new(Library::default()))
        .on(GetBook, async |library, input| Ok(GetBookResponse::new(library.find(&input.id)?)))
        .on(PutBook, async |library, input| {
            library.books().insert(input.id, input.book);
            Ok(Empty)
        })
        .on(CountBooks, async |library, input| {
            let count = library.count(input.genre.as_ref());
            Ok(CountBooksResponse::new(i32::try_from(count).unwrap_or(i32::MAX)))
        })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let router = router();
    let client = Client::new(router.clone(), "http://localhost".parse()?);
    let book = Book::new("Emma").genre(Genre::Novel).printed(chime_model::Timestamp::UNIX_EPOCH);
    client.call(PutBook, &PutBookRequest::new("1/2", book.clone())).await?;
    assert_eq!(client.call(GetBook, &GetBookRequest::new("1/2")).await?.book, book);
    let poems = CountBooksRequest::default().genre(Genre::Poetry);
    assert_eq!(client.call(CountBooks, &poems).await?.count, 0);
    assert_eq!(client.call(CountBooks, &CountBooksRequest::default()).await?.count, 1);
    let missing = client.call(GetBook, &GetBookRequest::new("3")).await.expect_err("an error");
    assert_eq!(missing.to_string(), "BookNotFound: no such book");
    assert_eq!(missing.status(), Some(http::StatusCode::NOT_FOUND));
    let request = http::Request::delete("/books/1").body(Body::from(Vec::new()))?;
    assert_eq!(router.oneshot(request).await?.status(), http::StatusCode::METHOD_NOT_ALLOWED);
    println!("three operations, served and called: as expected");
    Ok(())
}
