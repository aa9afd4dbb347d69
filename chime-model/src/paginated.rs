//! [`Paginated`]: operations that respond with a list page by page.

use crate::operation::Operation;

/// An operation that responds with a list page by page, each with a token for the next one.
///
/// ```
/// use chime_model::{Operation, OperationError, Paginated, SERVICE, Structure};
///
/// #[derive(Clone, Debug, PartialEq, Structure)]
/// pub struct ListBooks {
///     #[http(query = "next-token")]
///     pub next_token: Option<String>,
/// }
///
/// #[derive(Clone, Debug, PartialEq, Structure)]
/// pub struct Books {
///     pub books: Option<Vec<String>>,
///     pub next_token: Option<String>,
/// }
///
/// #[derive(Clone, Debug, PartialEq, OperationError)]
/// pub enum NoErrors {}
///
/// #[derive(Operation)]
/// #[operation(input = ListBooks, output = Books, error = NoErrors, service = SERVICE)]
/// #[http(method = "GET", uri = "/books")]
/// pub struct List;
///
/// impl Paginated for List {
///     type Item = String;
///
///     fn next_input(input: &ListBooks, output: &Books) -> Option<ListBooks> {
///         output.next_token.as_ref().map(|token| input.clone().next_token(token))
///     }
///
///     fn items(output: Books) -> Vec<String> {
///         output.books.unwrap_or_default()
///     }
/// }
///
/// let page = Books::default().next_token("page-2");
/// let next = List::next_input(&ListBooks::default(), &page).expect("another page");
/// assert_eq!(next.next_token.as_deref(), Some("page-2"));
/// ```
pub trait Paginated: Operation {
    /// An element of the list.
    type Item;

    /// The input for the page after `output`; `None` if that is the last one.
    fn next_input(input: &Self::Input, output: &Self::Output) -> Option<Self::Input>;

    /// The elements of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}
