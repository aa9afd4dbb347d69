//! [`Slot`]: a member while its structure is being read.

use serde_core::de::{IgnoredAny, MapAccess};

use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::table::Member;

/// How often a member has occurred.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Occurrence {
    /// Not at all.
    Absent,
    /// Once. If the value is `None`, it was wrong, which has been recorded, or it was null for a
    /// member that may be absent (rule J1).
    Once,
    /// Several times. The value is the first one, and was checked when it occurred.
    Repeated,
}

/// A member that is being read.
///
/// The values of a structure and their occurrences are kept apart, so that the values can be moved
/// into the structure as they are.
pub struct Slot<'s, T> {
    /// The value.
    pub value: &'s mut Option<T>,
    /// How often it has occurred.
    pub occurrence: &'s mut Occurrence,
}

impl<T> Slot<'_, T> {
    /// Whether this is the first occurrence. Another one is a duplicate (rule C7), and its value is
    /// skipped.
    #[inline]
    pub(crate) fn is_first<'de, A: MapAccess<'de>>(
        &mut self,
        object: &mut A,
        context: &mut Context,
    ) -> Result<bool, A::Error> {
        if *self.occurrence == Occurrence::Absent {
            *self.occurrence = Occurrence::Once;
            return Ok(true);
        }
        *self.occurrence = Occurrence::Repeated;
        context.report(Reason::Duplicate);
        object.next_value::<IgnoredAny>().map(|_| false)
    }

    /// Sets the value of a member outside the body.
    #[inline]
    pub fn set(&mut self, value: Option<T>) {
        *self.value = value;
        *self.occurrence = Occurrence::Once;
    }

    /// Checks a value if the reader enforces constraints (rule V2).
    #[inline]
    pub fn check(&self, context: &mut Context, check: impl FnOnce(&T, &mut Context)) {
        if let Some(value) = &*self.value
            && *self.occurrence == Occurrence::Once
            && context.enforces_constraints()
        {
            check(value, context);
        }
    }
}

/// The value of a required member, which is reported as missing if it has not occurred.
pub fn required<T>(
    value: Option<T>,
    occurrence: Occurrence,
    member: &'static Member,
    context: &mut Context,
) -> Option<T> {
    if occurrence == Occurrence::Absent {
        context.member(member, |context| context.report(Reason::Missing));
    }
    value
}
