//! [`QueryError`]: the header in which a service that once spoke AWS Query repeats its errors.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::service_error::{ErrorShape, Fault};
use crate::wire::first_header;

static QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// What AWS Query says of an error: its code and whose fault it is (rule [X9](crate::rules#x9)).
/// Services such as Amazon SQS, which spoke AWS Query before awsJson, send both in a header.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct QueryError {
    /// The code, such as `AWS.SimpleQueueService.NonExistentQueue`.
    pub code: String,
    /// Whose fault it is; `None` if the header says something else than `Sender` or `Receiver`.
    pub fault: Option<Fault>,
}

impl QueryError {
    /// Reads the header. One without a semicolon or without a code says nothing (rule X9).
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let (code, fault) = first_header(headers, &QUERY_ERROR)?.ok()?.split_once(';')?;
        let fault = match fault.trim() {
            "Sender" => Some(Fault::Client),
            "Receiver" => Some(Fault::Server),
            _ => None,
        };
        let code = code.trim();
        (!code.is_empty()).then(|| Self { code: code.to_owned(), fault })
    }

    /// Writes the header for an error (rule X7).
    pub(crate) fn write(shape: &ErrorShape, headers: &mut HeaderMap) {
        let fault = match shape.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        let value = HeaderValue::try_from(format!("{};{fault}", shape.query_code()));
        headers.insert(QUERY_ERROR.clone(), value.expect("the derive has checked the code"));
    }
}
