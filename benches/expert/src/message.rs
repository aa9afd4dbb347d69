//! The headers of a message, as values that are made once.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};

pub(crate) static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
pub(crate) static REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
pub(crate) static JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Describes a JSON body of that length.
#[inline]
pub(crate) fn describe(headers: &mut HeaderMap, length: usize) {
    headers.reserve(3);
    headers.insert(CONTENT_TYPE, JSON.clone());
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
}
