//! [`OperationShape`]: what a description says about an operation, as a value.

use http::Method;

use crate::service::Service;

/// What a description says about an operation, for code that is not generic, such as a layer around
/// a client or a server. Each operation has it as [`Operation::SHAPE`](crate::Operation::SHAPE).
///
/// ```
/// use chime_model::{CreateRoom, Operation as _};
///
/// let shape = CreateRoom::SHAPE;
/// assert_eq!((shape.service.id, shape.name), ("Chime", "CreateRoom"));
/// assert_eq!(shape.method, chime_model::http::Method::POST);
/// assert_eq!(shape.uri, "/accounts/{accountId}/rooms");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct OperationShape {
    /// The service.
    pub service: Service,
    /// The name of the operation, such as `CreateRoom`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The template of the path and of the literal query, such as `/accounts/{accountId}/rooms`.
    pub uri: &'static str,
    /// The status of a success.
    pub code: u16,
    /// Whether a client has to send a checksum of the body.
    pub needs_checksum: bool,
    /// Whether sending the same request twice has the same effect as sending it once.
    pub idempotent: bool,
    /// Whether the operation changes nothing. It is then idempotent too.
    pub readonly: bool,
    /// Whether a client has to sign the request.
    pub needs_auth: bool,
    /// Whether the signature leaves out the body.
    pub unsigned_payload: bool,
    /// The encodings by which a client may compress the body.
    pub compression: &'static [&'static str],
}
