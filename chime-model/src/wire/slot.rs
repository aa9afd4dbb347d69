//! [`Slot`]: a member of a structure while the structure is being read.

use std::mem;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess};

use super::context::{Context, Null};
use super::value::{Seed, Value, Visit};
use crate::violation::Reason;

/// A member that is being read.
pub enum Slot<T> {
    /// Nothing has come.
    Absent,
    /// A null has come (rule J1), or a value that is wrong, which has been recorded.
    Null,
    /// A required value has come that is wrong, which has been recorded.
    Invalid,
    /// The value.
    Value(T),
    /// The first of several values. It was checked when it came.
    Repeated(T),
}

impl<T: Value> Slot<T> {
    /// Reads a member that must be there.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn read_required<'de, A: MapAccess<'de>>(&mut self, object: &mut A, context: &mut Context) -> Result<(), A::Error> {
        if self.is_first(object, context)? {
            context.null = Null::Missing;
            *self = object.next_value_seed(Seed::<T>::new(context))?.map_or(Slot::Invalid, Slot::Value);
        }
        Ok(())
    }

    /// Reads a member that may be absent.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn read_optional<'de, A: MapAccess<'de>>(&mut self, object: &mut A, context: &mut Context) -> Result<(), A::Error> {
        if self.is_first(object, context)? {
            *self = object.next_value_seed(OptionalSeed::new(context))?.map_or(Slot::Null, Slot::Value);
        }
        Ok(())
    }

    /// Whether nothing has come before. A second value is refused (rule C7) and passed over.
    fn is_first<'de, A: MapAccess<'de>>(&mut self, object: &mut A, context: &mut Context) -> Result<bool, A::Error> {
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
}

impl<T> Slot<T> {
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
            Slot::Absent | Slot::Null if !context.is_unreadable => context.member(name, |context| context.refuse(Reason::Missing)),
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

/// Reads the value of a member that may be absent: as an `Option` where the format does not say what it has. A null is no value.
struct OptionalSeed<'c, T>(Seed<'c, T>);

impl<'c, T: Value> OptionalSeed<'c, T> {
    fn new(context: &'c mut Context) -> Self {
        context.null = Null::Absent;
        Self(Seed::new(context))
    }
}

impl<'de, T: Value> DeserializeSeed<'de> for OptionalSeed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match deserializer.is_human_readable() {
            true => T::read(deserializer, self.0.context),
            false => deserializer.deserialize_option(Visit::new(self.0.context)),
        }
    }
}
