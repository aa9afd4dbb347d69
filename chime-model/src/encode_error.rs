//! [`EncodeError`]: a value that cannot be sent. It shows no value.

use std::fmt;

use crate::violation::Violations;

/// A value that cannot be sent, with every member that prevents it.
///
/// ```
/// use chime_model::{CreateRoom, CreateRoomRequest, Operation as _};
///
/// // An empty label would change the path.
/// let input = CreateRoomRequest::new("", "Team room");
/// let error = CreateRoom::encode_request(&input).unwrap_err();
/// assert_eq!(error.violations().iter().next().unwrap().path(), "AccountId");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EncodeError {
    /// The name of the operation, or of an error that is sent without one.
    pub(crate) operation: &'static str,
    pub(crate) violations: Violations,
}

impl EncodeError {
    /// The members that cannot be sent, and why.
    #[must_use]
    pub fn violations(&self) -> &Violations {
        &self.violations
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be sent: {}", self.operation, self.violations)
    }
}

impl std::error::Error for EncodeError {}
