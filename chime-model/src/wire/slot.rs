//! [`Slot`]: a member of a structure while the structure is being read.

use std::mem;

use serde_core::de::{IgnoredAny, MapAccess};

use super::context::Context;
use crate::violation::Reason;

/// A member that is being read.
pub enum Slot<T> {
    /// Nothing has come.
    Absent,
    /// A value has come that is wrong, which has been recorded, or a null for a member that may be
    /// absent (rule J1).
    Invalid,
    /// The value.
    Value(T),
    /// The first of several values. It was checked when it came.
    Repeated(T),
}

impl<T> Slot<T> {
    /// Whether nothing has come before. A second value is refused (rule C7) and passed over.
    #[inline]
    pub(super) fn is_first<'de, A: MapAccess<'de>>(
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

    /// Takes what a message has outside of its body.
    pub fn set(&mut self, value: Option<T>) {
        *self = value.map_or(Slot::Invalid, Slot::Value);
    }

    /// Checks the value, where one is there and the reader enforces constraints (rule V2).
    #[inline]
    pub fn check(&self, context: &mut Context, check: impl FnOnce(&T, &mut Context)) {
        if let (true, Slot::Value(value)) = (context.enforces_constraints(), self) {
            check(value, context);
        }
    }

    /// The value of a member that must be there.
    pub fn required(self, name: &'static str, context: &mut Context) -> Option<T> {
        match self {
            Slot::Value(value) | Slot::Repeated(value) => Some(value),
            Slot::Absent if !context.is_unreadable => {
                context.member(name, |context| context.refuse(Reason::Missing))
            }
            _ => None,
        }
    }

    /// The value of a member that may be absent.
    pub fn optional(self) -> Option<T> {
        match self {
            Slot::Value(value) | Slot::Repeated(value) => Some(value),
            _ => None,
        }
    }
}
