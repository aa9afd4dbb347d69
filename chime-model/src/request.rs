//! Requests: how an input becomes one, and how a server reads it back.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Request, Uri};

use crate::Operation;
use crate::error::{EncodeError, Rejection};
use crate::violation::{Reason, Violation, Violations};
use crate::wire::json::Json;
use crate::wire::uri::{Template, decode as decode_percent, parse_query};
use crate::wire::{Content, Context, Head, JsonWriter, Message, Side, Structure};

/// What comes before the endpoint's host name, for the operations that have it: an extension of an encoded request, which
/// [`Endpoint::locate`](crate::Endpoint::locate) writes into the URI.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HostPrefix(pub String);

pub(crate) fn encode<O: Operation>(input: &O::Input) -> Result<Request<Vec<u8>>, EncodeError> {
    let mut head = Head::new();
    input.write_head(&mut head);
    let unsendable = |violations| EncodeError { operation: O::NAME, violations };
    let (uri, host_prefix, mut headers) = head.into_request(O::URI, O::HOST_PREFIX).map_err(unsendable)?;
    let body = write_body(input, &mut headers);
    if !body.is_empty() {
        headers.insert(CONTENT_LENGTH, body.len().into());
    }
    let too_long = Reason::Expected { expected: "short enough for a URI of 65,534 bytes", found: None };
    let uri = Uri::try_from(uri).map_err(|_| unsendable(Violations(vec![Violation::new(String::new(), too_long)])))?;
    let mut request = Request::new(body);
    *request.method_mut() = O::METHOD;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    if !host_prefix.is_empty() {
        request.extensions_mut().insert(HostPrefix(host_prefix));
    }
    Ok(request)
}

/// Writes the body, and its Content-Type unless a member has said it (rules C1 to C4).
pub(crate) fn write_body<T: Structure>(value: &T, headers: &mut HeaderMap) -> Vec<u8> {
    let (body, content_type) = match T::CONTENT {
        Content::Nothing => return Vec::new(),
        Content::Members => {
            let mut out = JsonWriter::default();
            out.object(|object| value.write_members(object));
            (out.finish(), "application/json")
        }
        Content::Payload { content_type, unset } => match value.payload() {
            Some(payload) => (payload, content_type),
            None if unset.is_empty() => return Vec::new(),
            None => (unset.into(), content_type),
        },
    };
    headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    body
}

pub(crate) fn decode<O: Operation>(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<O::Input, Rejection> {
    let mut context = Context::new(Side::Server);
    let template = Template::new(O::URI);
    let encoded = template.match_path(uri.path()).ok_or(Rejection::Path)?;
    let Some(query) = parse_query(uri.query().unwrap_or("")) else {
        return Err(Rejection::Invalid(Violations(vec![Violation::new("the query".to_owned(), Reason::Encoding)])));
    };
    if !template.match_query(&query) {
        return Err(Rejection::Path);
    }
    if *method != O::METHOD {
        return Err(Rejection::Method);
    }
    let labels = encoded.into_iter().map(|(name, text)| (name, decode_percent(text))).collect();
    check_content_type::<O::Input>(headers, body)?;
    let mut message = Message { labels, query, headers: Some(headers), payload: body, ..Message::default() };
    if O::Input::CONTENT == Content::Members {
        read_members(&mut message, body, &mut context);
    }
    let input = O::Input::read(&message, &mut context);
    context.finish(input).map_err(Rejection::Invalid)
}

/// Reads the body as one JSON object (rule J5).
pub(crate) fn read_members<'a>(message: &mut Message<'a>, body: &'a [u8], context: &mut Context) {
    message.is_unreadable = true;
    match Json::parse(body) {
        Err(at) => {
            context.report::<()>(Reason::Syntax { line: at.line, column: at.column });
        }
        Ok(json) => match json.members() {
            Some(members) => {
                message.members = members;
                message.is_unreadable = false;
            }
            None => {
                crate::wire::mismatch::<()>(json, "an object", context);
            }
        },
    }
}

/// Rule C8. A modeled Content-Type is the caller's own, and where no body is expected or sent no type is.
fn check_content_type<T: Structure>(headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
    let expected = match T::CONTENT {
        Content::Members => "application/json",
        Content::Payload { content_type, .. } if !body.is_empty() && !T::HAS_CONTENT_TYPE => content_type,
        _ => return Ok(()),
    };
    // Clients of AWS send texts and blobs without a type unless their caller knows one.
    if expected != "application/json" && !headers.contains_key(CONTENT_TYPE) {
        return Ok(());
    }
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim();
    if essence.eq_ignore_ascii_case(expected) { Ok(()) } else { Err(Rejection::ContentType { expected }) }
}
