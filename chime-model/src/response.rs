//! Responses: how an output or an error becomes one, and how a client reads it back.

use std::cell::LazyCell;

use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use crate::error::{EncodeError, MalformedResponse, ResponseError, UnknownError};
use crate::request::{JSON, describe_body, write_body};
use crate::service_error::{ErrorStructure, OperationError};
use crate::violation::{Reason, Violations};
use crate::wire::headers::first;
use crate::wire::{
    Content, Context, ErrorTexts, Head, MemberStatus, Message, Side, Structure, read_message,
};

/// The header that names the type of an error.
static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
/// The headers that may hold the id of the request, the usual one first.
static REQUEST_IDS: [HeaderName; 3] = [
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-amzn-request-id"),
    HeaderName::from_static("x-amz-request-id"),
];
/// How much of the body an unknown error keeps, in bytes.
const BODY_START: usize = 1024;

/// Rule C9: the status is the member's if one is set, else the modeled one. Rule C1: one that has
/// no body is for an output without anything to say in one.
pub(crate) fn encode<T: Structure>(
    value: &T,
    code: u16,
    operation: &'static str,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let mut head = Head::of_response();
    value.write_head(&mut head);
    let unsendable = |violations| EncodeError { operation, violations };
    let (set, mut headers) = head.into_response().map_err(unsendable)?;
    let (mut body, content_type) = write_body(value, Side::Server).map_err(unsendable)?;
    let is_empty =
        body.is_empty() || (!matches!(T::CONTENT, Content::Payload { .. }) && body == b"{}");
    let (status, member) = match set {
        Some(MemberStatus { code, member }) => (code, member),
        None if code == 204 && !is_empty => (200, ""),
        None => (code, ""),
    };
    if matches!(status, 204 | 304) {
        if !is_empty {
            let reason = Reason::Expected {
                expected: "other than 204 and 304, which have no body for the members of one",
                found: None,
            };
            return Err(unsendable(Violations::of(member, reason)));
        }
        body.clear();
    }
    describe_body(&body, content_type, &mut headers);
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).expect("the derive and the head have checked it");
    *response.headers_mut() = headers;
    Ok(response)
}

/// The Content-Type of an output, if that is known before there is one (rule C10).
pub(crate) fn content_type<T: Structure>(code: u16) -> Option<&'static str> {
    match T::CONTENT {
        _ if T::HAS_CONTENT_TYPE => None,
        Content::Payload { content_type: "application/octet-stream", .. } | Content::Absent => None,
        Content::Payload { content_type, .. } => Some(content_type),
        Content::Nothing if code == 204 => None,
        Content::Members | Content::Nothing => Some(JSON),
    }
}

/// Rule E7: the type in a header, without namespace, and not in the body.
pub(crate) fn encode_error<E: ErrorStructure>(
    error: &E,
    operation: &'static str,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let mut response = encode(error, E::SHAPE.status.as_u16(), operation)?;
    response.headers_mut().insert(ERROR_TYPE.clone(), HeaderValue::from_static(E::SHAPE.name));
    Ok(response)
}

pub(crate) fn decode<T: Structure, E: OperationError>(
    response: &Response<impl AsRef<[u8]>>,
) -> Result<T, ResponseError<E>> {
    let (status, headers, body) = (response.status(), response.headers(), response.body().as_ref());
    if !status.is_success() {
        return Err(decode_error(status, headers, body));
    }
    let mut context = Context::new(Side::Client);
    // Rule C6: an empty body is one without members.
    let message = Message {
        headers: Some(headers),
        status: Some(status.as_u16()),
        body,
        ..Message::default()
    };
    let output = read_message(&message, &mut context);
    let malformed = |violations: Violations| MalformedResponse {
        status,
        violations,
        request_id: request_id(headers),
    };
    context.finish(output).map_err(|violations| ResponseError::Malformed(malformed(violations)))
}

fn decode_error<E: OperationError>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> ResponseError<E> {
    // Only what the header does not say is looked for in the body. Whatever that is, it never fails
    // the parsing (rule E4).
    let texts = LazyCell::new(|| ErrorTexts::of(body));
    let name = first(headers, &ERROR_TYPE)
        .and_then(Result::ok)
        .and_then(bare_name)
        .or_else(|| body_type::<E>(&texts));
    let request_id = request_id(headers);
    if let Some(name) = name {
        let message = Message {
            headers: Some(headers),
            status: Some(status.as_u16()),
            body,
            ..Message::default()
        };
        let index = E::SHAPES.iter().position(|shape| shape.name == name);
        if let Some(error) =
            index.and_then(|index| E::read(index, &message, &|| texts.message().map(str::to_owned)))
        {
            return ResponseError::Modeled { error, status, request_id };
        }
    }
    ResponseError::Unknown(Box::new(UnknownError {
        status,
        name: name.map(str::to_owned),
        code: texts.get("code").or_else(|| texts.get("Code")).map(str::to_owned),
        message: texts.message().map(str::to_owned),
        request_id,
        body_start: String::from_utf8_lossy(&body[..body.len().min(BODY_START)])
            .into_owned()
            .into(),
    }))
}

/// Rule E1: the type in `code`, then in `__type`. A code that is a modeled member names a type only
/// if there is such an error.
fn body_type<E: OperationError>(texts: &ErrorTexts) -> Option<&str> {
    let is_modeled = |name: &str| E::SHAPES.iter().any(|shape| shape.name == name);
    let mut keys = E::MEMBERS.iter().copied().flatten().filter_map(|member| member.key);
    let code = ["code", "Code"].iter().find_map(|key| bare_name(texts.get(key)?));
    code.filter(|name| is_modeled(name) || !keys.any(|key| key.eq_ignore_ascii_case("code")))
        .or_else(|| bare_name(texts.get("__type")?))
}

/// Rule E2: the text up to the first `:`, and of that the text after the last `#`.
fn bare_name(text: &str) -> Option<&str> {
    // Bytes, since a search for a character costs more than most names are long.
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|byte| *byte == b':').unwrap_or(bytes.len());
    let start = bytes[..end].iter().rposition(|byte| *byte == b'#').map_or(0, |at| at + 1);
    let name = text[start..end].trim();
    (!name.is_empty()).then_some(name)
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    REQUEST_IDS.iter().find_map(|name| first(headers, name)?.ok()).map(str::to_owned)
}
