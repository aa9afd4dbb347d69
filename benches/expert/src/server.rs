//! Decodes requests and encodes responses, as a server does.

use std::error::Error;

use bench_hand::server::Rejection;
use bench_hand::{CreateRoomError, CreateRoomRequest, CreateRoomResponse, Reason};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;

use crate::Bodies;
use crate::message::{ERROR_TYPE, JSON, describe};

pub fn decode_request<B: Bodies>(
    request: &Request<Vec<u8>>,
) -> Result<CreateRoomRequest, Rejection> {
    let label = request.uri().path().strip_prefix("/accounts/");
    let label = label.and_then(|rest| rest.strip_suffix("/rooms")).ok_or(Rejection::Path)?;
    // Both searches are in one pass without an early exit, so that the compiler vectorizes it.
    let (has_slash, has_percent) = label.bytes().fold((false, false), |(slash, percent), byte| {
        (slash | (byte == b'/'), percent | (byte == b'%'))
    });
    if has_slash {
        return Err(Rejection::Path);
    }
    if request.method() != Method::POST {
        return Err(Rejection::Method);
    }
    if !is_json(request.headers()) {
        return Err(Rejection::ContentType);
    }
    let mut input = B::read_request(request.body())
        .map_err(|error| Rejection::Syntax { line: error.line(), column: error.column() })?;
    input.account_id = if has_percent {
        let not_utf8 = || Rejection::Invalid(vec!["AccountId is not UTF-8, percent-encoded"]);
        decode_label(label).ok_or_else(not_utf8)?
    } else {
        label.to_owned()
    };
    check(&input)?;
    Ok(input)
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE);
    content_type == Some(&JSON) || {
        let text = content_type.and_then(|value| value.to_str().ok()).unwrap_or("");
        text.split(';').next().unwrap_or("").trim().eq_ignore_ascii_case("application/json")
    }
}

#[cold]
fn decode_label(label: &str) -> Option<String> {
    let is_hex = |at: usize| label.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut escapes = label.bytes().enumerate().filter(|(_, byte)| *byte == b'%');
    if !escapes.all(|(at, _)| is_hex(at + 1) && is_hex(at + 2)) {
        return None;
    }
    percent_decode_str(label).decode_utf8().ok().map(Into::into)
}

/// Checks the constraints of the description.
fn check(input: &CreateRoomRequest) -> Result<(), Rejection> {
    let mut problems = Vec::new();
    let account = input.account_id.as_bytes();
    let (is_visible, is_ascii) = account.iter().fold((false, true), |(visible, ascii), byte| {
        (visible | byte.is_ascii_graphic(), ascii & matches!(byte, b' '..=b'~'))
    });
    if !(is_ascii && is_visible || is_account(&input.account_id)) {
        problems.push("AccountId does not match its pattern");
    }
    if let Some(token) = &input.client_request_token {
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let matches = token.bytes().fold(true, |matches, byte| matches & is_token(byte));
        let length = if matches { token.len() } else { token.chars().count() };
        if !(2..=64).contains(&length) {
            problems.push("ClientRequestToken does not have 2 to 64 characters");
        }
        if !matches {
            problems.push("ClientRequestToken does not match its pattern");
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Rejection::Invalid(problems)) }
}

/// The pattern of an account, for accounts of any characters.
#[cold]
fn is_account(account: &str) -> bool {
    !account.trim().is_empty() && !account.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
}

pub fn encode_response<B: Bodies>(
    output: &CreateRoomResponse,
) -> Result<Response<Vec<u8>>, Box<dyn Error>> {
    Ok(encode(StatusCode::CREATED, B::write_response(output)))
}

pub fn encode_error<B: Bodies>(
    error: &CreateRoomError,
) -> Result<Response<Vec<u8>>, Box<dyn Error>> {
    let (name, status, reason): (_, _, &Reason) = match error {
        CreateRoomError::BadRequest(reason) => {
            ("BadRequestException", StatusCode::BAD_REQUEST, reason)
        }
        CreateRoomError::Forbidden(reason) => ("ForbiddenException", StatusCode::FORBIDDEN, reason),
        CreateRoomError::NotFound(reason) => ("NotFoundException", StatusCode::NOT_FOUND, reason),
        CreateRoomError::ResourceLimitExceeded(reason) => {
            ("ResourceLimitExceededException", StatusCode::BAD_REQUEST, reason)
        }
        CreateRoomError::ServiceFailure(reason) => {
            ("ServiceFailureException", StatusCode::INTERNAL_SERVER_ERROR, reason)
        }
        CreateRoomError::ServiceUnavailable(reason) => {
            ("ServiceUnavailableException", StatusCode::SERVICE_UNAVAILABLE, reason)
        }
        CreateRoomError::ThrottledClient(reason) => {
            ("ThrottledClientException", StatusCode::TOO_MANY_REQUESTS, reason)
        }
        CreateRoomError::UnauthorizedClient(reason) => {
            ("UnauthorizedClientException", StatusCode::UNAUTHORIZED, reason)
        }
    };
    let mut response = encode(status, B::write_reason(reason));
    response.headers_mut().insert(ERROR_TYPE.clone(), HeaderValue::from_static(name));
    Ok(response)
}

#[inline]
fn encode(status: StatusCode, body: Vec<u8>) -> Response<Vec<u8>> {
    let length = body.len();
    let mut response = Response::new(body);
    *response.status_mut() = status;
    describe(response.headers_mut(), length);
    response
}
