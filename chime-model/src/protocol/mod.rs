//! [`Protocol`]: every difference between the protocols. Each function here answers for every
//! protocol. Except for the constructors of `Service`, no other file asks which protocol a service
//! speaks.

mod aws_json;
mod target;

use chime_model_vocabulary::is_visible;
use chime_model_vocabulary::media::{BLOB, EVENT_STREAM, JSON};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

pub use self::aws_json::AwsJson;
use self::aws_json::with_type;
pub(crate) use self::target::Target;
use crate::Document;
use crate::query_error::QueryError;
use crate::service_error::ErrorShape;
use crate::wire::{
    Content, ErrorTexts, Member, Structure, bare_name, check_content_type, describe_body,
    first_header,
};

/// The header that names the type of an error.
static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
/// The header that asks for the codes of AWS Query (rule A14).
static QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// The protocol of a service. It decides everything about messages that the shapes do not.
///
/// ```
/// use chime_model::{Protocol, SERVICE};
///
/// assert_eq!(SERVICE.protocol, Protocol::RestJson1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// AWS restJson1: an operation has a method and a URI, and a member can be outside the body.
    RestJson1,
    /// AWS awsJson1_0 or awsJson1_1: a request is `POST /` with the operation in a header, and
    /// every member is in the body.
    AwsJson(AwsJson),
}

/// The protocol of an operation as a function. The compiler knows its result where it is called, so
/// a program contains no code for other protocols.
pub(crate) trait Known: Fn() -> &'static Protocol + Copy {}

impl<F: Fn() -> &'static Protocol + Copy> Known for F {}

/// Compile-time checks of an operation, and its target.
impl Protocol {
    /// Fails to compile if the attributes of an operation are not those of this protocol.
    pub(crate) const fn check_operation(&self, operation: &str, has_uri: bool) {
        match self {
            Self::RestJson1 => {
                assert!(has_uri, "missing `#[http(method = …, uri = …)]`, which restJson1 needs");
            }
            Self::AwsJson(json) => {
                assert!(!has_uri, "an operation of awsJson is `POST /` and has no `#[http(…)]`");
                assert!(
                    is_visible(json.target_prefix, b"") && is_visible(operation, b"."),
                    "the target prefix and the name of an operation must consist of visible ASCII \
                     characters, and the name must not contain a dot"
                );
            }
        }
    }

    /// Fails to compile if a message of this protocol cannot have a stream of events, or members
    /// beside it (rules S2 and S3).
    pub(crate) const fn check_stream<T: Structure>(&self, is_input: bool) {
        if !matches!(T::CONTENT, Content::EventStream) {
            return;
        }
        match self {
            Self::RestJson1 => check_beside_stream(T::MEMBERS.list),
            Self::AwsJson(_) => {
                assert!(!is_input, "in awsJson only an output can be a stream of events");
            }
        }
    }

    /// Fails to compile if a structure has members outside the body and the protocol forbids that
    /// (rule A7).
    pub(crate) const fn check_members(&self, mut members: &[Member]) {
        if let Self::RestJson1 = self {
            return;
        }
        while let [member, rest @ ..] = members {
            assert!(member.key.is_some(), "in awsJson every member is in the body");
            members = rest;
        }
    }

    /// The target of an operation, if a server finds the operation by its target.
    pub(crate) const fn target(&self, operation: &'static str) -> Option<Target<'static>> {
        match self {
            Self::RestJson1 => None,
            Self::AwsJson(json) => Some(Target { prefix: json.target_prefix, operation }),
        }
    }
}

/// Requests.
impl Protocol {
    /// Adds those headers of a request that do not depend on members (rules A3 and A14).
    #[inline]
    pub(crate) fn write_target(&self, operation: &'static str, headers: &mut HeaderMap) {
        let Some(target) = self.target(operation) else { return };
        target.write(headers);
        if matches!(self, Self::AwsJson(AwsJson { query_compatible: true, .. })) {
            headers.insert(QUERY_MODE.clone(), HeaderValue::from_static("true"));
        }
    }

    /// Whether a request with the method and the URI of an operation is for it.
    #[inline]
    pub(crate) fn is_target(&self, operation: &'static str, headers: &HeaderMap) -> bool {
        self.target(operation)
            .is_none_or(|target| Target::of(headers).is_some_and(|given| given.is_for(target)))
    }

    /// Whether a request that is for no operation looks like one of this protocol.
    #[cfg(feature = "server")]
    #[inline]
    pub(crate) fn claims<B>(&self, request: &http::Request<B>) -> bool {
        let headers = request.headers();
        match self {
            Self::RestJson1 => !Target::is_in(headers),
            Self::AwsJson(_) => {
                Target::is_in(headers)
                    && self.check_request_type(headers, Content::Members, b"").is_ok()
            }
        }
    }

    /// Checks the Content-Type of a request (rules C8 and X11), also of an empty one (rule A6).
    ///
    /// # Errors
    /// The expected type; `None` if no body is expected.
    #[inline]
    pub(crate) fn check_request_type(
        &self,
        headers: &HeaderMap,
        content: Content,
        body: &[u8],
    ) -> Result<(), Option<&'static str>> {
        match self {
            Self::RestJson1 if body.is_empty() && content != Content::EventStream => Ok(()),
            Self::RestJson1 => check_content_type(headers, content),
            // Clients send a stream with either type (rule S5).
            Self::AwsJson(_)
                if content == Content::EventStream
                    && check_content_type(headers, content).is_ok() =>
            {
                Ok(())
            }
            Self::AwsJson(json) => {
                let content = Content::Payload { content_type: json.content_type(), unset: "" };
                check_content_type(headers, content)
            }
        }
    }
}

/// Bodies.
impl Protocol {
    /// The Content-Type of JSON.
    pub(crate) const fn json_type(&self) -> &'static str {
        match self {
            Self::RestJson1 => JSON,
            Self::AwsJson(json) => json.content_type(),
        }
    }

    /// The body that a client sends if the input has no members for it (rules C1 and A5).
    pub(crate) const fn empty_request(&self) -> &'static [u8] {
        match self {
            Self::RestJson1 => b"",
            Self::AwsJson(_) => b"{}",
        }
    }

    /// Adds the headers that describe a body (rules C4, C5 and A4). A stream of events has a type
    /// and no length (rules S5 and S6).
    #[inline]
    pub(crate) fn describe_body(&self, body: &[u8], content: Content, headers: &mut HeaderMap) {
        match self {
            _ if content == Content::EventStream => {
                headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(EVENT_STREAM));
            }
            Self::RestJson1 if body.is_empty() => {}
            Self::RestJson1 => describe_body(body, content.media_type(), headers),
            Self::AwsJson(json) => describe_body(body, json.content_type(), headers),
        }
    }

    /// The Content-Type of the response, if that is known before there is an output (rules C10 and
    /// X11).
    #[inline]
    pub(crate) fn produced<T: Structure>(&self, code: u16) -> Option<&'static str> {
        match (self, T::CONTENT) {
            (_, Content::EventStream) => Some(EVENT_STREAM),
            (Self::AwsJson(json), _) => Some(json.content_type()),
            (Self::RestJson1, _) if T::HAS_CONTENT_TYPE => None,
            (Self::RestJson1, Content::Payload { content_type: BLOB, .. } | Content::Absent) => {
                None
            }
            (Self::RestJson1, Content::NoMembers | Content::Elsewhere) if code == 204 => None,
            (Self::RestJson1, content) => Some(content.media_type()),
        }
    }

    /// Whether the first message of a stream has the members beside it (rules S2 and S3).
    #[cfg(all(feature = "event-stream", any(feature = "client", feature = "server")))]
    pub(crate) const fn has_initial(&self) -> bool {
        match self {
            Self::RestJson1 => false,
            Self::AwsJson(_) => true,
        }
    }
}

/// Errors.
impl Protocol {
    /// Adds the type of an error to its response (rules E7, X2 and X7). `name` is that of the
    /// shape.
    #[inline]
    pub(crate) fn write_error_type(
        &self,
        response: &mut Response<Vec<u8>>,
        shape: &ErrorShape,
        name: HeaderValue,
    ) {
        match self {
            Self::RestJson1 => drop(response.headers_mut().insert(ERROR_TYPE.clone(), name)),
            Self::AwsJson(json) => json.write_error_type(response, shape),
        }
    }

    /// The name of the error in a response, from its header or its body, in the order of the
    /// protocol (rules E1 and X3).
    #[inline]
    pub(crate) fn error_name<'t, 'm, M: Iterator<Item = &'m Member>>(
        &self,
        headers: &'t HeaderMap,
        texts: impl Fn() -> &'t ErrorTexts,
        is_modeled: impl Fn(&str) -> bool,
        members: impl FnOnce() -> M,
    ) -> Option<&'t str> {
        let header = || first_header(headers, &ERROR_TYPE).and_then(Result::ok).and_then(bare_name);
        let code = || texts().code_type(is_modeled, members());
        match self {
            Self::RestJson1 => header().or_else(code).or_else(|| texts().named_type()),
            Self::AwsJson(_) => texts().named_type().or_else(header).or_else(code),
        }
    }

    /// The AWS Query code and fault of the error in a response (rule X9).
    #[inline]
    pub(crate) fn query_error(&self, headers: &HeaderMap) -> Option<Box<QueryError>> {
        match self {
            Self::AwsJson(json) if json.query_compatible => QueryError::read(headers).map(Box::new),
            Self::RestJson1 | Self::AwsJson(_) => None,
        }
    }

    /// The response to a refused request (rules C10 and X12).
    #[inline]
    pub(crate) fn refuse(
        &self,
        status: StatusCode,
        name: &'static str,
        message: &str,
    ) -> Response<Vec<u8>> {
        let body = format!("{{\"message\":{}}}", Document::from(message)).into_bytes();
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let content_type = match self {
            Self::RestJson1 => {
                let name = HeaderValue::from_static(name);
                response.headers_mut().insert(ERROR_TYPE.clone(), name);
                JSON
            }
            Self::AwsJson(json) => {
                *response.body_mut() = with_type(name, response.body());
                json.content_type()
            }
        };
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        response
    }
}

/// Fails to compile if a member beside a stream of events is in the body.
const fn check_beside_stream(mut members: &[Member]) {
    while let [member, rest @ ..] = members {
        assert!(
            member.key.is_none(),
            "the body is a stream of events, so every member must have a location outside it"
        );
        members = rest;
    }
}
