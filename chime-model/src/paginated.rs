//! [`Paginated`]: operations that respond with a list page by page.

use std::collections::BTreeMap;

use crate::operation::Operation;
use crate::wire::Sensitive;

/// An operation that responds with a list page by page, each with a token for the next one.
///
/// The derive of [`Operation`](derive@crate::Operation) implements it for `#[paginated(…)]`:
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
///     pub titles: Option<Vec<String>>,
///     pub next_token: Option<String>,
/// }
///
/// #[derive(Clone, Debug, PartialEq, OperationError)]
/// pub enum NoErrors {}
///
/// #[derive(Operation)]
/// #[operation(
///     input = ListBooks,
///     output = Books,
///     error = NoErrors,
///     service = SERVICE
/// )]
/// #[http(method = "GET", uri = "/books")]
/// #[paginated(
///     input_token = next_token,
///     output_token = next_token,
///     items = titles,
///     item = String
/// )]
/// pub struct List;
///
/// let page = Books::default().titles(["Emma".to_owned()]).next_token("page-2");
/// let next = List::next_input(&ListBooks::default(), &page).unwrap();
/// assert_eq!(next.next_token.as_deref(), Some("page-2"));
/// assert_eq!(List::items(page), ["Emma"]);
///
/// // The last page has no token, or an empty one.
/// assert_eq!(List::next_input(&next, &Books::default()), None);
/// assert_eq!(List::next_input(&next, &Books::default().next_token("")), None);
/// ```
pub trait Paginated: Operation {
    /// An element of the list.
    type Item;

    /// The input for the page after `output`; `None` if that is the last one.
    fn next_input(input: &Self::Input, output: &Self::Output) -> Option<Self::Input>;

    /// The elements of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}

/// The token of a page, as a member of an input or an output.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the token of a page",
    label = "expected a `String` or a map, which may be optional and sensitive"
)]
pub trait PageToken: Sized {
    /// The token itself.
    type Token: ?Sized;

    /// The token; `None` if it is absent or empty.
    fn token(&self) -> Option<&Self::Token>;

    /// The member with this token.
    fn from_token(token: &Self::Token) -> Self;
}

impl PageToken for String {
    type Token = str;

    fn token(&self) -> Option<&str> {
        (!self.is_empty()).then_some(self)
    }

    fn from_token(token: &str) -> Self {
        token.to_owned()
    }
}

/// A token that is a map. In Amazon DynamoDB it is the key of an item.
impl<K: Ord + Clone, V: Clone> PageToken for BTreeMap<K, V> {
    type Token = Self;

    fn token(&self) -> Option<&Self> {
        (!self.is_empty()).then_some(self)
    }

    fn from_token(token: &Self) -> Self {
        token.clone()
    }
}

impl<T: PageToken> PageToken for Option<T> {
    type Token = T::Token;

    fn token(&self) -> Option<&T::Token> {
        self.as_ref()?.token()
    }

    fn from_token(token: &T::Token) -> Self {
        Some(T::from_token(token))
    }
}

impl<T: PageToken> PageToken for Sensitive<T> {
    type Token = T::Token;

    fn token(&self) -> Option<&T::Token> {
        (**self).token()
    }

    fn from_token(token: &T::Token) -> Self {
        T::from_token(token).into()
    }
}

/// Whether there is another page, as a member of an output.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say whether there is another page",
    label = "expected a `bool`, which may be optional"
)]
pub trait MoreResults {
    /// Whether there is another page; false if the member is absent.
    fn has_more(&self) -> bool;
}

impl MoreResults for bool {
    fn has_more(&self) -> bool {
        *self
    }
}

impl MoreResults for Option<bool> {
    fn has_more(&self) -> bool {
        self.unwrap_or_default()
    }
}

/// The items of a page, as a member of an output.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the items of a page",
    label = "expected a list or a map, which may be optional and sensitive"
)]
pub trait PageItems {
    /// An element of a list, or an entry of a map.
    type Item;

    /// All of them; none if the member is absent.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> PageItems for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<K, V> PageItems for BTreeMap<K, V> {
    type Item = (K, V);

    fn into_items(self) -> Vec<(K, V)> {
        self.into_iter().collect()
    }
}

impl<C: PageItems> PageItems for Option<C> {
    type Item = C::Item;

    fn into_items(self) -> Vec<C::Item> {
        self.map(C::into_items).unwrap_or_default()
    }
}

impl<C: PageItems> PageItems for Sensitive<C> {
    type Item = Sensitive<C::Item>;

    fn into_items(self) -> Vec<Self::Item> {
        self.into_inner().into_items().into_iter().map(Sensitive::new).collect()
    }
}
