//! Which errors are worth another attempt, by the names and statuses that the clients of AWS retry.

use http::StatusCode;

/// The names of errors by which a service reports that it gets too many requests. botocore
/// (`retries/standard.py`), smithy-rs (`aws_runtime::retries::classifiers`) and the JavaScript
/// client (`@smithy/service-error-classification`) have these fourteen.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// The names of errors that pass by themselves, from the same sources.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// Whether an error of this type and status means that a service gets too many requests.
pub(crate) fn is_throttling(name: Option<&str>, status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || name.is_some_and(|name| THROTTLING.contains(&name))
}

/// Whether a request that got an error of this type and status is worth another attempt.
pub(crate) fn is_retryable(name: Option<&str>, status: StatusCode) -> bool {
    status.is_server_error()
        || is_throttling(name, status)
        || name.is_some_and(|name| TRANSIENT.contains(&name))
}
