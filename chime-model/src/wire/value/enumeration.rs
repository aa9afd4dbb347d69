//! [`Enumeration`]: the trait that the derive of the same name implements for an open set of
//! strings.

use super::Reading;
use crate::violation::Reason;
use crate::wire::context::Context;

/// An open enumeration. Derive it; do not implement it by hand.
#[doc(hidden)]
pub trait Enumeration: for<'a> From<&'a str> {
    /// Whether the value is unmodeled.
    fn is_unknown(&self) -> bool;
}

/// Records an unmodeled value.
pub fn check_enumeration(value: &impl Enumeration, context: &mut Context) {
    if value.is_unknown() {
        context.report(Reason::Enumeration);
    }
}

/// Accepts a value that has been read. One that is not modeled is kept, unless the reader enforces
/// constraints.
pub fn read_enumeration<T: Enumeration>(value: T, reading: Reading<'_>) -> Option<T> {
    if reading.context.enforces_constraints() {
        check_enumeration(&value, reading.context);
    }
    Some(value)
}

/// Reads a value that is the whole body of a message.
pub fn read_enumeration_payload<T: Enumeration>(payload: &[u8], reading: Reading<'_>) -> Option<T> {
    match std::str::from_utf8(payload) {
        Ok(text) => read_enumeration(T::from(text), reading),
        Err(_) => reading.refuse(Reason::NOT_TEXT),
    }
}
