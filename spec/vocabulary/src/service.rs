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

/// Whether the message of an error fills the member with this name (rule [E3]).
///
/// [E3]: https://docs.rs/chime-model/latest/chime_model/rules/#e3
#[must_use]
pub fn is_error_message(member: &str) -> bool {
    member.eq_ignore_ascii_case("message") || member.eq_ignore_ascii_case("errorMessage")
}
