//! [`QueryError`]: the header with the AWS Query code of an error.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::service_error::{ErrorShape, Fault};
use crate::wire::first_header;

static QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// The code and the fault of an error in AWS Query (rule [X9](crate::rules#x9)). Services that
/// spoke AWS Query before awsJson, such as Amazon SQS, send both in a header.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct QueryError {
    /// The code, such as `AWS.SimpleQueueService.NonExistentQueue`.
    pub code: String,
    /// Whose fault it is; `None` if the header names neither `Sender` nor `Receiver`.
    pub fault: Option<Fault>,
}

impl QueryError {
    /// Reads the header. A header without a semicolon or without a code is ignored (rule X9).
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
