//! [`Validate`]: checks the constraints of a value. Encoding a request does not call it (rule V1).

use crate::violation::Violations;
use crate::wire::{Context, Form, Value};

/// Checks a value against the constraints of its description: lengths, ranges, patterns,
/// enumerations.
pub trait Validate {
    /// Checks the value and everything inside it.
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
    ///     "AccountId must contain a match of the pattern \\S; \
    ///      ClientRequestToken must have a length from 2 to 64",
    /// );
    /// ```
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Value> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut context = Context::new(Form::Server);
        self.check(&mut context);
        context.finish(Some(()))
    }
}
