//! [`Target`]: how a request of awsJson names its operation.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::wire::first_header;

/// The header that names the operation of a request (rule A3).
static TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// The content of the header `X-Amz-Target`: the prefix of the service and the operation (rule A3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target<'t> {
    pub(crate) prefix: &'t str,
    pub(crate) operation: &'t str,
}

impl<'t> Target<'t> {
    /// The target of a request. The header is split at its last dot.
    pub(crate) fn of(headers: &'t HeaderMap) -> Option<Self> {
        let (prefix, operation) = first_header(headers, &TARGET)?.ok()?.rsplit_once('.')?;
        Some(Self { prefix, operation })
    }

    /// Whether this target of a request names the operation with the given target. It must have the
    /// whole prefix of that target, or the part of the prefix after its last dot.
    pub(crate) fn is_for(&self, target: Target<'_>) -> bool {
        let last = target.prefix.rsplit_once('.').map_or(target.prefix, |(_, last)| last);
        self.operation == target.operation && (self.prefix == target.prefix || self.prefix == last)
    }

    /// Whether a request has a target.
    #[cfg(feature = "server")]
    pub(super) fn is_in(headers: &HeaderMap) -> bool {
        headers.contains_key(&TARGET)
    }

    pub(super) fn write(self, headers: &mut HeaderMap) {
        let target = HeaderValue::try_from(self.to_string());
        let target = target.expect("an operation is checked to have a visible target");
        headers.insert(TARGET.clone(), target);
    }
}

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.prefix, self.operation)
    }
}
