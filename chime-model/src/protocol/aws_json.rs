//! [`AwsJson`]: the facts of a service that speaks awsJson, and the type of an error in a body.

use chime_model_vocabulary::AwsJsonVersion;
use http::Response;
use http::header::CONTENT_LENGTH;

use crate::Document;
use crate::query_error::QueryError;
use crate::service_error::ErrorShape;

/// What a description says about a service that speaks awsJson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AwsJson {
    /// The version of the protocol.
    pub version: AwsJsonVersion,
    /// The text before the name of the operation in the header `X-Amz-Target`, without the dot.
    pub target_prefix: &'static str,
    /// The namespace that a server of version 1.0 writes before the name of an error, without the
    /// `#` (rule [X2](crate::rules#x2)).
    pub error_namespace: Option<&'static str>,
    /// Whether clients still expect the error codes of AWS Query, which the service once spoke
    /// (rules [A14](crate::rules#a14) and [X7](crate::rules#x7)).
    pub query_compatible: bool,
}

impl AwsJson {
    /// The Content-Type of every body.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        match self.version {
            AwsJsonVersion::V1_0 => "application/x-amz-json-1.0",
            AwsJsonVersion::V1_1 => "application/x-amz-json-1.1",
        }
    }

    /// Adds the type of an error to the body of its response (rule X2), and its AWS Query code to
    /// the headers (rule X7).
    pub(super) fn write_error_type(&self, response: &mut Response<Vec<u8>>, shape: &ErrorShape) {
        let namespace = self.error_namespace.map(|namespace| format!("{namespace}#"));
        let name = format!("{}{}", namespace.unwrap_or_default(), shape.name);
        let body = with_type(&name, response.body());
        response.headers_mut().insert(CONTENT_LENGTH, body.len().into());
        *response.body_mut() = body;
        if self.query_compatible {
            QueryError::write(shape, response.headers_mut());
        }
    }
}

/// The body of an error with its type first.
pub(super) fn with_type(name: &str, object: &[u8]) -> Vec<u8> {
    let members = object.strip_prefix(b"{").unwrap_or(b"}");
    let comma = if members == b"}" { "" } else { "," };
    let mut body = format!("{{\"__type\":{}{comma}", Document::from(name)).into_bytes();
    body.extend_from_slice(members);
    body
}
