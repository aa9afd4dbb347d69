//! Requests: how an input becomes one, and how a server reads it back.

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Request, Uri};

use crate::error::{EncodeError, Rejection};
use crate::violation::{Reason, Violations};
use crate::wire::headers;
use crate::wire::uri::{Path, Template, parse_query};
use crate::wire::{
    Content, Context, Head, Message, Side, Structure, TimestampFormat, read_message,
};

/// What comes before the endpoint's host name, for the operations that have it: an extension of an
/// encoded request, which [`Endpoint::locate`](crate::Endpoint::locate) writes into the URI.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HostPrefix(pub String);

/// What a request says of its operation.
pub(crate) struct Target {
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) uri: Template,
    pub(crate) host_prefix: &'static str,
}

pub(crate) fn encode<I: Structure>(
    input: &I,
    target: &'static Target,
) -> Result<Request<Vec<u8>>, EncodeError> {
    let mut head = Head::of_request(&target.uri, target.host_prefix);
    input.write_head(&mut head);
    let unsendable = |violations| EncodeError { operation: target.operation, violations };
    let (uri, host_prefix, mut headers) = head.into_request().map_err(unsendable)?;
    let (body, content_type) = write_body(input, Side::Client).map_err(unsendable)?;
    describe_body(&body, content_type, &mut headers);
    let too_long =
        Reason::Expected { expected: "short enough for a URI of 65,534 bytes", found: None };
    let uri = Uri::try_from(uri).map_err(|_| unsendable(Violations::of("", too_long)))?;
    let mut request = Request::new(body);
    *request.method_mut() = target.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    if !host_prefix.is_empty() {
        request.extensions_mut().insert(HostPrefix(host_prefix));
    }
    Ok(request)
}

/// The Content-Type of every body that is not a text or a blob.
pub(crate) const JSON: &str = "application/json";

/// The body that `writer` sends, and the type of it (rules C1 to C4).
pub(crate) fn write_body<T: Structure>(
    value: &T,
    writer: Side,
) -> Result<(Vec<u8>, &'static str), Violations> {
    let unsendable = |reason| Violations::of("", reason);
    let is_request = writer == Side::Client;
    Ok(match T::CONTENT {
        Content::Absent => (Vec::new(), JSON),
        Content::Nothing if is_request => (Vec::new(), JSON),
        Content::Nothing => (b"{}".to_vec(), JSON),
        Content::Members => {
            (value.to_payload(TimestampFormat::EpochSeconds).map_err(unsendable)?, JSON)
        }
        Content::Payload { content_type, unset } => {
            // Without a body, a response tells an absent structure from an empty one.
            let unset = if is_request { unset } else { "" };
            (value.payload().map_err(unsendable)?.unwrap_or_else(|| unset.into()), content_type)
        }
    })
}

/// Adds the headers that describe a body: its length (rule C5), and its type unless a member says
/// it (rule C4).
pub(crate) fn describe_body(body: &[u8], content_type: &'static str, headers: &mut HeaderMap) {
    if !body.is_empty() {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
        headers.insert(CONTENT_LENGTH, body.len().into());
    }
}

/// The input of a request. `produced` is the Content-Type of the response, if that is known before
/// there is an output.
pub(crate) fn decode<I: Structure>(
    request: &Request<impl AsRef<[u8]>>,
    target: &Target,
    produced: Option<&'static str>,
) -> Result<I, Rejection> {
    let mut context = Context::new(Side::Server);
    let (uri, headers, body) = (request.uri(), request.headers(), request.body().as_ref());
    let labels = target.uri.read(Path::new(uri.path())).ok_or(Rejection::UnknownOperation)?;
    let Some(mut query) = parse_query(uri.query().unwrap_or("")) else {
        return Err(Rejection::of(Violations::of("the query", Reason::Encoding)));
    };
    if !target.uri.matches_query(uri.query().unwrap_or("")) {
        return Err(Rejection::UnknownOperation);
    }
    if *request.method() != target.method {
        return Err(Rejection::MethodNotAllowed { allow: vec![target.method.clone()] });
    }
    if !I::HAS_ACCEPT {
        check_accept(headers, produced)?;
    }
    check_content_type::<I>(headers, body)?;
    target.uri.take_literal(&mut query);
    let message = Message { labels, query, headers: Some(headers), body, ..Message::default() };
    let input = read_message(&message, &mut context);
    context.finish(input).map_err(Rejection::of)
}

/// Rule C8. A type that the operation models, and that of a blob, is the caller's own.
fn check_content_type<T: Structure>(headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
    if body.is_empty() || T::HAS_CONTENT_TYPE {
        return Ok(());
    }
    let given = headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap_or(""));
    let expected = match T::CONTENT {
        Content::Payload { content_type: "application/octet-stream", .. } => return Ok(()),
        // Clients of AWS send a text without a type; where no body is expected, one without a type
        // is ignored.
        Content::Payload { content_type: "text/plain", .. }
        | Content::Nothing
        | Content::Absent
            if given.is_none() =>
        {
            return Ok(());
        }
        Content::Payload { content_type, .. } => Some(content_type),
        Content::Members => Some(JSON),
        Content::Nothing | Content::Absent => None,
    };
    let essence = given.unwrap_or("").split(';').next().unwrap_or("").trim();
    if expected.is_some_and(|expected| essence.eq_ignore_ascii_case(expected)) {
        return Ok(());
    }
    Err(Rejection::UnsupportedMediaType { expected })
}

/// Rule C10: whether the client takes what the operation produces.
fn check_accept(headers: &HeaderMap, produced: Option<&'static str>) -> Result<(), Rejection> {
    let Some(produced) = produced else { return Ok(()) };
    let lines = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok());
    if headers::accepts(lines, produced) {
        Ok(())
    } else {
        Err(Rejection::NotAcceptable { produced })
    }
}
