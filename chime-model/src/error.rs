//! The errors of encoding, of decoding a request and of decoding a response. They show no values of
//! a request or an output; an error that a service sent shows its message.

use std::fmt;

use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};

use crate::service_error::{ServiceError, is_retryable_status};
use crate::{Sensitive, Violations};

/// A value that cannot be sent, with every member that prevents it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EncodeError {
    pub(crate) operation: &'static str,
    pub(crate) violations: Violations,
}

impl EncodeError {
    /// The members that cannot be sent, and why.
    #[must_use]
    pub fn violations(&self) -> &Violations {
        &self.violations
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be sent: {}", self.operation, self.violations)
    }
}

impl std::error::Error for EncodeError {}

/// Why a server refuses a request. Rule C10 lists the status and the error type of each.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rejection {
    /// No operation has this path and literal query.
    UnknownOperation,
    /// Operations have this path, but with other methods.
    MethodNotAllowed {
        /// their methods
        allow: Vec<Method>,
    },
    /// An `Accept` header that excludes what the operation produces.
    NotAcceptable {
        /// the Content-Type of the operation's output
        produced: &'static str,
    },
    /// A body with another Content-Type than the expected one, or with none (rule C8).
    UnsupportedMediaType {
        /// the expected type; `None` if no body is expected
        expected: Option<&'static str>,
    },
    /// A request that cannot be read, with everything that is wrong with it, including violated
    /// constraints.
    Unreadable(Violations),
    /// A request that can be read but violates constraints, with each violation.
    Invalid(Violations),
}

impl Rejection {
    /// The rejection for what a reader found wrong.
    pub(crate) fn of(violations: Violations) -> Self {
        match violations.are_constraints() {
            true => Rejection::Invalid(violations),
            false => Rejection::Unreadable(violations),
        }
    }

    /// The rejection of a request whose path has these methods, and not that of the request.
    pub(crate) fn unrouted<'m>(methods: impl Iterator<Item = &'m Method>) -> Self {
        let mut allow: Vec<Method> = Vec::new();
        for method in methods {
            if !allow.contains(method) {
                allow.push(method.clone());
            }
        }
        if allow.is_empty() {
            Rejection::UnknownOperation
        } else {
            Rejection::MethodNotAllowed { allow }
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Rejection::UnknownOperation => StatusCode::NOT_FOUND,
            Rejection::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Rejection::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Rejection::UnsupportedMediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Rejection::Unreadable(_) | Rejection::Invalid(_) => StatusCode::BAD_REQUEST,
        }
    }

    /// The error type, as restJson1 servers name it.
    #[must_use]
    pub fn error_type(&self) -> &'static str {
        match self {
            Rejection::UnknownOperation | Rejection::MethodNotAllowed { .. } => {
                "UnknownOperationException"
            }
            Rejection::NotAcceptable { .. } => "NotAcceptableException",
            Rejection::UnsupportedMediaType { .. } => "UnsupportedMediaTypeException",
            Rejection::Unreadable(_) => "SerializationException",
            Rejection::Invalid(_) => "ValidationException",
        }
    }

    /// The protocol's response to a refused request: the status, the error type in its header, the
    /// text of the rejection as the message and, with status 405, the methods in `Allow`. A client
    /// reads it as an unknown error. If the operation has an error for bad requests, a server can
    /// send that one instead, and a client then reads a modeled error.
    ///
    /// # Panics
    /// Never: the names of methods are header values.
    #[must_use]
    pub fn to_response(&self) -> http::Response<Vec<u8>> {
        let mut response = http::Response::new(
            serde_json::json!({ "message": self.to_string() }).to_string().into_bytes(),
        );
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert("x-amzn-errortype", HeaderValue::from_static(self.error_type()));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Rejection::MethodNotAllowed { allow } = self {
            headers.insert(
                ALLOW,
                HeaderValue::try_from(joined(allow)).expect("a method is of visible ASCII"),
            );
        }
        response
    }

    /// What is wrong with the request; empty if it was refused before it was read.
    #[must_use]
    pub fn violations(&self) -> &[crate::Violation] {
        match self {
            Rejection::Unreadable(violations) | Rejection::Invalid(violations) => violations,
            _ => &[],
        }
    }
}

/// The methods as in the header `Allow`.
fn joined(methods: &[Method]) -> String {
    methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejection::UnknownOperation => f.write_str("no operation has this path and query"),
            Rejection::MethodNotAllowed { allow } => {
                write!(f, "the method must be one of {}", joined(allow))
            }
            Rejection::NotAcceptable { produced } => {
                write!(f, "the response is {produced}, which the header Accept excludes")
            }
            Rejection::UnsupportedMediaType { expected: Some(expected) } => {
                write!(f, "the content type must be {expected}")
            }
            Rejection::UnsupportedMediaType { expected: None } => {
                f.write_str("the operation takes no body")
            }
            Rejection::Unreadable(violations) | Rejection::Invalid(violations) => violations.fmt(f),
        }
    }
}

impl std::error::Error for Rejection {}

/// Why a response has no output: it is an error of the operation, another error, or a success that
/// cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseError<E> {
    /// An error that the operation models.
    Modeled {
        /// the error
        error: E,
        /// the status of the response, which can differ from that of the model
        status: StatusCode,
        /// the ID of the request, if a header has it
        request_id: Option<String>,
    },
    /// An error that the operation does not model.
    Unknown(Box<UnknownError>),
    /// A success that cannot be read.
    Malformed(MalformedResponse),
}

impl<E: ServiceError> ResponseError<E> {
    /// The error of the operation, if it is one.
    pub fn modeled(&self) -> Option<&E> {
        match self {
            ResponseError::Modeled { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        match self {
            ResponseError::Modeled { status, .. } => *status,
            ResponseError::Unknown(error) => error.status,
            ResponseError::Malformed(error) => error.status,
        }
    }

    /// The ID of the request, if a header of the response has it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            ResponseError::Modeled { request_id, .. } => request_id.as_deref(),
            ResponseError::Unknown(error) => error.request_id.as_deref(),
            ResponseError::Malformed(error) => error.request_id.as_deref(),
        }
    }

    /// Whether it makes sense to send the same request again. A success that cannot be read is not
    /// retryable, since the operation may have taken effect.
    pub fn is_retryable(&self) -> bool {
        match self {
            ResponseError::Modeled { error, .. } => error.is_retryable(),
            ResponseError::Unknown(error) => is_retryable_status(error.status),
            ResponseError::Malformed(_) => false,
        }
    }
}

impl<E: fmt::Display> fmt::Display for ResponseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResponseError::Modeled { error, .. } => error.fmt(f),
            ResponseError::Unknown(error) => error.fmt(f),
            ResponseError::Malformed(error) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for ResponseError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its text is already that of this error.
            ResponseError::Modeled { error, .. } => error.source(),
            ResponseError::Unknown(_) | ResponseError::Malformed(_) => None,
        }
    }
}

/// An error that the operation does not model, such as the page of a proxy or an error of a later
/// version (rules E4 and E5).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnknownError {
    /// The status of the response.
    pub status: StatusCode,
    /// The type of the error, if the response names one.
    pub name: Option<String>,
    /// `Code` or `code` in the body, if it is a string.
    pub code: Option<String>,
    /// The message, if the body has one.
    pub message: Option<String>,
    /// The ID of the request, if a header has it.
    pub request_id: Option<String>,
    /// The first 1,024 bytes of the body, with replacement characters for what is not UTF-8. It can
    /// contain anything, so `Debug` does not show it.
    pub body_start: Sensitive<String>,
}

impl fmt::Display for UnknownError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown error {} with status {}",
            self.name.as_deref().unwrap_or("without a type"),
            self.status.as_u16()
        )?;
        match &self.message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownError {}

/// A success that cannot be read (rule C7). It is not known whether the operation had its effect.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MalformedResponse {
    /// The status of the response.
    pub status: StatusCode,
    /// What is wrong with it, and where.
    pub violations: Violations,
    /// The ID of the request, if a header has it.
    pub request_id: Option<String>,
}

impl fmt::Display for MalformedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "malformed response with status {}: {}", self.status.as_u16(), self.violations)
    }
}

impl std::error::Error for MalformedResponse {}
