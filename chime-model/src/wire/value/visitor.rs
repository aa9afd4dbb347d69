//! [`ValueVisitor`]: passes the values that a deserializer finds to a [`Value`].

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Reading, Value};

/// Passes the values that a deserializer finds to a [`Value`].
pub struct ValueVisitor<'c, T> {
    pub(super) reading: Reading<'c>,
    value: PhantomData<T>,
}

impl<'c, T: Value> ValueVisitor<'c, T> {
    #[inline]
    pub(crate) fn new(reading: Reading<'c>) -> Self {
        Self { reading, value: PhantomData }
    }
}

impl<'de, T: Value> Visitor<'de> for ValueVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<T>, E> {
        Ok(T::from_bool(value, self.reading))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<T>, E> {
        Ok(T::from_integer(value.into(), self.reading))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Option<T>, E> {
        Ok(T::from_integer(value, self.reading))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<T>, E> {
        Ok(T::from_integer(value.into(), self.reading))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Option<T>, E> {
        Ok(T::from_integer(value.try_into().unwrap_or(i128::MAX), self.reading))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<T>, E> {
        Ok(T::from_float(value, self.reading))
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<Option<T>, E> {
        Ok(T::from_text(text, self.reading))
    }

    fn visit_string<E>(self, text: String) -> Result<Option<T>, E> {
        Ok(T::from_string(text, self.reading))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Option<T>, E> {
        if self.reading.context.form.is_documented() {
            return Ok(T::from_bytes(bytes.to_vec(), self.reading));
        }
        // In a body, bytes are the digits of a number. Empty bytes stand for a string that is not
        // Unicode.
        Ok(match std::str::from_utf8(bytes) {
            Ok("") | Err(_) => T::from_broken_text(self.reading),
            Ok(digits) => T::from_number(digits, self.reading),
        })
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Option<T>, E> {
        Ok(T::from_bytes(bytes, self.reading))
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null(self.reading))
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(T::from_null(self.reading))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::from_some(deserializer, self.reading)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::read(deserializer, self.reading)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Option<T>, A::Error> {
        T::from_array(array, self.reading)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        T::from_object(object, self.reading)
    }
}

/// Reads the next value of an array or an object.
impl<'de, T: Value> DeserializeSeed<'de> for ValueVisitor<'_, T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer, self.reading)
    }
}
