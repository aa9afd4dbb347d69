//! [`Handler`] and [`HeadHandler`]: the functions that handle an operation.

use http::request::Parts;

use crate::Operation;

/// An async function of the router's state and the input of an operation, for
/// [`Router::on`](super::Router::on). Every such function and closure implements it if its future
/// is `Send`. The future cannot hold an `Rc` or a lock guard of `std` across an `.await`. An async
/// closure cannot use captured values, so put those into the state.
///
/// ```
/// use chime_model::server::Router;
/// use chime_model::{CreateRoom, CreateRoomError};
/// use chime_model::{CreateRoomRequest, CreateRoomResponse, Room};
///
/// async fn create_room(
///     _: &(),
///     input: CreateRoomRequest,
/// ) -> Result<CreateRoomResponse, CreateRoomError> {
///     let room = Room::default().name(input.name);
///     Ok(CreateRoomResponse::default().room(room))
/// }
///
/// let router = Router::new().on(CreateRoom, create_room);
/// ```
#[diagnostic::on_unimplemented(
    message = "this is not a handler of `{O}`",
    label = "expected an async function of `&{S}` and the input of `{O}`"
)]
pub trait Handler<'a, O: Operation, S: 'a>: Send + Sync + 'static {
    /// The future of the result.
    type Future: Future<Output = Result<O::Output, O::Error>> + Send + 'a;

    /// Calls the function.
    fn call(&self, state: &'a S, input: O::Input) -> Self::Future;
}

impl<'a, O: Operation, S: 'a, F, Fut> Handler<'a, O, S> for F
where
    F: Fn(&'a S, O::Input) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<O::Output, O::Error>> + Send + 'a,
{
    type Future = Fut;

    fn call(&self, state: &'a S, input: O::Input) -> Fut {
        self(state, input)
    }
}

/// A [`Handler`] that also takes the head of the request, for
/// [`Router::on_with_head`](super::Router::on_with_head).
///
/// ```
/// use chime_model::http::request::Parts;
/// use chime_model::server::Router;
/// use chime_model::{CreateRoom, CreateRoomError, ForbiddenException};
/// use chime_model::{CreateRoomRequest, CreateRoomResponse};
///
/// async fn create_room(
///     _: &(),
///     _: CreateRoomRequest,
///     head: &Parts,
/// ) -> Result<CreateRoomResponse, CreateRoomError> {
///     if !head.headers.contains_key("authorization") {
///         return Err(ForbiddenException::default().into());
///     }
///     Ok(CreateRoomResponse::default())
/// }
///
/// let router = Router::new().on_with_head(CreateRoom, create_room);
/// ```
#[diagnostic::on_unimplemented(
    message = "this is not a handler of `{O}`",
    label = "expected an async function of `&{S}`, the input of `{O}` and `&http::request::Parts`"
)]
pub trait HeadHandler<'a, O: Operation, S: 'a>: Send + Sync + 'static {
    /// The future of the result.
    type Future: Future<Output = Result<O::Output, O::Error>> + Send + 'a;

    /// Calls the function.
    fn call(&self, state: &'a S, input: O::Input, head: &'a Parts) -> Self::Future;
}

impl<'a, O: Operation, S: 'a, F, Fut> HeadHandler<'a, O, S> for F
where
    F: Fn(&'a S, O::Input, &'a Parts) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<O::Output, O::Error>> + Send + 'a,
{
    type Future = Fut;

    fn call(&self, state: &'a S, input: O::Input, head: &'a Parts) -> Fut {
        self(state, input, head)
    }
}
