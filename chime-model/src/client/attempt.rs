//! [`Attempt`]: the facts on which a retry policy decides.

use std::error::Error;
use std::pin::Pin;

use http::StatusCode;

use super::CallError;
use crate::{OperationShape, ServiceError};

/// The wait before the next attempt.
type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;
pub(super) type Policy = dyn Fn(&Attempt<'_>) -> Option<Wait> + Send + Sync;

/// A failed attempt of a call, for the policy of [`Client::retry_with`].
///
/// [`Client::retry_with`]: super::Client::retry_with
///
/// ```
/// use chime_model::client::Attempt;
///
/// /// Two more attempts at once, each with a line in a log.
/// fn policy(attempt: &Attempt<'_>) -> Option<std::future::Ready<()>> {
///     let name = attempt.operation.name;
///     eprintln!("{name}, attempt {}: {}", attempt.number, attempt.error);
///     let is_next = attempt.is_retryable && attempt.number < 3;
///     is_next.then(|| std::future::ready(()))
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempt<'e> {
    /// The operation.
    pub operation: &'static OperationShape,
    /// The number of attempts so far, including this one.
    pub number: u32,
    /// The type of the error, such as `ThrottlingException`, if a response names one.
    pub name: Option<&'e str>,
    /// The status of the response, if there is one.
    pub status: Option<StatusCode>,
    /// [`CallError::is_retryable`].
    pub is_retryable: bool,
    /// [`CallError::is_throttling`].
    pub is_throttling: bool,
    /// The error, for a log.
    pub error: &'e (dyn Error + Send + Sync + 'static),
}

impl<'e> Attempt<'e> {
    pub(super) fn new<E: ServiceError>(
        operation: &'static OperationShape,
        number: u32,
        error: &'e CallError<E>,
    ) -> Self {
        Self {
            operation,
            number,
            name: error.name(),
            status: error.status(),
            is_retryable: error.is_retryable(),
            is_throttling: error.is_throttling(),
            error,
        }
    }
}
