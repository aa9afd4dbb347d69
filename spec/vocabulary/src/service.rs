//! [`Service`], and the methods of its operations.

/// The HTTP methods that descriptions use, all of them constants of the `http` crate.
pub const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The id, such as `Chime`.
    pub id: String,
    /// The full name, such as `Amazon Chime`.
    pub full_name: String,
    /// The version of the API.
    pub api_version: String,
    /// The first part of the host name.
    pub endpoint_prefix: String,
    /// The name in the signature of a request.
    pub signing_name: String,
}

/// A protocol, with what a description says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Protocol {
    /// AWS restJson1.
    #[default]
    RestJson1,
    /// AWS awsJson.
    AwsJson(AwsJson),
}

/// A service that speaks awsJson.
#[derive(Clone, Debug, PartialEq)]
pub struct AwsJson {
    /// The version.
    pub version: AwsJsonVersion,
    /// The text before the name of an operation in its target.
    pub target_prefix: String,
    /// The namespace before the name of an error, in version 1.0.
    pub error_namespace: Option<String>,
    /// Whether its clients expect the codes of AWS Query.
    pub is_query_compatible: bool,
}

/// A version of awsJson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AwsJsonVersion {
    /// awsJson1_0.
    V1_0,
    /// awsJson1_1.
    V1_1,
}

impl AwsJsonVersion {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::V1_0, Self::V1_1];

    /// The name in a description.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
        }
    }
}

impl AwsJson {
    /// The target of an operation.
    #[must_use]
    pub fn target(&self, operation: &str) -> String {
        format!("{}.{operation}", self.target_prefix)
    }
}

/// Whether the message of an error fills the member with this name (rule [E3]).
///
/// [E3]: https://docs.rs/chime-model/latest/chime_model/rules/#e3
#[must_use]
pub fn is_error_message(member: &str) -> bool {
    member.eq_ignore_ascii_case("message") || member.eq_ignore_ascii_case("errorMessage")
}
