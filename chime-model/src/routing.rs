//! [`Routing`]: finds the operation that a request is for, so that one server can have several.

use http::{Method, Request};

use crate::rejection::Rejection;
use crate::wire::{Path, Template};

/// The operations of a service. Derived, as [`Routing`](macro@crate::Routing), for an enum;
/// generated code has one, called `Route`.
///
/// ```
/// use chime_model::{CreateRoom, CreateRoomRequest, Operation as _, Rejection, Route, Routing as _, http};
///
/// let request = CreateRoom::encode_request(&CreateRoomRequest::new("12345678", "Team room")).unwrap();
/// assert_eq!(Route::of(&request), Ok(Route::CreateRoom));
///
/// let request = http::Request::delete("/accounts/12345678/rooms").body(()).unwrap();
/// assert_eq!(Route::of(&request), Err(Rejection::MethodNotAllowed { allow: vec![http::Method::POST] }));
/// ```
pub trait Routing: Copy + 'static {
    /// Each operation, with its method and the template of its URI.
    #[doc(hidden)]
    const TABLE: &'static [(Self, Method, Template)];

    /// The operation that a request is for. If several match, their paths are compared from left to
    /// right: literal text wins over a label, and a label over a greedy one. After that, the
    /// operation with more of the query in its template wins.
    ///
    /// # Errors
    /// No operation has the path, or operations have it only with other methods. In the second case
    /// the rejection lists those methods.
    fn of<B>(request: &Request<B>) -> Result<Self, Rejection> {
        let (path, query) = (Path::new(request.uri().path()), request.uri().query().unwrap_or(""));
        let matches = |template: &Template| template.matches(path) && template.matches_query(query);
        let of_length =
            Self::TABLE.iter().filter(|(_, _, template)| template.has_segments_of(path));
        let of_method = of_length
            .filter(|(_, method, template)| method == request.method() && matches(template));
        match of_method.max_by(|(_, _, one), (_, _, other)| one.cmp_specificity(other)) {
            Some((operation, _, _)) => Ok(*operation),
            None => {
                let of_path = Self::TABLE.iter().filter(|(_, _, template)| matches(template));
                Err(Rejection::unrouted(of_path.map(|(_, method, _)| method)))
            }
        }
    }
}
