//! [`Routing`]: which operation a request is for, so that one server can serve all operations of a description.

use http::{Method, Request};

use crate::error::Rejection;
use crate::wire::uri::{Template, parse_query};

/// The operations of a service. Derived, as [`Routing`](macro@crate::Routing), for an enum; a generated description has one.
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
    /// Each operation with its method and the template of its URI.
    const TABLE: &'static [(Self, Method, &'static str)];

    /// The operation that a request is for. Where several match, a literal part of the path beats a label and a label a greedy one,
    /// from left to right, and then the one with more of the query in its template.
    ///
    /// # Errors
    /// A path that no operation has, or that operations have with other methods, which the rejection lists.
    fn of<B>(request: &Request<B>) -> Result<Self, Rejection> {
        let path = request.uri().path();
        let query = parse_query(request.uri().query().unwrap_or("")).unwrap_or_default();
        let matches = |uri: &&'static str| {
            let template = Template::new(uri);
            template.match_path(path).is_some() && template.match_query(&query)
        };
        let of_path = || Self::TABLE.iter().filter(|(_, _, uri)| matches(uri));
        let of_method = of_path().filter(|(_, method, _)| method == request.method());
        match of_method.max_by_key(|(_, _, uri)| Template::new(uri).specificity()) {
            Some((operation, _, _)) => Ok(*operation),
            None => Err(Rejection::unrouted(of_path().map(|(_, method, _)| method))),
        }
    }
}
