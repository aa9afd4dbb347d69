//! A service of your own from a description, `service.json`, which `build.rs` turns into types. One
//! handler serves all of its operations: `Route` finds the one that a request is for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chime_model::{Empty, Operation, Routing as _, http};
use chime_model_ecosystem::{Outcome, Result};
use library::{
    Book, BookNotFound, CountBooks, CountBooksRequest, CountBooksResponse, Genre, GetBook, GetBookRequest, GetBookResponse, PutBook,
    PutBookRequest, Route,
};

mod library {
    //! Generated from `service.json`.
    include!(concat!(env!("OUT_DIR"), "/service.rs"));
}

#[derive(Default)]
struct Library {
    books: RefCell<BTreeMap<String, Book>>,
}

impl Library {
    fn handle(&self, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        match Route::of(request) {
            Ok(Route::GetBook) => respond::<GetBook>(request, |input| {
                let book = self.books.borrow().get(&input.id).cloned();
                book.map(GetBookResponse::new).ok_or_else(|| BookNotFound::default().message("no such book").into())
            }),
            Ok(Route::PutBook) => respond::<PutBook>(request, |input| {
                self.books.borrow_mut().insert(input.id, input.book);
                Ok(Empty)
            }),
            Ok(Route::CountBooks) => respond::<CountBooks>(request, |input| {
                let is_counted = |book: &&Book| input.genre.is_none() || book.genre == input.genre;
                Ok(CountBooksResponse::new(i32::try_from(self.books.borrow().values().filter(is_counted).count()).unwrap_or(i32::MAX)))
            }),
            Err(rejection) => rejection.to_response(),
        }
    }
}

/// Reads the request of any operation and writes its response.
fn respond<O: Operation>(
    request: &http::Request<Vec<u8>>,
    handle: impl FnOnce(O::Input) -> Result<O::Output, O::Error>,
) -> http::Response<Vec<u8>> {
    let input = match O::decode_request(request) {
        Ok(input) => input,
        Err(rejection) => return rejection.to_response(),
    };
    let response = handle(input).map_or_else(|error| O::encode_error(&error), |output| O::encode_response(&output));
    response.unwrap_or_else(|_| http::Response::builder().status(500).body(Vec::new()).expect("a status alone"))
}

fn call<O: Operation>(library: &Library, input: &O::Input) -> Result<Outcome<O>> {
    Ok(O::decode_response(&library.handle(&O::encode_request(input)?)))
}

fn main() -> Result<()> {
    let library = Library::default();
    let book = Book::new("Emma").genre(Genre::Novel).printed(chime_model::Timestamp::UNIX_EPOCH);
    call::<PutBook>(&library, &PutBookRequest::new("1/2", book.clone()))??;
    assert_eq!(call::<GetBook>(&library, &GetBookRequest::new("1/2"))??.book, book);
    assert_eq!(call::<CountBooks>(&library, &CountBooksRequest::default().genre(Genre::Poetry))??.count, 0);
    assert_eq!(call::<CountBooks>(&library, &CountBooksRequest::default())??.count, 1);
    let missing = call::<GetBook>(&library, &GetBookRequest::new("3"))?.expect_err("an error");
    assert_eq!((missing.to_string().as_str(), missing.status().as_u16()), ("BookNotFound: no such book", 404));
    assert_eq!(library.handle(&http::Request::delete("/books/1").body(Vec::new())?).status(), 405);
    println!("three operations, routed by their requests: as expected");
    Ok(())
}
