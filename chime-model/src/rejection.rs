//! [`Rejection`]: why a server refuses a request, and the response to it (rule C10). It shows no
//! value of the request.

use std::fmt;

use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode};

use crate::protocol::Protocol;
use crate::violation::{Violation, Violations};

/// Why a server refuses a request. Rule [C10](crate::rules#c10) lists the status and the error type
/// of each.
///
/// ```
/// use chime_model::http::{Method, Request};
/// use chime_model::{CreateRoom, Operation as _, Rejection, SERVICE};
///
/// let request = Request::get("/accounts/1/rooms").body(Vec::new())?;
/// let rejection = CreateRoom::decode_request(&request).unwrap_err();
/// let allow = vec![Method::POST];
/// assert_eq!(rejection, Rejection::MethodNotAllowed { allow });
/// assert_eq!(rejection.to_response(&SERVICE.protocol).status(), 405);
/// # Ok::<(), chime_model::http::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rejection {
    /// No operation has this path and literal query, or this target.
    UnknownOperation,
    /// Operations have this path, but with other methods.
    MethodNotAllowed {
        /// their methods
        allow: Vec<Method>,
    },
    /// The `Accept` header excludes the output's Content-Type.
    NotAcceptable {
        /// the Content-Type of the operation's output
        produced: &'static str,
    },
    /// The body has an unexpected Content-Type, or none (rule [C8](crate::rules#c8)).
    UnsupportedMediaType {
        /// the expected type; `None` if no body is expected
        expected: Option<&'static str>,
    },
    /// The request cannot be read. The violations include broken constraints.
    Unreadable(Violations),
    /// The request can be read but breaks constraints.
    Invalid(Violations),
    /// The body is longer than the limit of the server.
    TooLarge {
        /// the limit in bytes
        limit: usize,
    },
    /// The body did not arrive whole: it broke off, or its framing is wrong.
    IncompleteBody,
    /// The request is good, and the server failed: it panicked, or its response cannot be sent.
    InternalFailure,
}

impl Rejection {
    /// The rejection for the violations that a reader found.
    pub(crate) fn of(violations: Violations) -> Self {
        if violations.are_constraints() {
            Rejection::Invalid(violations)
        } else {
            Rejection::Unreadable(violations)
        }
    }

    /// The rejection of a request whose path has operations, but only with these methods.
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
            Rejection::Unreadable(_) | Rejection::Invalid(_) | Rejection::IncompleteBody => {
                StatusCode::BAD_REQUEST
            }
            Rejection::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Rejection::InternalFailure => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error type, as the servers of AWS name it.
    #[must_use]
    pub fn error_type(&self) -> &'static str {
        match self {
            Rejection::UnknownOperation | Rejection::MethodNotAllowed { .. } => {
                "UnknownOperationException"
            }
            Rejection::NotAcceptable { .. } => "NotAcceptableException",
            Rejection::UnsupportedMediaType { .. } => "UnsupportedMediaTypeException",
            Rejection::Unreadable(_) | Rejection::IncompleteBody => "SerializationException",
            Rejection::Invalid(_) => "ValidationException",
            Rejection::TooLarge { .. } => "RequestEntityTooLargeException",
            Rejection::InternalFailure => "InternalFailureException",
        }
    }

    /// The protocol's response to a refused request. It has the status, the error type, the text of
    /// the rejection as the message and, with status 405, the methods in `Allow`. A client reads it
    /// as an unknown error. If the operation has an error for bad requests, a server can send that
    /// error instead, and a client then reads a modeled error.
    ///
    /// ```
    /// use chime_model::{CreateRoom, Operation as _, SERVICE, http};
    ///
    /// let request = http::Request::get("/").body("")?;
    /// let rejection = CreateRoom::decode_request(&request).unwrap_err();
    /// assert_eq!(rejection.to_response(&SERVICE.protocol).status(), 404);
    /// # Ok::<(), http::Error>(())
    /// ```
    ///
    /// # Panics
    /// This function never panics: the names of methods are header values.
    #[must_use]
    pub fn to_response(&self, protocol: &Protocol) -> http::Response<Vec<u8>> {
        let text = self.to_string();
        let mut response = protocol.refuse(self.status(), self.error_type(), &text);
        if let Rejection::MethodNotAllowed { allow } = self {
            let allow = HeaderValue::try_from(joined(allow)).expect("a method is of visible ASCII");
            response.headers_mut().insert(ALLOW, allow);
        }
        response
    }

    /// The violations of the request; empty if it was refused before it was read.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match self {
            Rejection::Unreadable(violations) | Rejection::Invalid(violations) => violations,
            _ => &[],
        }
    }
}

/// The methods in the form of the header `Allow`.
fn joined(methods: &[Method]) -> String {
    methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejection::UnknownOperation => {
                f.write_str("the request is for no operation of the service")
            }
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
            Rejection::TooLarge { limit } => {
                write!(f, "the body must not be longer than {limit} bytes")
            }
            Rejection::IncompleteBody => f.write_str("the body did not arrive whole"),
            Rejection::InternalFailure => f.write_str("the server failed"),
        }
    }
}

impl std::error::Error for Rejection {}
