//! [`Empty`], the input or output of an operation that has none.

use crate::Structure;

/// The input of an operation that takes none, and the output of one that returns none. Its
/// documented form is `{}`. In a message it has no body, except that a request of awsJson has the
/// body `{}`.
///
/// ```
/// use chime_model::Empty;
///
/// assert_eq!(serde_json::to_string(&Empty).unwrap(), "{}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Structure)]
pub struct Empty;
