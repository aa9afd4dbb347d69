//! [`Validate`]: checks the constraints of a value. Encoding a request does not call it (rule V1).

use crate::violation::{Reason, Violations};
use crate::wire::{Context, Side, Value};

/// Checks a value against the constraints of its description: lengths, ranges, patterns,
/// enumerations.
pub trait Validate {
    /// Checks the value and all inside of it.
    ///
    /// # Errors
    /// The first 100 violations and the number of the rest. Each names the path of its member and
    /// never shows a value.
    ///
    /// ```
    /// use chime_model::{CreateRoomRequest, Validate};
    ///
    /// let room = CreateRoomRequest::new(" ", "Team room").client_request_token("?");
    /// assert_eq!(
    ///     room.validate().unwrap_err().to_string(),
    ///     "AccountId must match the pattern .*\\S.*; \
    ///      ClientRequestToken must have a length from 2 to 64",
    /// );
    /// ```
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Value> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut context = Context::new(Side::Server);
        self.check(&mut context);
        context.finish(Some(()))
    }
}

/// An open enumeration. Derived.
#[doc(hidden)]
pub trait Enumeration: for<'a> From<&'a str> {
    /// Whether the value is not a modeled one.
    fn is_unknown(&self) -> bool;
}

/// Records a value that is not modeled.
pub fn check_enumeration(value: &impl Enumeration, context: &mut Context) {
    if value.is_unknown() {
        context.report(Reason::Enumeration);
    }
}

/// Takes a value that has been read. One that is not modeled is kept, and refused where constraints
/// are enforced.
pub fn read_enumeration<T: Enumeration>(value: T, context: &mut Context) -> Option<T> {
    if context.enforces_constraints() {
        check_enumeration(&value, context);
    }
    Some(value)
}
