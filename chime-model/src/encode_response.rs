//! How an output or an error becomes a response.

use http::{HeaderName, HeaderValue, Response, StatusCode};

use crate::encode_error::EncodeError;
use crate::violation::{Reason, Violations};
use crate::wire::{Content, Form, Head, JSON, MemberStatus, Structure, describe_body, write_body};

/// The header that names the type of an error.
pub(crate) static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// Rule C9: the status is the member's if one is set, else the modeled one. Rule C1: one that has
/// no body is for an output without anything to say in one.
pub(crate) fn encode<T: Structure>(
    value: &T,
    code: u16,
    operation: &'static str,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let unsendable = |violations| EncodeError { operation, violations };
    let mut response = Response::new(Vec::new());
    let mut head = Head::of_response(response.headers_mut());
    value.write_head(&mut head);
    let set = head.into_status().map_err(unsendable)?;
    let body = write_body(value, Form::Server);
    let mut body = body.map_err(|reason| unsendable(Violations::of("", reason)))?;
    let is_empty =
        body.is_empty() || (!matches!(T::CONTENT, Content::Payload { .. }) && body == b"{}");
    let (status, member) = match set {
        Some(MemberStatus { code, member }) => (code, member),
        None if code == 204 && !is_empty => (200, ""),
        None => (code, ""),
    };
    if matches!(status, 204 | 304) {
        if !is_empty {
            let expected = "other than 204 and 304, which have no body for the members of one";
            return Err(unsendable(Violations::of(member, Reason::expected(expected))));
        }
        body.clear();
    }
    describe_body(&body, T::CONTENT.media_type(), response.headers_mut());
    *response.status_mut() =
        StatusCode::from_u16(status).expect("the derive and the head have checked it");
    *response.body_mut() = body;
    Ok(response)
}

/// The Content-Type of an output, if that is known before there is one (rule C10).
pub(crate) fn content_type<T: Structure>(code: u16) -> Option<&'static str> {
    match T::CONTENT {
        _ if T::HAS_CONTENT_TYPE => None,
        Content::Payload { content_type: "application/octet-stream", .. } | Content::Absent => None,
        Content::Payload { content_type, .. } => Some(content_type),
        Content::NoMembers | Content::Elsewhere if code == 204 => None,
        Content::Members | Content::NoMembers | Content::Elsewhere => Some(JSON),
    }
}

/// Rule E7: the type in a header, without namespace, and not in the body.
pub(crate) fn encode_error<T: Structure>(
    error: &T,
    status: StatusCode,
    name: HeaderValue,
    operation: &'static str,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let mut response = encode(error, status.as_u16(), operation)?;
    response.headers_mut().insert(ERROR_TYPE.clone(), name);
    Ok(response)
}
