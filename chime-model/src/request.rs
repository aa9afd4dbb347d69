//! Requests: how an input becomes one, and how a server reads it back.

use http::uri::PathAndQuery;
use http::{Method, Request};

use crate::encode_error::EncodeError;
use crate::rejection::Rejection;
use crate::violation::{Reason, Violations};
use crate::wire::{
    Content, Context, EVENT_STREAM, Form, Head, JSON, Message, Path, Structure, Template, accepts,
    check_content_type, describe_body, parse_query, read_message, write_body,
};

/// The prefix of the endpoint's host name, for the operations that have one: an extension of an
/// encoded request, which [`Endpoint::resolve`](crate::Endpoint::resolve) writes into the URI.
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
    let unsendable = |violations| EncodeError { operation: target.operation, violations };
    let refused = |reason| unsendable(Violations::of("", reason));
    let mut request = Request::new(Vec::new());
    let mut head = Head::of_request(request.headers_mut(), &target.uri, target.host_prefix);
    input.write_head(&mut head);
    let (uri, host_prefix) = head.into_uri().map_err(unsendable)?;
    let body = write_body(input, Form::Client).map_err(refused)?;
    describe_body(&body, I::CONTENT.media_type(), request.headers_mut());
    let too_long = Reason::expected("short enough for a URI of 65,534 bytes");
    let uri = PathAndQuery::try_from(uri).map_err(|_| refused(too_long))?;
    *request.uri_mut() = uri.into();
    *request.method_mut() = target.method.clone();
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
    target: &Target,
    produced: Option<&'static str>,
) -> Result<I, Rejection> {
    let mut context = Context::new(Form::Server);
    let uri = request.uri();
    let headers = request.headers();
    let body = request.body().as_ref();
    let labels = target.uri.read(Path::new(uri.path())).ok_or(Rejection::UnknownOperation)?;
    let Some(mut query) = parse_query(uri.query().unwrap_or("")) else {
        return Err(Rejection::of(Violations::of("the query", Reason::InvalidPercentEncoding)));
    };
    if !target.uri.matches_query(uri.query().unwrap_or("")) {
        return Err(Rejection::UnknownOperation);
    }
    if *request.method() != target.method {
        return Err(Rejection::MethodNotAllowed { allow: vec![target.method.clone()] });
    }
    // Rule S5: clients of a stream may accept the type of the protocol instead.
    let is_accepted = |produced| {
        accepts(headers, produced) || (produced == EVENT_STREAM && accepts(headers, JSON))
    };
    if let Some(produced) = produced.filter(|produced| !I::HAS_ACCEPT && !is_accepted(*produced)) {
        return Err(Rejection::NotAcceptable { produced });
    }
    // A member that is the Content-Type may have any value.
    let is_typed = !body.is_empty() || I::CONTENT == Content::EventStream;
    if is_typed && !I::HAS_CONTENT_TYPE {
        check_content_type(headers, I::CONTENT)
            .map_err(|expected| Rejection::UnsupportedMediaType { expected })?;
    }
    target.uri.take_literal(&mut query);
    let message = Message { labels, query, headers: Some(headers), body, ..Message::default() };
    let input = read_message(&message, &mut context);
    context.finish(input).map_err(Rejection::of)
}
