//! [`Slot`]: a member while its structure is being read.

use std::mem;

use serde_core::de::{IgnoredAny, MapAccess};

use crate::violation::Reason;
use crate::wire::context::Context;

/// A member that is being read.
pub enum Slot<T> {
    /// The member has not occurred.
    Absent,
    /// The member had a wrong value, which has been recorded, or a null where it may be absent
    /// (rule J1).
    Invalid,
    /// The value.
    Value(T),
    /// The first of several values. It was checked when it occurred.
    Repeated(T),
}

impl<T> Slot<T> {
    /// Whether this is the first occurrence. Another one is a duplicate (rule C7), and its value is
    /// skipped.
    #[inline]
    pub(crate) fn is_first<'de, A: MapAccess<'de>>(
        &mut self,
        object: &mut A,
        context: &mut Context,
    ) -> Result<bool, A::Error> {
        if matches!(self, Slot::Absent) {
            return Ok(true);
        }
        self.repeat(context);
        object.next_value::<IgnoredAny>().map(|_| false)
    }

    #[cold]
    #[inline(never)]
    fn repeat(&mut self, context: &mut Context) {
        *self = match mem::replace(self, Slot::Absent) {
            Slot::Value(value) => Slot::Repeated(value),
            other => other,
        };
        context.report(Reason::Duplicate);
    }

    /// Takes the value of a member outside of the body.
    pub fn set(&mut self, value: Option<T>) {
        *self = value.map_or(Slot::Invalid, Slot::Value);
    }

    /// Checks a value if the reader enforces constraints (rule V2).
    #[inline]
    pub fn check(&self, context: &mut Context, check: impl FnOnce(&T, &mut Context)) {
        if let Slot::Value(value) = self
            && context.enforces_constraints()
        {
            check(value, context);
        }
    }

    /// The value of a required member.
    pub fn required(self, name: &'static str, context: &mut Context) -> Option<T> {
        match self {
            Slot::Value(value) | Slot::Repeated(value) => Some(value),
            Slot::Absent => context.member(name, |context| context.refuse(Reason::Missing)),
            Slot::Invalid => None,
        }
    }

    /// The value of a member that may be absent.
    pub fn optional(self) -> Option<T> {
        match self {
            Slot::Value(value) | Slot::Repeated(value) => Some(value),
            Slot::Absent | Slot::Invalid => None,
        }
    }
}
