//! [`Visit`] and the seeds: how a deserializer hands what it has to a [`Value`].

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::context::{Context, Null};
use super::value::Value;
use crate::violation::Reason;

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
            Repaired::Broken if T::EXPECTED.starts_with("a string") => self.context.refuse(Reason::expected("made of Unicode characters")),
            Repaired::Broken => self.context.mismatch(T::EXPECTED, "a string"),
        }
    }
}

/// What a text of a repaired body is for.
pub(super) enum Repaired<'t> {
    Text(&'t str),
    Number(&'t str),
    Broken,
}

/// What `json::repair` has made of a value, by the character that follows a NUL.
#[inline]
pub(super) fn repaired<'t>(text: &'t str, context: &Context) -> Repaired<'t> {
    if !context.is_repaired {
        return Repaired::Text(text);
    }
    match text.strip_prefix('\0') {
        None => Repaired::Text(text),
        Some(rest) => match rest.split_at_checked(1) {
            Some(("n", number)) => Repaired::Number(number),
            Some(("t", text)) => Repaired::Text(text),
            _ => Repaired::Broken,
        },
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
        T::read(deserializer, self.context)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
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
pub(super) struct Seed<'c, T> {
    context: &'c mut Context,
    value: PhantomData<T>,
}

impl<'c, T: Value> Seed<'c, T> {
    pub(super) fn new(context: &'c mut Context) -> Self {
        Self { context, value: PhantomData }
    }
}

impl<'de, T: Value> serde::de::DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer, self.context)
    }
}

/// Reads the value of a member that may be absent: as an `Option` where the format does not say what it has. A null is no value.
pub(super) struct OptionalSeed<'c, T>(Seed<'c, T>);

impl<'c, T: Value> OptionalSeed<'c, T> {
    pub(super) fn new(context: &'c mut Context) -> Self {
        context.null = Null::Absent;
        Self(Seed::new(context))
    }
}

impl<'de, T: Value> serde::de::DeserializeSeed<'de> for OptionalSeed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match deserializer.is_human_readable() {
            true => T::read(deserializer, self.0.context),
            false => deserializer.deserialize_option(Visit::new(self.0.context)),
        }
    }
}
