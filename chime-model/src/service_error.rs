//! [`ServiceError`]: what is known of a modeled error, be it one structure or the enum of an
//! operation's errors.

use std::fmt;

use http::StatusCode;

use crate::escaped::Escaped;
use crate::retries;

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The client caused the error. The same request usually fails again, unless it was throttled.
    Client,
    /// The service failed; the same request may succeed later.
    Server,
}

/// What a description says about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ErrorShape {
    /// The name of the error in messages, such as `NotFoundException`.
    pub name: &'static str,
    /// The status of the response.
    pub status: StatusCode,
    /// Whose fault it is.
    pub fault: Fault,
    /// Whether the description marks the error as retryable.
    pub retryable: bool,
    /// Whether the description marks the error as one that a service sends when it gets too many
    /// requests.
    pub throttling: bool,
    /// The code of the error in AWS Query, if that is another one than its name.
    pub query_code: Option<&'static str>,
}

impl ErrorShape {
    /// For the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        name: &'static str,
        status: u16,
        fault: Fault,
        retryable: bool,
        throttling: bool,
    ) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("a status has three digits") };
        Self { name, status, fault, retryable, throttling, query_code: None }
    }

    /// For the derive: the same error, but with another code in AWS Query.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_query_code(self, code: &'static str) -> Self {
        Self { query_code: Some(code), ..self }
    }

    /// The code of the error in AWS Query (rule X7).
    pub(crate) fn query_code(&self) -> &'static str {
        self.query_code.unwrap_or(self.name)
    }
}

/// An error of a service: a structure with [`Exception`](crate::Exception) derived, or the enum of
/// the errors of an operation.
pub trait ServiceError: std::error::Error + Send + Sync + 'static {
    /// What the description says about this error.
    fn shape(&self) -> &'static ErrorShape;

    /// The name of the error in messages, such as `NotFoundException`.
    fn name(&self) -> &'static str {
        self.shape().name
    }

    /// The status of the response with this error.
    fn status(&self) -> StatusCode {
        self.shape().status
    }

    /// The text of the member `Code`, such as `NotFound`; `None` if there is no such member, it is
    /// not set, or it is sensitive.
    ///
    /// A structure also has a setter of this name: call `ServiceError::code(&error)`, or read the
    /// field.
    fn code(&self) -> Option<&str>;

    /// The text of the member `Message`; `None` if there is no such member, it is not set, or it is
    /// sensitive.
    ///
    /// A structure also has a setter of this name: call `ServiceError::message(&error)`, or read
    /// the field.
    fn message(&self) -> Option<&str>;

    /// Whose fault it is.
    fn fault(&self) -> Fault {
        self.shape().fault
    }

    /// Whether it makes sense to send the same request again: the error is the fault of the
    /// service, the request was [throttled](ServiceError::is_throttling), or the description marks
    /// the error as retryable. The names `RequestTimeout` and `RequestTimeoutException` count too,
    /// as in the clients of AWS.
    fn is_retryable(&self) -> bool {
        self.shape().retryable
            || self.fault() == Fault::Server
            || self.is_throttling()
            || retries::is_retryable(Some(self.name()), self.status())
    }

    /// Whether the service refused the request because it gets too many of them, so that a client
    /// should wait longer before it sends the request again. The description marks the error so,
    /// the status is 429, or the name is one of those that botocore and the AWS SDKs for Rust and
    /// for JavaScript know: `BandwidthLimitExceeded`, `EC2ThrottledException`,
    /// `LimitExceededException`, `PriorRequestNotComplete`,
    /// `ProvisionedThroughputExceededException`, `RequestLimitExceeded`, `RequestThrottled`,
    /// `RequestThrottledException`, `SlowDown`, `ThrottledException`, `Throttling`,
    /// `ThrottlingException`, `TooManyRequestsException` and `TransactionInProgressException`.
    ///
    /// Some services send `LimitExceededException` for a quota, which no wait changes. It counts
    /// all the same, as in these clients: look for that error first if your service does so.
    fn is_throttling(&self) -> bool {
        self.shape().throttling || retries::is_throttling(Some(self.name()), self.status())
    }
}

/// Writes the name of an error, and its message where there is one to show.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)]
pub fn write_error(error: &dyn ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.name())?;
    match error.message() {
        Some(message) => write!(f, ": {}", Escaped(message)),
        None => Ok(()),
    }
}
