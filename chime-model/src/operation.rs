//! [`Operation`]: the five ways between a value and a message, the same for every operation.

use std::fmt::Debug;

use http::{Request, Response};

use crate::error::{EncodeError, Rejection, ResponseError};
use crate::service_error::OperationError;
use crate::{Structure, Validate, request, response};

/// Which service a description is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Service {
    /// The id of the service, such as `Chime`.
    pub id: &'static str,
    /// The full name, such as `Amazon Chime`.
    pub full_name: &'static str,
    /// The version of the API, a date such as `2018-05-01`.
    pub api_version: &'static str,
    /// The first part of the host's name, such as `chime`.
    pub endpoint_prefix: &'static str,
    /// The name by which a request is signed.
    pub signing_name: &'static str,
}

impl Service {
    /// What a generated description says of its service.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        id: &'static str,
        full_name: &'static str,
        api_version: &'static str,
        endpoint_prefix: &'static str,
        signing_name: &'static str,
    ) -> Self {
        Self { id, full_name, api_version, endpoint_prefix, signing_name }
    }
}

/// An operation of a service: types, facts, and the ways between a value and an HTTP message, for both sides.
///
/// Bytes in, bytes out, through the types of the `http` crate; sending and receiving is its users'. The request that
/// [`encode_request`](Operation::encode_request) makes has a URI without scheme and host: an
/// [`Endpoint`](crate::Endpoint) gives it both.
///
/// Derived, as [`Operation`](macro@crate::Operation), for a unit struct. Its types have the traits of every generated type, so code for
/// any operation needs no other bound:
///
/// ```
/// use chime_model::{CreateRoom, CreateRoomRequest, Operation};
///
/// /// The requests that wait to be sent, each once.
/// struct Queue<O: Operation>(Vec<O::Input>);
///
/// impl<O: Operation> Queue<O> {
///     fn push(&mut self, input: &O::Input) {
///         if !self.0.contains(input) {
///             self.0.push(input.clone());
///         }
///     }
/// }
///
/// let mut queue = Queue::<CreateRoom>(Vec::new());
/// let room = CreateRoomRequest::new("12345678", "Team room");
/// queue.push(&room);
/// queue.push(&room);
/// assert_eq!(queue.0.len(), 1);
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` is not an operation", label = "expected a struct with `#[derive(Operation)]`")]
pub trait Operation: Sized + Send + Sync + 'static {
    /// What a client sends; [`Empty`](crate::Empty) for an operation without.
    type Input: Structure + Validate + Clone + Debug + PartialEq + Send + Sync + 'static;
    /// What a server answers; [`Empty`](crate::Empty) for an operation without.
    type Output: Structure + Validate + Clone + Debug + PartialEq + Send + Sync + 'static;
    /// The errors that the description lists for this operation.
    type Error: OperationError;

    /// The service.
    const SERVICE: Service;
    /// The name of the operation, such as `CreateRoom`.
    const NAME: &'static str;
    /// The HTTP method.
    const METHOD: http::Method;
    /// The template of the path and of the literal query, such as `/accounts/{accountId}/rooms`.
    const URI: &'static str;
    /// The status of a success.
    const CODE: u16;
    /// What stands before the endpoint's host name, with its labels, such as `{name}.`; empty for most operations.
    const HOST_PREFIX: &'static str;

    /// The client's side: a request from an input. The constraints of the members are not enforced (rule V1); ask
    /// [`validate`](crate::Validate::validate) for them.
    ///
    /// # Errors
    /// Members that cannot be sent: a label that would change the path, a header value that no header can carry.
    fn encode_request(input: &Self::Input) -> Result<Request<Vec<u8>>, EncodeError> {
        request::encode::<Self>(input)
    }

    /// The server's side: the input of a request, with every constraint checked (rule V2).
    ///
    /// # Errors
    /// A request of another operation, or one that breaks the contract, with every violation and the status to answer with.
    fn decode_request<B: AsRef<[u8]>>(request: &Request<B>) -> Result<Self::Input, Rejection> {
        request::decode::<Self>(request.method(), request.uri(), request.headers(), request.body().as_ref())
    }

    /// The server's side: a success from an output.
    ///
    /// # Errors
    /// Members that cannot be sent, such as a header value that no header can carry.
    fn encode_response(output: &Self::Output) -> Result<Response<Vec<u8>>, EncodeError> {
        response::encode::<Self>(output)
    }

    /// The client's side: the output of an answer.
    ///
    /// # Errors
    /// The error that the answer carries, or a success that cannot be read.
    fn decode_response<B: AsRef<[u8]>>(response: &Response<B>) -> Result<Self::Output, ResponseError<Self::Error>> {
        response::decode::<Self>(response.status(), response.headers(), response.body().as_ref())
    }

    /// The server's side: an answer from an error.
    ///
    /// # Errors
    /// Members that cannot be sent, such as a header value that no header can carry.
    fn encode_error(error: &Self::Error) -> Result<Response<Vec<u8>>, EncodeError> {
        response::encode_error::<Self>(error)
    }
}
