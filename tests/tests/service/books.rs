//! The service of books that the other files serve and call.

use std::sync::atomic::{AtomicU32, Ordering};

use chime_model::{Exception, Operation, OperationError, Rejection, Service, Structure};

pub(crate) const SERVICE: Service = Service::new("Books", "Books", "2020-01-01", "books", "books");

#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct BookInput {
    #[http(label = "id")]
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct PutInput {
    #[http(label = "id")]
    pub(crate) id: String,
    #[constraint(length(max = 20))]
    pub(crate) title: String,
    #[idempotency_token]
    pub(crate) token: Option<String>,
}

/// The label of `BookInput` under another name.
#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct NovelInput {
    #[http(label = "novel")]
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct Book {
    pub(crate) title: Option<String>,
    /// A header that a handler can set, even to a text that no header can carry.
    #[http(header = "x-amzn-requestid")]
    pub(crate) request_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct ListInput {
    #[http(query = "token")]
    pub(crate) token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct BooksOutput {
    pub(crate) titles: Option<Vec<String>>,
    pub(crate) token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 404)]
pub(crate) struct NoSuchBook {
    pub(crate) message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 429)]
pub(crate) struct SlowDown {}

/// What a client of the service expects for any bad request.
#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
pub(crate) struct BadRequest {
    pub(crate) message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
pub(crate) enum BookError {
    NoSuchBook(NoSuchBook),
    SlowDown(SlowDown),
}

macro_rules! operations {
    ($($(#[$attribute:meta])* $name:ident, $method:literal, $uri:literal, $input:ty, $output:ty;)*) => {$(
        #[derive(Clone, Copy, Debug, Operation)]
        $(#[$attribute])*
        #[operation(input = $input, output = $output, error = BookError, service = SERVICE)]
        #[http(method = $method, uri = $uri)]
        pub(crate) struct $name;
    )*};
}

operations! {
    GetBook, "GET", "/books/{id}", BookInput, Book;
    PutBook, "PUT", "/books/{id}", PutInput, Book;
    #[paginated(input_token = token, output_token = token, items = titles, item = String)]
    ListBooks, "GET", "/books", ListInput, BooksOutput;
    GetNovel, "GET", "/books/{novel}", NovelInput, Book;
}

/// A shop with the books `1` to `5`.
#[derive(Default)]
pub(crate) struct Shop {
    pub(crate) calls: AtomicU32,
}

impl Shop {
    pub(crate) fn find(&self, id: &str) -> Result<Book, NoSuchBook> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        match id.parse() {
            Ok(1..=5) => Ok(Book::default().title(format!("Book {id}"))),
            _ => Err(NoSuchBook::default().message("no such book")),
        }
    }

    pub(crate) async fn get(&self, input: BookInput) -> Result<Book, BookError> {
        tokio::task::yield_now().await;
        Ok(self.find(&input.id)?)
    }

    pub(crate) fn get_now(&self, input: BookInput) -> Result<Book, BookError> {
        Ok(self.find(&input.id)?)
    }
}

pub(crate) fn refuse(rejection: &Rejection) -> Option<BadRequest> {
    let is_bad = matches!(rejection, Rejection::Invalid(_) | Rejection::TooLarge { .. });
    is_bad.then(|| BadRequest::default().message(rejection.to_string()))
}
