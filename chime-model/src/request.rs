//! Requests: how an input becomes one, and how a server reads it back.

use chime_model_vocabulary::media::EVENT_STREAM;
use http::uri::PathAndQuery;
use http::{Method, Request};

use crate::encode_error::EncodeError;
use crate::protocol::Known;
use crate::rejection::Rejection;
use crate::violation::{Reason, Violations};
use crate::wire::{
    Content, Context, Form, Head, Message, Path, Structure, Template, accepts, parse_query,
    read_message, write_body,
};

/// The prefix of the endpoint's host name, for the operations that have one. It is an extension of
/// the encoded request. [`Endpoint::resolve`](crate::Endpoint::resolve) writes it into the URI.
///
/// ```
/// use chime_model::http::Request;
/// use chime_model::{Endpoint, HostPrefix};
///
/// let mut request = Request::get("/rooms").body(())?;
/// request.extensions_mut().insert(HostPrefix("data.".to_owned()));
/// let endpoint: Endpoint = "https://chime.example".parse()?;
/// let request = endpoint.resolve(request)?;
/// assert_eq!(request.uri(), "https://data.chime.example/rooms");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HostPrefix(pub String);

/// The facts of an operation that a request depends on.
pub(crate) struct Address {
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) uri: Template,
    pub(crate) host_prefix: &'static str,
}

pub(crate) fn encode<I: Structure>(
    input: &I,
    address: &'static Address,
    protocol: impl Known,
) -> Result<Request<Vec<u8>>, EncodeError> {
    let protocol = protocol();
    let unsendable = |violations| EncodeError { operation: address.operation, violations };
    let refused = |reason| unsendable(Violations::of("", reason));
    let mut request = Request::new(Vec::new());
    let mut head = Head::of_request(request.headers_mut(), &address.uri, address.host_prefix);
    input.write_head(&mut head);
    let (uri, host_prefix) = head.into_uri().map_err(unsendable)?;
    let mut body = write_body(input, Form::Client).map_err(refused)?;
    if body.is_empty() && I::CONTENT != Content::EventStream {
        body.extend_from_slice(protocol.empty_request());
    }
    protocol.write_target(address.operation, request.headers_mut());
    protocol.describe_body(&body, I::CONTENT, request.headers_mut());
    let too_long = Reason::expected("short enough for a URI of 65,534 bytes");
    let uri = PathAndQuery::try_from(uri).map_err(|_| refused(too_long))?;
    *request.uri_mut() = uri.into();
    *request.method_mut() = address.method.clone();
    *request.body_mut() = body;
    if !host_prefix.is_empty() {
        request.extensions_mut().insert(HostPrefix(host_prefix));
    }
    Ok(request)
}

/// The input of a request. `produced` is the Content-Type of the response, if that is known before
/// there is an output.
pub(crate) fn decode<I: Structure>(
    request: &Request<impl AsRef<[u8]>>,
    address: &Address,
    protocol: impl Known,
    produced: Option<&'static str>,
) -> Result<I, Rejection> {
    let protocol = protocol();
    let mut context = Context::new(Form::Server);
    let uri = request.uri();
    let headers = request.headers();
    let body = request.body().as_ref();
    let labels = address.uri.read(Path::new(uri.path())).ok_or(Rejection::UnknownOperation)?;
    let Some(mut query) = parse_query(uri.query().unwrap_or("")) else {
        return Err(Rejection::of(Violations::of("the query", Reason::InvalidPercentEncoding)));
    };
    if !address.uri.matches_query(uri.query().unwrap_or("")) {
        return Err(Rejection::UnknownOperation);
    }
    if *request.method() != address.method {
        return Err(Rejection::MethodNotAllowed { allow: vec![address.method.clone()] });
    }
    // Rule X10: in awsJson, the target must name this operation.
    if !protocol.is_target(address.operation, headers) {
        return Err(Rejection::UnknownOperation);
    }
    // Rule S5: clients of a stream may accept the type of the protocol instead.
    let is_accepted = |produced| {
        accepts(headers, produced)
            || (produced == EVENT_STREAM && accepts(headers, protocol.json_type()))
    };
    if let Some(produced) = produced.filter(|produced| !I::HAS_ACCEPT && !is_accepted(*produced)) {
        return Err(Rejection::NotAcceptable { produced });
    }
    // If a member is the Content-Type, any type is allowed.
    if !I::HAS_CONTENT_TYPE {
        let checked = protocol.check_request_type(headers, I::CONTENT, body);
        checked.map_err(|expected| Rejection::UnsupportedMediaType { expected })?;
    }
    address.uri.take_literal(&mut query);
    let message = Message { labels, query, headers: Some(headers), body, ..Message::default() };
    let input = read_message(&message, &mut context);
    context.finish(input).map_err(Rejection::of)
}
