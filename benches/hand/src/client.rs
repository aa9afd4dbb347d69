//! Encodes inputs to requests and decodes responses to outputs or errors, as a client does.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, Request, Response, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::{CreateRoomError, CreateRoomRequest, CreateRoomResponse, ListRoomsResponse, Reason};

const LABEL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub fn encode_request(input: &CreateRoomRequest) -> Result<Request<Vec<u8>>, Box<dyn Error>> {
    if matches!(input.account_id.as_str(), "" | "." | "..") {
        return Err("the account would change the path".into());
    }
    let body = serde_json::to_vec(input)?;
    let uri = format!("/accounts/{}/rooms", utf8_percent_encode(&input.account_id, LABEL));
    let request = Request::post(uri)
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_LENGTH, body.len());
    Ok(request.body(body)?)
}

#[derive(Clone, Debug, PartialEq)]
pub enum ResponseError {
    Modeled {
        error: CreateRoomError,
        status: StatusCode,
        request_id: Option<String>,
    },
    Unknown {
        name: Option<String>,
        message: Option<String>,
        status: StatusCode,
        request_id: Option<String>,
        body_start: String,
    },
    Malformed {
        status: StatusCode,
        line: usize,
        column: usize,
        request_id: Option<String>,
    },
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modeled { error, .. } => write!(f, "{error:?}"),
            Self::Unknown { name, status, .. } => {
                write!(f, "unknown error {name:?} with status {status}")
            }
            Self::Malformed { status, line, column, .. } => {
                write!(f, "malformed response with status {status}: line {line}, column {column}")
            }
        }
    }
}

impl Error for ResponseError {}

pub fn decode_response(response: &Response<Vec<u8>>) -> Result<CreateRoomResponse, ResponseError> {
    decode(response)
}

pub fn decode_list(response: &Response<Vec<u8>>) -> Result<ListRoomsResponse, ResponseError> {
    decode(response)
}

pub fn decode<T: DeserializeOwned + Default>(
    response: &Response<Vec<u8>>,
) -> Result<T, ResponseError> {
    if !response.status().is_success() {
        return Err(decode_error(response));
    }
    if response.body().is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(response.body()).map_err(|error| ResponseError::Malformed {
        status: response.status(),
        line: error.line(),
        column: error.column(),
        request_id: request_id(response.headers()),
    })
}

/// The type of an error that the body names, if no header does.
fn body_type(body: &[u8]) -> Option<String> {
    #[derive(Default, Deserialize)]
    struct Type {
        code: Option<String>,
        __type: Option<String>,
    }
    let Type { code, __type } = serde_json::from_slice(body).unwrap_or_default();
    code.or(__type)
}

fn decode_error(response: &Response<Vec<u8>>) -> ResponseError {
    let (status, request_id) = (response.status(), request_id(response.headers()));
    let name = match header(response.headers(), "x-amzn-errortype") {
        Some(name) => Some(Cow::from(name)),
        None => body_type(response.body()).map(Cow::from),
    };
    let reason: Reason = serde_json::from_slice(response.body()).unwrap_or_default();
    let bare = name
        .as_deref()
        .map(|name| name.split(':').next().unwrap_or("").rsplit('#').next().unwrap_or(""));
    let error = match bare {
        Some("BadRequestException") => CreateRoomError::BadRequest(reason),
        Some("ForbiddenException") => CreateRoomError::Forbidden(reason),
        Some("NotFoundException") => CreateRoomError::NotFound(reason),
        Some("ResourceLimitExceededException") => CreateRoomError::ResourceLimitExceeded(reason),
        Some("ServiceFailureException") => CreateRoomError::ServiceFailure(reason),
        Some("ServiceUnavailableException") => CreateRoomError::ServiceUnavailable(reason),
        Some("ThrottledClientException") => CreateRoomError::ThrottledClient(reason),
        Some("UnauthorizedClientException") => CreateRoomError::UnauthorizedClient(reason),
        _ => {
            let start = &response.body()[..response.body().len().min(1024)];
            let body_start = String::from_utf8_lossy(start).into_owned();
            return ResponseError::Unknown {
                name: name.map(Cow::into_owned),
                message: reason.message,
                status,
                request_id,
                body_start,
            };
        }
    };
    ResponseError::Modeled { error, status, request_id }
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    header(headers, "x-amzn-requestid").map(str::to_owned)
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
