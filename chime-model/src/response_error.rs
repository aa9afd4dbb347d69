//! [`ResponseError`]: why a response has no output. It shows no value of an output; an error that a
//! service sent shows its message.

use std::fmt;

use http::StatusCode;

use crate::escaped::Escaped;
use crate::service_error::{ServiceError, is_retryable_status};
use crate::violation::Violations;
use crate::wire::Sensitive;

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
            Escaped(self.name.as_deref().unwrap_or("without a type")),
            self.status.as_u16()
        )?;
        match &self.message {
            Some(message) => write!(f, ": {}", Escaped(message)),
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
