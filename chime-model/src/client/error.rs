//! [`CallError`]: why a call has no output.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use super::sender::BoxError;
use crate::{EncodeError, EndpointError, ResponseError, ServiceError};

/// Why a call has no output. `E` is the enum of the operation's errors.
///
/// ```
/// use chime_model::client::CallError;
/// use chime_model::{CreateRoomError, ResponseError};
///
/// fn explain(error: &CallError<CreateRoomError>) -> String {
///     match error {
///         CallError::Response(ResponseError::Modeled {
///             error: CreateRoomError::NotFoundException(_),
///             ..
///         }) => "there is no such account".to_owned(),
///         CallError::Transport(error) => format!("no response: {error}"),
///         other => other.to_string(),
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The input cannot be sent. Nothing was sent.
    Encode(EncodeError),
    /// The request cannot be sent to this endpoint. Nothing was sent.
    Endpoint(EndpointError),
    /// The sender failed, so there is no response. The service may have got the request.
    Transport(BoxError),
    /// The body of the response did not arrive whole.
    Body(BoxError),
    /// The body of the response is longer than the client's limit.
    TooLarge {
        /// the limit, in bytes
        limit: usize,
    },
    /// The response has no output: an error of the operation, another error, or a success that
    /// cannot be read.
    Response(ResponseError<E>),
    /// A page has the same token as its request, so the pages would never end. Only
    /// [`Pages`](super::Pages) and [`Items`](super::Items) return this error.
    RepeatedToken,
}

impl<E: ServiceError> CallError<E> {
    /// The error of the operation, if it is one.
    pub fn modeled(&self) -> Option<&E> {
        self.response()?.modeled()
    }

    /// The type of the error, such as `NotFoundException`, if the response names one.
    pub fn name(&self) -> Option<&str> {
        self.response()?.name()
    }

    /// The status of the response, if there is one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(ResponseError::status)
    }

    /// The ID of the request, if a header of the response has it.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.request_id()
    }

    /// Whether it makes sense to send the same request again. The response says so, or there is no
    /// complete response. In the second case the operation may have taken effect, as with status
    /// 500. An idempotency token makes a repeated request safe.
    pub fn is_retryable(&self) -> bool {
        match self {
            CallError::Response(error) => error.is_retryable(),
            CallError::Transport(_) | CallError::Body(_) => true,
            _ => false,
        }
    }

    /// Whether the service refused the request because it gets too many requests.
    pub fn is_throttling(&self) -> bool {
        self.response().is_some_and(ResponseError::is_throttling)
    }

    fn response(&self) -> Option<&ResponseError<E>> {
        match self {
            CallError::Response(error) => Some(error),
            _ => None,
        }
    }
}

impl<E> From<EncodeError> for CallError<E> {
    fn from(error: EncodeError) -> Self {
        CallError::Encode(error)
    }
}

impl<E> From<EndpointError> for CallError<E> {
    fn from(error: EndpointError) -> Self {
        CallError::Endpoint(error)
    }
}

impl<E> From<ResponseError<E>> for CallError<E> {
    fn from(error: ResponseError<E>) -> Self {
        CallError::Response(error)
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Encode(error) => error.fmt(f),
            CallError::Endpoint(error) => error.fmt(f),
            CallError::Transport(error) => write!(f, "no response: {error}"),
            CallError::Body(error) => write!(f, "the body of the response broke off: {error}"),
            CallError::TooLarge { limit } => {
                write!(f, "the body of the response is longer than {limit} bytes")
            }
            CallError::Response(error) => error.fmt(f),
            CallError::RepeatedToken => f.write_str("a page has the token of the page before it"),
        }
    }
}

impl<E: Error + 'static> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        // The text of this error already has that of its source.
        match self {
            CallError::Encode(error) => error.source(),
            CallError::Endpoint(error) => error.source(),
            CallError::Transport(error) | CallError::Body(error) => error.source(),
            CallError::Response(error) => error.source(),
            CallError::TooLarge { .. } | CallError::RepeatedToken => None,
        }
    }
}
