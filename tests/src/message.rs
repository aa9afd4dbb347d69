//! Messages as text, so that a test and a snapshot show what is on the wire.
//!
//! A message is its first line, its headers by name, an empty line, and its body, byte for byte.

use chime_model::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use chime_model::{Operation, Rejection, ResponseError};

/// The text of a request.
///
/// # Panics
/// If a header is not text.
#[must_use]
pub fn of_request(request: &Request<Vec<u8>>) -> String {
    text(&format!("{} {}", request.method(), request.uri()), request.headers(), request.body())
}

/// The text of a response.
///
/// # Panics
/// If a header is not text.
#[must_use]
pub fn of_response(response: &Response<Vec<u8>>) -> String {
    text(&response.status().to_string(), response.headers(), response.body())
}

/// Parses a request from its text.
///
/// # Panics
/// If the text is not a request.
#[must_use]
pub fn request(text: &str) -> Request<Vec<u8>> {
    let (first, headers, body) = parts(text);
    let (method, uri) = first.split_once(' ').expect("a method and a URI");
    let mut request = Request::builder().method(method).uri(uri).body(body).expect("a request");
    *request.headers_mut() = headers;
    request
}

/// Parses a response from its text.
///
/// # Panics
/// If the text is not a response.
#[must_use]
pub fn response(text: &str) -> Response<Vec<u8>> {
    let (first, headers, body) = parts(text);
    let mut response = Response::new(body);
    *response.status_mut() =
        first.get(..3).and_then(|code| code.parse::<StatusCode>().ok()).expect("a status");
    *response.headers_mut() = headers;
    response
}

/// What a client sends for an input.
///
/// # Panics
/// If the input cannot be sent.
#[must_use]
pub fn encode_request<O: Operation>(input: &O::Input) -> String {
    of_request(&O::encode_request(input).expect("an input that can be sent"))
}

/// What a server reads from a request.
///
/// # Errors
/// If the server rejects the request.
pub fn decode_request<O: Operation>(text: &str) -> Result<O::Input, Rejection> {
    O::decode_request(&request(text))
}

/// What a server sends for an output.
///
/// # Panics
/// If the output cannot be sent.
#[must_use]
pub fn encode_response<O: Operation>(output: &O::Output) -> String {
    of_response(&O::encode_response(output).expect("an output that can be sent"))
}

/// What a server sends for an error.
///
/// # Panics
/// If the error cannot be sent.
#[must_use]
pub fn encode_error<O: Operation>(error: &O::Error) -> String {
    of_response(&O::encode_error(error).expect("an error that can be sent"))
}

/// What a client reads from a response.
///
/// # Errors
/// If the response is an error, or cannot be read.
pub fn decode_response<O: Operation>(text: &str) -> Result<O::Output, ResponseError<O::Error>> {
    O::decode_response(&response(text))
}

fn text(first: &str, headers: &HeaderMap, body: &[u8]) -> String {
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        format!("{name}: {}\n", value.to_str().expect("text"))
    };
    let mut lines: Vec<String> = headers.iter().map(line).collect();
    lines.sort();
    let body =
        std::str::from_utf8(body).map_or_else(|_| body.escape_ascii().to_string(), str::to_owned);
    format!("{first}\n{}\n{body}", lines.concat())
}

fn parts(text: &str) -> (&str, HeaderMap, Vec<u8>) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end(), ""));
    let mut lines = head.lines();
    let first = lines.next().expect("a first line");
    let header = |line: &str| {
        let (name, value) = line.split_once(':').expect("a header");
        (
            HeaderName::try_from(name).expect("a name"),
            HeaderValue::try_from(value.trim_start()).expect("a value"),
        )
    };
    let mut headers = HeaderMap::new();
    for (name, value) in lines.map(header) {
        headers.append(name, value);
    }
    (first, headers, body.into())
}
