//! [`Value`]: what can be a member, an element or a payload, through serde's data model. One impl
//! per type of value; a structure's, a union's and an enumeration's come from the derives.
//!
//! Reading never fails for a value of the wrong type: it records a violation, consumes the value
//! and goes on, so that one pass finds everything and no library quotes a value. An `Err` is the
//! format's own, such as broken syntax. Writing also fails for a value that is nested too deeply.

use std::fmt;
use std::marker::PhantomData;

use serde_core::Serialize;
use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_core::ser::Serializer;

use super::context::Context;
use super::form::Form;
use super::repair::{Repaired, repaired};
use super::timestamp::TimestampFormat;
use super::{json, number};
use crate::violation::Reason;

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
    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error>;

    /// Asks a format that is not human-readable for a value of this type. Such a format need not
    /// know what it holds.
    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error>;

    /// Reads the value; without one, what is wrong has been recorded.
    #[inline]
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        context: &mut Context,
    ) -> Result<Option<Self>, D::Error> {
        let visit = Visit::new(context);
        // A human-readable format is asked for whatever it has: asked for a type, it would quote a
        // value of another one.
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

    /// Takes the text of a number, which keeps every digit. A type that takes floats must have its
    /// own: this one hands on NaN for what is no integer.
    fn from_number(text: &str, context: &mut Context) -> Option<Self> {
        match text.parse() {
            Ok(integer) => Self::from_integer(integer, context),
            Err(_) => Self::from_float(f64::NAN, context),
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

    /// Takes a value that a format marks as one that is there.
    fn from_some<'de, D: Deserializer<'de>>(
        deserializer: D,
        context: &mut Context,
    ) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer, context)
    }

    /// Takes an array.
    fn from_array<'de, A: SeqAccess<'de>>(
        array: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        IgnoredAny.visit_seq(array)?;
        Ok(context.mismatch(Self::EXPECTED, "an array"))
    }

    /// Takes an object.
    fn from_object<'de, A: MapAccess<'de>>(
        object: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        Ok(match number::from_map(object)? {
            Some(text) => Self::from_number(&text, context),
            None => context.mismatch(Self::EXPECTED, "an object"),
        })
    }

    /// The text that an error may show of a member with this value, which is its code or its
    /// message; nothing for a sensitive one.
    fn shown_text(&self) -> Option<&str> {
        None
    }

    /// Records what in this value breaks a constraint.
    fn check(&self, _: &mut Context) {}

    /// The value as the whole body of a message.
    fn to_payload(&self, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
        json::write(&Formed(self, Form::body(format)))
    }

    /// Reads the value from the whole body of a message.
    fn from_payload(payload: &[u8], context: &mut Context) -> Option<Self> {
        let mut value = None;
        let read = json::read(payload, context, &mut |deserializer, context| {
            value = Self::read(deserializer, context)?;
            Ok(())
        });
        read.map_or_else(|syntax| context.refuse(syntax), |()| value)
    }
}

/// A value with the form in which it is written.
pub(super) struct Formed<'v, T>(pub(super) &'v T, pub(super) Form);

impl<T: Value> Serialize for Formed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer, self.1)
    }
}

/// Hands whatever a deserializer has to a [`Value`].
pub struct Visit<'c, T> {
    pub(super) context: &'c mut Context,
    value: PhantomData<T>,
}

impl<'c, T: Value> Visit<'c, T> {
    pub(super) fn new(context: &'c mut Context) -> Self {
        Self { context, value: PhantomData }
    }

    #[inline]
    fn text(self, text: &str) -> Option<T> {
        if !self.context.is_repaired {
            return T::from_text(text, self.context);
        }
        match repaired(text, self.context) {
            Repaired::Text(text) => T::from_text(text, self.context),
            Repaired::Number(text) => T::from_number(text, self.context),
            Repaired::Broken if T::EXPECTED.starts_with("a string") => {
                self.context.refuse(Reason::expected("made of Unicode characters"))
            }
            Repaired::Broken => self.context.mismatch(T::EXPECTED, "a string"),
        }
    }
}

impl<'de, T: Value> Visitor<'de> for Visit<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<T>, E> {
        Ok(T::from_bool(value, self.context))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<T>, E> {
        Ok(T::from_integer(value.into(), self.context))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Option<T>, E> {
        Ok(T::from_integer(value, self.context))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<T>, E> {
        Ok(T::from_integer(value.into(), self.context))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Option<T>, E> {
        Ok(T::from_integer(value.try_into().unwrap_or(i128::MAX), self.context))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<T>, E> {
        Ok(T::from_float(value, self.context))
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<Option<T>, E> {
        Ok(self.text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Option<T>, E> {
        Ok(match self.context.is_repaired {
            true => self.text(&text),
            false => T::from_string(text, self.context),
        })
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Option<T>, E> {
        Ok(T::from_bytes(bytes.to_vec(), self.context))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Option<T>, E> {
        Ok(T::from_bytes(bytes, self.context))
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null(self.context))
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null(self.context))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::from_some(deserializer, self.context)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::read(deserializer, self.context)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Option<T>, A::Error> {
        T::from_array(array, self.context)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        T::from_object(object, self.context)
    }
}

/// Reads a value that comes next in an array or an object.
impl<'de, T: Value> DeserializeSeed<'de> for Visit<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer, self.context)
    }
}

/// Reads what is inside of an object, unless that is nested too deeply: then it is passed over. It
/// is inline, since a call for each structure costs a client 2 % of the reading of a response.
#[inline]
pub(super) fn in_object<'de, A: MapAccess<'de>, R>(
    mut object: A,
    context: &mut Context,
    read: impl FnOnce(&mut A, &mut Context) -> Result<R, A::Error>,
) -> Result<Option<R>, A::Error> {
    match context.nested(|context| read(&mut object, context)) {
        Some(read) => read.map(Some),
        None => IgnoredAny.visit_map(object).map(|_| None),
    }
}
