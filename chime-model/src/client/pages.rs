//! [`Pages`] and [`Items`]: an operation called page by page.

use std::vec;

use super::{CallError, Client, Sender};
use crate::{Operation, Paginated};

/// The pages of an operation, each requested by [`next`](Self::next). Made by [`Client::pages`].
///
/// ```
/// use chime_model::client::{CallError, Client, Sender};
/// use chime_model::Paginated;
///
/// async fn count<O: Paginated>(
///     client: &Client<impl Sender>,
///     operation: O,
///     input: O::Input,
/// ) -> Result<usize, CallError<O::Error>> {
///     let mut pages = client.pages(operation, input);
///     let mut count = 0;
///     while let Some(page) = pages.next().await {
///         page?;
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "a page is called for by `next`"]
pub struct Pages<'c, O: Operation, T> {
    client: &'c Client<T>,
    next: Next<O::Input>,
}

/// The state after the pages so far.
enum Next<I> {
    Page(I),
    RepeatedToken,
    Nothing,
}

impl<'c, O: Paginated, T: Sender> Pages<'c, O, T> {
    pub(super) fn new(client: &'c Client<T>, input: O::Input) -> Self {
        Self { client, next: Next::Page(input) }
    }

    /// The next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Output, CallError<O::Error>>> {
        let input = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Page(input) => input,
            Next::RepeatedToken => return Some(Err(CallError::RepeatedToken)),
            Next::Nothing => return None,
        };
        let page = self.client.send::<O>(&input).await;
        if let Ok(output) = &page {
            self.next = match O::next_input(&input, output) {
                Some(next) if next == input => Next::RepeatedToken,
                Some(next) => Next::Page(next),
                None => Next::Nothing,
            };
        }
        Some(page)
    }

    /// The elements of all pages, one after the other.
    pub fn items(self) -> Items<'c, O, T> {
        Items { pages: self, page: Vec::new().into_iter() }
    }
}

/// The elements of all pages of an operation. Made by [`Pages::items`].
///
/// ```
/// use chime_model::client::{CallError, Client, Sender};
/// use chime_model::Paginated;
///
/// async fn count<O: Paginated>(
///     client: &Client<impl Sender>,
///     operation: O,
///     input: O::Input,
/// ) -> Result<usize, CallError<O::Error>> {
///     let mut items = client.pages(operation, input).items();
///     let mut count = 0;
///     while let Some(item) = items.next().await {
///         item?;
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "an element is called for by `next`"]
pub struct Items<'c, O: Paginated, T> {
    pages: Pages<'c, O, T>,
    page: vec::IntoIter<O::Item>,
}

impl<O: Paginated, T: Sender> Items<'_, O, T> {
    /// The next element; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Item, CallError<O::Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next().await? {
                Ok(output) => self.page = O::items(output).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
