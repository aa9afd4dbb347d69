//! [`Service`]: what a description says about a service.

/// A service.
///
/// ```
/// use chime_model::SERVICE;
///
/// assert_eq!(SERVICE.full_name, "Amazon Chime");
/// assert_eq!(SERVICE.signing_name, "chime");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Service {
    /// The id of the service, such as `Chime`.
    pub id: &'static str,
    /// The full name, such as `Amazon Chime`.
    pub full_name: &'static str,
    /// The version of the API, a date such as `2018-05-01`.
    pub api_version: &'static str,
    /// The first part of the host name, such as `chime`.
    pub endpoint_prefix: &'static str,
    /// The name of the service in the signature of a request.
    pub signing_name: &'static str,
}

impl Service {
    /// For generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        id: &'static str,
        full_name: &'static str,
        api_version: &'static str,
        endpoint_prefix: &'static str,
        signing_name: &'static str,
    ) -> Self {
        Self { id, full_name, api_version, endpoint_prefix, signing_name }
    }
}
