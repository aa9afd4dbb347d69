//! Encodes requests and decodes responses, as a client does.

use std::error::Error;

use bench_hand::client::ResponseError;
use bench_hand::{CreateRoomError, CreateRoomRequest, CreateRoomResponse, ListRoomsResponse};
use http::uri::PathAndQuery;
use http::{HeaderMap, Method, Request, Response, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::Bodies;
use crate::message::{ERROR_TYPE, REQUEST_ID, describe};

const LABEL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub fn encode_request<B: Bodies>(
    input: &CreateRoomRequest,
) -> Result<Request<Vec<u8>>, Box<dyn Error>> {
    let account = input.account_id.as_str();
    if matches!(account, "" | "." | "..") {
        return Err("the account would change the path".into());
    }
    let is_unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let mut path = String::with_capacity("/accounts//rooms".len() + account.len());
    path.push_str("/accounts/");
    if account.bytes().fold(true, |unreserved, byte| unreserved & is_unreserved(byte)) {
        path.push_str(account);
    } else {
        path.extend(utf8_percent_encode(account, LABEL));
    }
    path.push_str("/rooms");
    let body = B::write_request(input);
    let length = body.len();
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Uri::from(PathAndQuery::try_from(path)?);
    describe(request.headers_mut(), length);
    Ok(request)
}

pub fn decode_response<B: Bodies>(
    response: &Response<Vec<u8>>,
) -> Result<CreateRoomResponse, ResponseError> {
    decode::<B, _>(response, B::read_response)
}

pub fn decode_list<B: Bodies>(
    response: &Response<Vec<u8>>,
) -> Result<ListRoomsResponse, ResponseError> {
    decode::<B, _>(response, B::read_list)
}

#[inline]
fn decode<B: Bodies, T: Default>(
    response: &Response<Vec<u8>>,
    read: impl FnOnce(&[u8]) -> Result<T, serde_json::Error>,
) -> Result<T, ResponseError> {
    if !response.status().is_success() {
        return Err(decode_error::<B>(response));
    }
    if response.body().is_empty() {
        return Ok(T::default());
    }
    read(response.body()).map_err(|error| malformed(response, &error))
}

#[cold]
fn malformed(response: &Response<Vec<u8>>, error: &serde_json::Error) -> ResponseError {
    ResponseError::Malformed {
        status: response.status(),
        line: error.line(),
        column: error.column(),
        request_id: request_id(response.headers()),
    }
}

fn decode_error<B: Bodies>(response: &Response<Vec<u8>>) -> ResponseError {
    let name = response.headers().get(&ERROR_TYPE).and_then(|value| value.to_str().ok());
    let Some(modeled) = name.and_then(modeled) else { return unmodeled(response) };
    ResponseError::Modeled {
        error: modeled(B::read_reason(response.body()).unwrap_or_default()),
        status: response.status(),
        request_id: request_id(response.headers()),
    }
}

/// The error that a header names.
fn modeled(name: &str) -> Option<fn(bench_hand::Reason) -> CreateRoomError> {
    let name = name.trim_ascii();
    let name = name.split_once(':').map_or(name, |(name, _)| name);
    Some(match name.rsplit_once('#').map_or(name, |(_, name)| name) {
        "BadRequestException" => CreateRoomError::BadRequest,
        "ForbiddenException" => CreateRoomError::Forbidden,
        "NotFoundException" => CreateRoomError::NotFound,
        "ResourceLimitExceededException" => CreateRoomError::ResourceLimitExceeded,
        "ServiceFailureException" => CreateRoomError::ServiceFailure,
        "ServiceUnavailableException" => CreateRoomError::ServiceUnavailable,
        "ThrottledClientException" => CreateRoomError::ThrottledClient,
        "UnauthorizedClientException" => CreateRoomError::UnauthorizedClient,
        _ => return None,
    })
}

/// An error that the header does not name. The body may name it.
#[cold]
fn unmodeled(response: &Response<Vec<u8>>) -> ResponseError {
    bench_hand::client::decode_response(response).expect_err("the status is that of an error")
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    headers.get(&REQUEST_ID)?.to_str().ok().map(|text| text.trim().to_owned())
}
