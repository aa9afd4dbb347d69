//! [`ResponseError`]: why a response has no output. It shows no value of an output; an error that a
//! service sent shows its message.

use std::fmt;

use http::StatusCode;

use crate::query_error::QueryError;
use crate::service_error::ServiceError;
use crate::unknown_error::UnknownError;
use crate::violation::Violations;

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
        /// what AWS Query says of the error, if the service once spoke that
        query_error: Option<Box<QueryError>>,
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

    /// What AWS Query says of the error, if the service once spoke that.
    pub fn query_error(&self) -> Option<&QueryError> {
        match self {
            ResponseError::Modeled { query_error, .. } => query_error.as_deref(),
            ResponseError::Unknown(error) => error.query_error.as_deref(),
            ResponseError::Malformed(_) => None,
        }
    }

    /// Whether it makes sense to send the same request again. A success that cannot be read is not
    /// retryable, since the operation may have taken effect.
    pub fn is_retryable(&self) -> bool {
        match self {
            ResponseError::Modeled { error, .. } => error.is_retryable(),
            ResponseError::Unknown(error) => error.is_retryable(),
            ResponseError::Malformed(_) => false,
        }
    }

    /// Whether the service refused the request because it gets too many of them.
    pub fn is_throttling(&self) -> bool {
        match self {
            ResponseError::Modeled { error, .. } => error.is_throttling(),
            ResponseError::Unknown(error) => error.is_throttling(),
            ResponseError::Malformed(_) => false,
        }
    }

    /// The type of the error, such as `NotFoundException`, if the response names one.
    pub fn name(&self) -> Option<&str> {
        match self {
            ResponseError::Modeled { error, .. } => Some(error.name()),
            ResponseError::Unknown(error) => error.name.as_deref(),
            ResponseError::Malformed(_) => None,
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

/// A success that cannot be read (rule [C7](crate::rules#c7)). It is not known whether the
/// operation had its effect.
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
