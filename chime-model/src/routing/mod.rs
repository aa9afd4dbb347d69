//! [`Routing`]: finds the operation that a request is for, in a server with several.

mod key;
mod map;
mod targets;
#[cfg(test)]
mod tests;

pub use self::key::RouteKey;
pub use self::map::RouteMap;

use std::fmt;

use http::Request;

use crate::rejection::Rejection;

/// The operations of a service. The derive [`Routing`](macro@crate::Routing) implements this trait
/// for an enum. In generated code, the enum is `Route`.
///
/// ```
/// use chime_model::{CreateRoom, CreateRoomRequest, Operation as _};
/// use chime_model::{Rejection, Route, Routing as _, http};
///
/// let room = CreateRoomRequest::new("12345678", "Team room");
/// let request = CreateRoom::encode_request(&room).unwrap();
/// assert_eq!(Route::of(&request), Ok(Route::CreateRoom));
///
/// let uri = "/accounts/12345678/rooms";
/// let request = http::Request::delete(uri).body(()).unwrap();
/// let allow = vec![http::Method::POST];
/// assert_eq!(Route::of(&request), Err(Rejection::MethodNotAllowed { allow }));
/// ```
///
/// The derive also implements `Display` and `FromStr`, which write and read the name:
///
/// ```
/// use chime_model::{Route, Routing as _};
///
/// assert_eq!(Route::ALL, [Route::CreateRoom]);
/// assert_eq!(Route::CreateRoom.name(), "CreateRoom");
/// assert_eq!("CreateRoom".parse(), Ok(Route::CreateRoom));
/// ```
pub trait Routing: Copy + 'static {
    /// Every operation, in the order of the enum.
    const ALL: &'static [Self];

    /// The name of the operation, such as `CreateRoom`.
    fn name(self) -> &'static str;

    /// The map from requests to operations. It is built once.
    #[doc(hidden)]
    fn routes() -> &'static RouteMap<Self>;

    /// The operation that a request is for. If several match, their paths are compared from left to
    /// right: literal text wins over a label, and a label over a greedy one. After that, the
    /// operation with more of the query in its template wins. An operation of awsJson is found by
    /// the target of the request (rule [A3](crate::rules#a3)).
    ///
    /// # Errors
    /// Fails if no operation has the path or the target, or if the path exists only with other
    /// methods. In the second case the rejection lists those methods.
    fn of<B>(request: &Request<B>) -> Result<Self, Rejection> {
        match Self::routes().find(request) {
            Some(operation) => Ok(*operation),
            None => {
                let others = Self::routes().of_any_method(request);
                Err(Rejection::unrouted(others.iter().map(|(method, _)| *method)))
            }
        }
    }
}

/// The operation with this name.
///
/// # Errors
/// Fails if no operation has the name.
#[doc(hidden)]
pub fn parse_route<R: Routing>(name: &str) -> Result<R, ParseRouteError> {
    R::ALL.iter().copied().find(|route| route.name() == name).ok_or(ParseRouteError(()))
}

/// The text is not the name of an operation.
///
/// ```
/// use chime_model::Route;
///
/// let error = "createRoom".parse::<Route>().unwrap_err();
/// assert_eq!(error.to_string(), "no operation of the service has this name");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseRouteError(());

impl fmt::Display for ParseRouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no operation of the service has this name")
    }
}

impl std::error::Error for ParseRouteError {}
