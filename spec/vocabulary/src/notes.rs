//! Sentences about a member that its documentation and its schema share.

/// The value must not be shown.
pub const SENSITIVE: &str = "Sensitive: do not show or log it.";

/// The value is an idempotency token.
pub const IDEMPOTENCY_TOKEN: &str =
    "An idempotency token: a new one for each call, and the same one for a retry.";
