//! How an output or an error becomes a response.

use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Response, StatusCode};

use crate::encode_error::EncodeError;
use crate::protocol::Protocol;
use crate::service_error::ErrorShape;
use crate::violation::{Reason, Violations};
use crate::wire::{Content, Form, Head, MemberStatus, Structure, write_body};

/// The facts of an operation that its responses depend on.
#[derive(Clone, Copy)]
pub struct Responder {
    /// The name of the operation, for an error.
    pub(crate) operation: &'static str,
    /// Whether the method is HEAD, whose responses have no body (rule C11).
    pub(crate) is_head: bool,
    /// Whether the response is an error. The response to HEAD has its type, but not its members.
    pub(crate) is_error: bool,
    pub(crate) protocol: &'static Protocol,
}

impl Responder {
    fn refuse(self, violations: Violations) -> EncodeError {
        EncodeError { operation: self.operation, violations }
    }
}

/// The response with an output or an error. The status is that of the status member, if it is set,
/// else `code` (rule C9).
pub(crate) fn encode<T: Structure>(
    value: &T,
    code: u16,
    responder: Responder,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let refused = |member, reason| responder.refuse(Violations::of(member, reason));
    let mut response = Response::new(Vec::new());
    let mut head = Head::of_response(response.headers_mut());
    value.write_head(&mut head);
    let set = head.into_status().map_err(|violations| responder.refuse(violations))?;
    let mut body = write_body(value, Form::Server).map_err(|reason| refused("", reason))?;
    let is_payload = matches!(T::CONTENT, Content::Payload { .. });
    let is_empty = body.is_empty() || (!is_payload && body == b"{}");
    let (status, member) = match set {
        Some(MemberStatus { code, member }) => (code, member),
        None if matches!(code, 204 | 205) && !is_empty => (200, ""),
        None => (code, ""),
    };
    if responder.is_head || matches!(status, 100..200 | 204 | 205 | 304) {
        // If the message of an error were refused here, a server could not respond to HEAD with
        // 404.
        let is_left_out = responder.is_head && responder.is_error;
        if !is_empty && !is_left_out {
            let expected = "another status, since a response with this one has no body";
            let of_head = "without members of a body, since the response to HEAD has none";
            let expected = if responder.is_head { of_head } else { expected };
            return Err(refused(member, Reason::expected(expected)));
        }
        body.clear();
    }
    let headers = response.headers_mut();
    // For HEAD, a member sets the length of the body that is not sent.
    let length = if responder.is_head { None } else { headers.get(CONTENT_LENGTH) };
    if length.is_some_and(|length| length != body.len().to_string().as_str()) {
        let expected = "sent with the length of its body as the Content-Length";
        return Err(refused("", Reason::expected(expected)));
    }
    responder.protocol.describe_body(&body, T::CONTENT, headers);
    *response.status_mut() =
        StatusCode::from_u16(status).expect("the derive and the head have checked it");
    *response.body_mut() = body;
    Ok(response)
}

/// Encodes an error, with its type where the protocol puts it (rules E7 and X2).
pub(crate) fn encode_error<T: Structure>(
    error: &T,
    shape: &ErrorShape,
    name: HeaderValue,
    responder: Responder,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let responder = Responder { is_error: true, ..responder };
    let mut response = encode(error, shape.status.as_u16(), responder)?;
    responder.protocol.write_error_type(&mut response, shape, name);
    Ok(response)
}
