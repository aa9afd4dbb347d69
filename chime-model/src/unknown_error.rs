//! [`UnknownError`]: an error response that the operation does not model.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::escaped::Escaped;
use crate::protocol::Protocol;
use crate::query_error::QueryError;
use crate::retries;
use crate::wire::Sensitive;

/// The most bytes of header names and values that an unknown error keeps.
const HEADERS: usize = 16 * 1024;
/// The most bytes of the body that it keeps.
const BODY: usize = 64 * 1024;

/// An error that the operation does not model, such as the page of a proxy or an error of a later
/// version (rules [E4](crate::rules#e4) and [E5](crate::rules#e5)).
///
/// It keeps the first 16 KiB of headers and the first 64 KiB of the body. They can contain
/// anything, so `Debug` does not show them.
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
    /// The code and the fault in AWS Query, if the service is compatible with that.
    pub query_error: Option<Box<QueryError>>,
    response: Sensitive<Response>,
}

/// The start of a response, and the protocol by which it is read.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Response {
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
    protocol: &'static Protocol,
}

impl UnknownError {
    pub(crate) fn new(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        protocol: &'static Protocol,
    ) -> Self {
        let mut room = HEADERS;
        let kept = headers.iter().take_while(|(name, value)| {
            let size = name.as_str().len() + value.len();
            room.checked_sub(size).inspect(|rest| room = *rest).is_some()
        });
        let headers = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
        let body = body[..body.len().min(BODY)].to_vec();
        Self {
            status,
            name: None,
            code: None,
            message: None,
            request_id: None,
            query_error: None,
            response: Response { headers, body, protocol }.into(),
        }
    }

    /// The protocol by which it is read.
    pub(crate) fn protocol(&self) -> &'static Protocol {
        self.response.protocol
    }

    /// The headers of the response, up to 16 KiB.
    #[must_use]
    pub fn headers(&self) -> HeaderMap {
        self.response.headers.iter().cloned().collect()
    }

    /// The first 65,536 bytes of the body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.response.body
    }

    /// Whether it makes sense to send the same request again. True if the status says so, or if the
    /// name is one of [those](crate::ServiceError::is_retryable) that the clients of AWS retry.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        retries::is_retryable(self.name.as_deref(), self.status)
    }

    /// Whether the service refused the request because it gets too many requests. True if the
    /// status says so, or if the name is one of [those](crate::ServiceError::is_throttling) that
    /// the clients of AWS know.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        retries::is_throttling(self.name.as_deref(), self.status)
    }
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
