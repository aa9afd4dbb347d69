//! Parses the text that the fuzzer changes as a message: a first line, headers, an empty line, and
//! a body of any bytes.

use chime_model::http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri,
};

/// The text that replaces `~` in values. No error may show it.
pub const SECRET: &str = "Q7-SECRET-7Q";

/// The request of a text, whose first line has the method and the URI. `None` if an HTTP library
/// would refuse it.
#[must_use]
pub fn request(text: &[u8]) -> Option<Request<Vec<u8>>> {
    let (first, headers, body) = parts(text)?;
    let (method, uri) = first.split_once(' ')?;
    let (path, query) =
        uri.split_once('?').map_or((uri, None), |(path, query)| (path, Some(query)));
    let mut uri = path.replace('~', SECRET);
    if let Some(query) = query {
        uri = format!("{uri}?{}", query.replace("=~", &format!("={SECRET}")));
    }
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(method.as_bytes()).ok()?;
    *request.uri_mut() = uri.parse::<Uri>().ok()?;
    *request.headers_mut() = headers;
    Some(request)
}

/// The response of a text, and the name of its operation. The first line has the name and the
/// status.
#[must_use]
pub fn response(text: &[u8]) -> Option<(String, Response<Vec<u8>>)> {
    let (first, headers, body) = parts(text)?;
    let (name, status) = first.split_once(' ')?;
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_bytes(status.as_bytes()).ok()?;
    *response.headers_mut() = headers;
    Some((name.to_owned(), response))
}

/// A first line and the rest of a text.
#[must_use]
pub fn first_line(text: &[u8]) -> Option<(&str, &[u8])> {
    let end = text.iter().position(|&byte| byte == b'\n')?;
    Some((std::str::from_utf8(&text[..end]).ok()?, &text[end + 1..]))
}

/// Replaces every string `"~"` in JSON by the secret, unless it is a key.
#[must_use]
pub fn with_secrets(json: &[u8]) -> Vec<u8> {
    const PLACE: &[u8] = b"\"~\"";
    let (mut planted, mut rest) = (Vec::with_capacity(json.len()), json);
    while let Some(at) = rest.windows(PLACE.len()).position(|window| window == PLACE) {
        let (before, after) = (&rest[..at], &rest[at + PLACE.len()..]);
        planted.extend_from_slice(before);
        let is_key = after.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
        match is_key {
            true => planted.extend_from_slice(PLACE),
            false => planted.extend_from_slice(format!("{SECRET:?}").as_bytes()),
        }
        rest = after;
    }
    planted.extend_from_slice(rest);
    planted
}

fn parts(text: &[u8]) -> Option<(&str, HeaderMap, Vec<u8>)> {
    let (first, mut rest) = first_line(text)?;
    let mut headers = HeaderMap::new();
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let (line, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|&byte| byte == b':')?;
        let value: Vec<u8> = match line[colon + 1..].trim_ascii() {
            b"~" => SECRET.into(),
            value => value.to_vec(),
        };
        headers.append(
            HeaderName::from_bytes(&line[..colon]).ok()?,
            HeaderValue::from_bytes(&value).ok()?,
        );
    }
    Some((first, headers, with_secrets(rest)))
}
