//! [`Operation`]: the five functions that convert between values and HTTP messages.

use std::fmt::Debug;

use http::{Request, Response};

use crate::encode_error::EncodeError;
use crate::encode_response::Responder;
use crate::operation_error::OperationError;
use crate::operation_shape::OperationShape;
use crate::protocol::Protocol;
use crate::rejection::Rejection;
use crate::request::Address;
use crate::response_error::ResponseError;
use crate::routing::RouteKey;
use crate::service::Service;
use crate::validate::Validate;
use crate::wire::{Structure, Template};
use crate::{decode_response, encode_response, request};

/// An operation of a service: its types, its constants, and the functions that convert between
/// values and HTTP messages, for clients and servers.
///
/// Messages are those of the `http` crate; sending and receiving them is up to you. The request
/// from [`encode_request`](Operation::encode_request) has a URI without a scheme and a host: an
/// [`Endpoint`](crate::Endpoint) adds both.
///
/// Implement it with [`#[derive(Operation)]`](macro@crate::Operation) on a unit struct. Its input
/// and output are `Validate`, `Clone`, `Debug` and `PartialEq`, so generic code needs no further
/// bounds:
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "expected a struct with `#[derive(Operation)]`"
)]
pub trait Operation: Sized + Send + Sync + 'static {
    /// What a client sends; [`Empty`](crate::Empty) if the operation has no input.
    type Input: Structure + Validate + Clone + Debug + PartialEq + Send + Sync + 'static;
    /// What a server responds with; [`Empty`](crate::Empty) if the operation has no output.
    type Output: Structure + Validate + Clone + Debug + PartialEq + Send + Sync + 'static;
    /// The errors that the description lists for this operation.
    type Error: OperationError;

    /// The service.
    const SERVICE: Service;
    /// The name of the operation, such as `CreateRoom`.
    const NAME: &'static str;
    /// The HTTP method; `POST` in awsJson (rule [A1](crate::rules#a1)).
    const METHOD: http::Method = http::Method::POST;
    /// The template of the path and of the literal query, such as `/accounts/{accountId}/rooms`;
    /// `/` in awsJson.
    const URI: &'static str = "/";
    /// The status of a success.
    const CODE: u16 = 200;
    /// The prefix of the endpoint's host name, with its labels, such as `{name}.`; empty for most
    /// operations.
    const HOST_PREFIX: &'static str = "";
    /// Whether a client has to send a checksum of the body, for example in the header
    /// `Content-MD5`. An encoded request has none.
    const NEEDS_CHECKSUM: bool = false;
    /// Whether sending the same request twice has the same effect as sending it once. A client can
    /// then send it again even if it does not know whether the first one arrived.
    const IDEMPOTENT: bool = false;
    /// Whether the operation changes nothing. It is then idempotent too.
    const READONLY: bool = false;
    /// Whether a client has to sign the request. False for the few operations that a client calls
    /// to get credentials.
    const NEEDS_AUTH: bool = true;
    /// Whether the signature covers the text `UNSIGNED-PAYLOAD` instead of the body.
    const UNSIGNED_PAYLOAD: bool = false;
    /// The encodings by which a client may compress the body, such as `gzip`; empty for most
    /// operations. An encoded request is not compressed.
    const COMPRESSION: &'static [&'static str] = &[];

    /// All of these constants as one value.
    const SHAPE: &'static OperationShape = &shape::<Self>();

    /// How a server recognizes the requests of the operation.
    #[doc(hidden)]
    const ROUTE: RouteKey =
        RouteKey::new(Self::METHOD, Self::URI, Self::SERVICE.protocol.target(Self::NAME));

    /// Encodes an input as a request, for a client. This does not check constraints (rule
    /// [V1](crate::rules#v1)): call [`validate`](crate::Validate::validate) for that.
    ///
    /// # Errors
    /// Fails if members cannot be sent, such as a label that would change the path, or a header
    /// value with a character that headers do not allow.
    fn encode_request(input: &Self::Input) -> Result<Request<Vec<u8>>, EncodeError> {
        request::encode(input, const { &address::<Self>() }, protocol::<Self>)
    }

    /// Decodes a request to its input, for a server, and checks every constraint (rule
    /// [V2](crate::rules#v2)).
    ///
    /// # Errors
    /// Fails if the request is for another operation or breaks the contract. The rejection has the
    /// violations and the status of the response.
    fn decode_request<B: AsRef<[u8]>>(request: &Request<B>) -> Result<Self::Input, Rejection> {
        let produced = Self::SERVICE.protocol.produced::<Self::Output>(Self::CODE);
        request::decode(request, const { &address::<Self>() }, protocol::<Self>, produced)
    }

    /// Encodes an output as a response, for a server.
    ///
    /// # Errors
    /// Fails if members cannot be sent, such as a header value with a character that headers do not
    /// allow.
    fn encode_response(output: &Self::Output) -> Result<Response<Vec<u8>>, EncodeError> {
        encode_response::encode(output, Self::CODE, responder::<Self>())
    }

    /// Decodes a response to its output, for a client.
    ///
    /// # Errors
    /// Returns the error that the response carries, or fails if a success cannot be read.
    fn decode_response<B: AsRef<[u8]>>(
        response: &Response<B>,
    ) -> Result<Self::Output, ResponseError<Self::Error>> {
        decode_response::decode(response, protocol::<Self>)
    }

    /// Encodes an error as a response, for a server.
    ///
    /// # Errors
    /// Fails if members cannot be sent, such as a header value with a character that headers do not
    /// allow.
    fn encode_error(error: &Self::Error) -> Result<Response<Vec<u8>>, EncodeError> {
        error.encode(responder::<Self>())
    }
}

const fn address<O: Operation>() -> Address {
    Address {
        operation: O::NAME,
        method: O::METHOD,
        uri: Template::new(O::URI),
        host_prefix: O::HOST_PREFIX,
    }
}

#[inline]
fn protocol<O: Operation>() -> &'static Protocol {
    const { &O::SERVICE.protocol }
}

fn responder<O: Operation>() -> Responder {
    Responder {
        operation: O::NAME,
        is_head: O::METHOD == http::Method::HEAD,
        is_error: false,
        protocol: protocol::<O>(),
    }
}

const fn shape<O: Operation>() -> OperationShape {
    OperationShape {
        service: O::SERVICE,
        name: O::NAME,
        method: O::METHOD,
        uri: O::URI,
        code: O::CODE,
        needs_checksum: O::NEEDS_CHECKSUM,
        idempotent: O::IDEMPOTENT,
        readonly: O::READONLY,
        needs_auth: O::NEEDS_AUTH,
        unsigned_payload: O::UNSIGNED_PAYLOAD,
        compression: O::COMPRESSION,
    }
}
