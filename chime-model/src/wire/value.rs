//! [`Value`]: what can be a member, an element or a payload, through serde's data model. One impl per type of value; a structure's,
//! a union's and an enumeration's come from the derives.
//!
//! Reading never fails for a value of the wrong type: it records a violation, consumes the value and goes on, so that one pass
//! finds everything and no library quotes a value. An `Err` is the format's own, such as broken syntax.

use serde::Serialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess};
use serde::ser::{SerializeMap as _, Serializer};

use super::context::{Context, MAX_DEPTH, Side};
use super::number;
use super::slot::Slot;
use super::structure::{Member, ObjectWriter};
use super::visit::{Seed, Visit};
use crate::timestamp::TimestampFormat;
use crate::violation::Reason;

/// The form in which a value is written.
#[derive(Clone, Copy)]
pub struct Form {
    /// The format of the timestamps in a body; nothing for the documented form.
    pub(super) body: Option<TimestampFormat>,
    depth: usize,
}

impl Form {
    /// The documented form.
    pub(super) const DOCUMENTED: Self = Self { body: None, depth: 0 };

    /// The body of a message.
    pub(super) fn body(format: TimestampFormat) -> Self {
        Self { body: Some(format), depth: 0 }
    }

    /// The form of a member with timestamps of that format.
    pub(super) fn of_member(self, format: TimestampFormat) -> Self {
        Self { body: self.body.map(|_| format), ..self }
    }

    /// The form inside an object or an array, which must not be nested deeper than is read.
    pub(super) fn nested<E: serde::ser::Error>(self) -> Result<Self, E> {
        match self.depth {
            MAX_DEPTH => Err(E::custom("the value is nested too deeply")),
            depth => Ok(Self { depth: depth + 1, ..self }),
        }
    }
}

/// A value that is written and read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of a shape",
    label = "expected a type that can be in a message",
    note = "a member is a `bool`, an `i32`, an `i64`, a float, a `String`, a `Blob`, a `Timestamp`, a `JsonValue` or a `Document`, a shape with a \
            derive of `chime_model`, or a `Vec`, a `BTreeMap`, a `Sensitive` or a `Box` of these"
)]
#[doc(hidden)]
pub trait Value: Sized {
    /// What an error says is expected here.
    const EXPECTED: &'static str;
    /// The Content-Type of a message whose payload this is (rule C4).
    const CONTENT_TYPE: &'static str = "application/json";
    /// What a request sends where a payload of this type is not set (rule C3).
    const EMPTY: &'static str = "";

    /// Writes the value.
    ///
    /// # Errors
    /// Those of the serializer, and a value that is nested too deeply.
    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error>;

    /// Asks a format that is not human-readable for a value of this type. Such a format need not know what it holds.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn ask<'de, D: Deserializer<'de>>(deserializer: D, visit: Visit<'_, Self>) -> Result<Option<Self>, D::Error>;

    /// Reads the value; without one, what is wrong has been recorded.
    ///
    /// # Errors
    /// Those of the deserializer.
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D, context: &mut Context) -> Result<Option<Self>, D::Error> {
        let visit = Visit::new(context);
        // A human-readable format is asked for whatever it has: asked for a type, it would quote a value of another one.
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(visit),
            false => Self::ask(deserializer, visit),
        }
    }

    /// Takes a boolean.
    fn from_bool(_: bool, context: &mut Context) -> Option<Self> {
        context.mismatch(Self::EXPECTED, "a boolean")
    }

    /// Takes an integer.
    fn from_integer(_: i128, context: &mut Context) -> Option<Self> {
        context.mismatch(Self::EXPECTED, "a number")
    }

    /// Takes a number that is not an integer of 64 bits.
    fn from_float(_: f64, context: &mut Context) -> Option<Self> {
        context.mismatch(Self::EXPECTED, "a number")
    }

    /// Takes the text of a number, which keeps every digit.
    fn from_number(text: &str, context: &mut Context) -> Option<Self> {
        match number::parse(text) {
            number::Parsed::Integer(number) => Self::from_integer(number, context),
            number::Parsed::Float(number) => Self::from_float(number, context),
        }
    }

    /// Takes a text.
    fn from_text(_: &str, context: &mut Context) -> Option<Self> {
        context.mismatch(Self::EXPECTED, "a string")
    }

    /// Takes a text that is its own.
    fn from_string(text: String, context: &mut Context) -> Option<Self> {
        Self::from_text(&text, context)
    }

    /// Takes bytes, which only a format that is not human-readable has.
    fn from_bytes(_: Vec<u8>, context: &mut Context) -> Option<Self> {
        context.mismatch(Self::EXPECTED, "bytes")
    }

    /// Takes a null.
    fn from_null(context: &mut Context) -> Option<Self> {
        context.no_value(Self::EXPECTED)
    }

    /// Takes an array.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn from_array<'de, A: SeqAccess<'de>>(mut array: A, context: &mut Context) -> Result<Option<Self>, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(context.mismatch(Self::EXPECTED, "an array"))
    }

    /// Takes an object.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn from_object<'de, A: MapAccess<'de>>(object: A, context: &mut Context) -> Result<Option<Self>, A::Error> {
        Ok(match number::from_map(object)? {
            Some(text) => Self::from_number(&text, context),
            None => context.mismatch(Self::EXPECTED, "an object"),
        })
    }

    /// The text that an error may show of a member with this value, which is its code or its message; nothing for a sensitive one.
    fn shown_text(&self) -> Option<&str> {
        None
    }

    /// Records what in this value breaks a constraint.
    fn check(&self, _: &mut Context) {}

    /// Writes the value as a member that is always there. The derives call this, and the next five, by way of this trait: then a
    /// member whose type does not implement it is one error, however often it is written and read.
    ///
    /// # Errors
    /// Those of the serializer.
    #[inline]
    fn write_required<S: Serializer>(&self, member: &'static Member, object: &mut ObjectWriter<S>) -> Result<(), S::Error> {
        object.required(member, self)
    }

    /// Writes a member that may be absent.
    ///
    /// # Errors
    /// Those of the serializer.
    #[inline]
    fn write_optional<S: Serializer>(value: &Option<Self>, member: &'static Member, object: &mut ObjectWriter<S>) -> Result<(), S::Error> {
        object.optional(member, value)
    }

    /// Reads a member that must be there into its slot.
    ///
    /// # Errors
    /// Those of the deserializer.
    #[inline]
    fn read_required<'de, A: MapAccess<'de>>(
        slot: &mut Slot<Self>,
        member: &'static Member,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        slot.read_required(member, object, context)
    }

    /// Reads a member that may be absent into its slot.
    ///
    /// # Errors
    /// Those of the deserializer.
    #[inline]
    fn read_optional<'de, A: MapAccess<'de>>(
        slot: &mut Slot<Self>,
        member: &'static Member,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        slot.read_optional(member, object, context)
    }

    /// Writes a union by this value of its modeled member.
    ///
    /// # Errors
    /// Those of the serializer, and a value that is nested too deeply.
    fn write_union<S: Serializer>(&self, member: &'static Member, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        let form = form.nested()?;
        let key = if form.body.is_some() { member.key.unwrap_or(member.name) } else { member.name };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(key, &Formed(self, form.of_member(member.format)))?;
        map.end()
    }

    /// Reads the value of a modeled member of a union.
    ///
    /// # Errors
    /// Those of the deserializer.
    fn read_union<'de, A: MapAccess<'de>>(
        member: &'static Member,
        object: &mut A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        context.format = member.format;
        context.member(member.name, |context| object.next_value_seed(Seed::new(context)))
    }

    /// The value as a whole payload.
    ///
    /// # Errors
    /// A value that is nested too deeply.
    fn to_payload(&self, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
        super::json::write(self, format)
    }

    /// Reads the value from a whole payload.
    fn from_payload(payload: &[u8], context: &mut Context) -> Option<Self> {
        super::json::read(payload, context).unwrap_or_else(|syntax| context.refuse(syntax))
    }
}

/// A value with the form in which it is written.
pub(super) struct Formed<'v, T>(pub(super) &'v T, pub(super) Form);

impl<T: Value> Serialize for Formed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer, self.1)
    }
}

/// Writes the documented form of a value. What the derives emit for `Serialize` is a call of this.
///
/// # Errors
/// Those of the serializer, and a value that is nested too deeply.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer, Form::DOCUMENTED)
}

/// Reads the documented form of a value. What the derives emit for `Deserialize` is a call of this.
///
/// # Errors
/// Those of the deserializer, and everything that is wrong with the value, in one text.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut context = Context::new(Side::Documented);
    context.is_binary = !deserializer.is_human_readable();
    let value = T::read(deserializer, &mut context)?;
    context.finish(value).map_err(serde::de::Error::custom)
}
