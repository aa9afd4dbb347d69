//! [`Sender`]: the service that sends a client's requests.

use http::{Request, Response};
use tower_service::Service;

use crate::body::Body;

/// Any error, boxed.
pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Any tower service that takes a request with a [`Body`] and returns a response. This trait has
/// no methods: implement `tower_service::Service` and `Clone` instead.
///
/// hyper-util's `legacy::Client` and a [`Router`](crate::server::Router) are senders, and so is
/// every layer around a sender. In generic code, this is the bound of `T` in `Client<T>`.
///
/// ```
/// use chime_model::client::{CallError, Client, Sender};
/// use chime_model::{CreateRoom, CreateRoomError, CreateRoomRequest};
///
/// async fn open_room(
///     client: &Client<impl Sender>,
///     account: &str,
/// ) -> Result<(), CallError<CreateRoomError>> {
///     let input = CreateRoomRequest::new(account, "Team room");
///     client.call(CreateRoom, &input).await.map(|_| ())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot send requests",
    label = "expected a `tower_service::Service<http::Request<chime_model::Body>>` that is `Clone`",
    note = "its response is an `http::Response<B>` with an `http_body::Body`, and both errors convert into a boxed one"
)]
pub trait Sender:
    Clone + Service<Request<Body>, Response = Response<Self::ResponseBody>, Error: Into<BoxError>>
{
    /// The body of a response.
    type ResponseBody: http_body::Body<Error: Into<BoxError>>;
}

impl<T, B> Sender for T
where
    T: Service<Request<Body>, Response = Response<B>, Error: Into<BoxError>> + Clone,
    B: http_body::Body<Error: Into<BoxError>>,
{
    type ResponseBody = B;
}
