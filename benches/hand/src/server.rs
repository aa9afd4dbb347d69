//! Decodes requests to inputs, checks their constraints, and encodes outputs and errors to
//! responses, as a server does.

use std::error::Error;
use std::fmt;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::{CreateRoomError, CreateRoomRequest, CreateRoomResponse};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    Path,
    Method,
    ContentType,
    Syntax { line: usize, column: usize },
    Invalid(Vec<&'static str>),
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path => f.write_str("the path is not that of the operation"),
            Self::Method => f.write_str("the method is not that of the operation"),
            Self::ContentType => f.write_str("the content type must be application/json"),
            Self::Syntax { line, column } => {
                write!(f, "the body cannot be read at line {line}, column {column}")
            }
            Self::Invalid(problems) => f.write_str(&problems.join("; ")),
        }
    }
}

impl Error for Rejection {}

pub fn decode_request(request: &Request<Vec<u8>>) -> Result<CreateRoomRequest, Rejection> {
    let label = request
        .uri()
        .path()
        .strip_prefix("/accounts/")
        .and_then(|rest| rest.strip_suffix("/rooms"));
    let label = label.filter(|label| !label.contains('/')).ok_or(Rejection::Path)?;
    if request.method() != Method::POST {
        return Err(Rejection::Method);
    }
    let content_type =
        request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !content_type.split(';').next().unwrap_or("").trim().eq_ignore_ascii_case("application/json")
    {
        return Err(Rejection::ContentType);
    }
    let mut input: CreateRoomRequest = serde_json::from_slice(request.body())
        .map_err(|error| Rejection::Syntax { line: error.line(), column: error.column() })?;
    input.account_id = decode_label(label)
        .ok_or_else(|| Rejection::Invalid(vec!["AccountId is not UTF-8, percent-encoded"]))?;
    check(&input)?;
    Ok(input)
}

fn decode_label(label: &str) -> Option<String> {
    let is_hex = |at: usize| label.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    if label
        .bytes()
        .enumerate()
        .any(|(at, byte)| byte == b'%' && !(is_hex(at + 1) && is_hex(at + 2)))
    {
        return None;
    }
    percent_decode_str(label).decode_utf8().ok().map(Into::into)
}

/// Checks the constraints of the description. Its patterns are written as code.
fn check(input: &CreateRoomRequest) -> Result<(), Rejection> {
    let mut problems = Vec::new();
    let is_line_end = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    if input.account_id.trim().is_empty() || input.account_id.contains(is_line_end) {
        problems.push("AccountId does not match its pattern");
    }
    if let Some(token) = &input.client_request_token {
        if !(2..=64).contains(&token.chars().count()) {
            problems.push("ClientRequestToken does not have 2 to 64 characters");
        }
        if !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            problems.push("ClientRequestToken does not match its pattern");
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Rejection::Invalid(problems)) }
}

pub fn encode_response(output: &CreateRoomResponse) -> Result<Response<Vec<u8>>, Box<dyn Error>> {
    encode(StatusCode::CREATED, output)
}

pub fn encode_error(error: &CreateRoomError) -> Result<Response<Vec<u8>>, Box<dyn Error>> {
    let (name, status, reason) = match error {
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
    let mut response = encode(status, reason)?;
    response.headers_mut().insert("x-amzn-errortype", http::HeaderValue::from_static(name));
    Ok(response)
}

fn encode(status: StatusCode, body: &impl Serialize) -> Result<Response<Vec<u8>>, Box<dyn Error>> {
    let body = serde_json::to_vec(body)?;
    let response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_LENGTH, body.len());
    Ok(response.body(body)?)
}
