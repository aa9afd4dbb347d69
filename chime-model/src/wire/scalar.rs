//! Values that are not made of others: texts, booleans, integers, blobs and timestamps. Floats have
//! a file of their own.

use jiff::Timestamp;
use serde_core::de::{Deserialize as _, Deserializer};
use serde_core::ser::{Error as _, Serialize as _, Serializer};
use serde_json::value::RawValue;

use super::context::Context;
use super::form::Form;
use super::repair::{Repaired, repaired};
use super::side::Side;
use super::timestamp::{self, TimestampFormat};
use super::value::{Value, Visit};
use crate::Blob;
use crate::violation::Reason;

impl Value for String {
    const EXPECTED: &'static str = "a string";
    const CONTENT_TYPE: &'static str = "text/plain";

    fn write<S: Serializer>(&self, serializer: S, _: Form) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_string(visit)
    }

    #[inline]
    fn from_text(text: &str, _: &mut Context) -> Option<Self> {
        Some(text.to_owned())
    }

    fn from_string(text: String, _: &mut Context) -> Option<Self> {
        Some(text)
    }

    fn shown_text(&self) -> Option<&str> {
        Some(self)
    }

    fn to_payload(&self, _: TimestampFormat) -> Result<Vec<u8>, Reason> {
        Ok(self.as_bytes().to_vec())
    }

    fn from_payload(payload: &[u8], context: &mut Context) -> Option<Self> {
        match std::str::from_utf8(payload) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => context.refuse(Reason::NOT_TEXT),
        }
    }
}

impl Value for bool {
    const EXPECTED: &'static str = "true or false";

    fn write<S: Serializer>(&self, serializer: S, _: Form) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_bool(visit)
    }

    fn from_bool(value: bool, _: &mut Context) -> Option<Self> {
        Some(value)
    }
}

macro_rules! integers {
    ($($integer:ident, $expected:literal, $serialize:ident, $deserialize:ident;)*) => {$(
        impl Value for $integer {
            const EXPECTED: &'static str = $expected;

            fn write<S: Serializer>(&self, serializer: S, _: Form) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
            }

            fn ask<'de, D: Deserializer<'de>>(deserializer: D, visit: Visit<'_, Self>) -> Result<Option<Self>, D::Error> {
                deserializer.$deserialize(visit)
            }

            fn from_integer(number: i128, context: &mut Context) -> Option<Self> {
                number.try_into().ok().or_else(|| context.refuse(Reason::expected($expected)))
            }

            /// Rule J3: no fractions. `-0` comes as a float, and is an integer all the same.
            fn from_float(number: f64, context: &mut Context) -> Option<Self> {
                match number == 0.0 && number.is_sign_negative() {
                    true => context.lost_digits($expected),
                    false => context.refuse(Reason::expected($expected)),
                }
            }
        }
    )*};
}

integers! {
    i32, "an integer of 32 bits", serialize_i32, deserialize_i32;
    i64, "an integer of 64 bits", serialize_i64, deserialize_i64;
}

/// Base64 where the format is human-readable, else bytes.
impl Value for Blob {
    const EXPECTED: &'static str = "a string of base64";
    const CONTENT_TYPE: &'static str = "application/octet-stream";

    fn write<S: Serializer>(&self, serializer: S, _: Form) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.serialize_str(&self.to_base64()),
            false => serializer.serialize_bytes(self),
        }
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_byte_buf(visit)
    }

    fn from_text(text: &str, context: &mut Context) -> Option<Self> {
        Blob::from_base64(text)
            .or_else(|| context.refuse(Reason::expected("padded standard base64")))
    }

    fn from_bytes(bytes: Vec<u8>, _: &mut Context) -> Option<Self> {
        Some(bytes.into())
    }

    fn to_payload(&self, _: TimestampFormat) -> Result<Vec<u8>, Reason> {
        Ok(self.to_vec())
    }

    fn from_payload(payload: &[u8], _: &mut Context) -> Option<Self> {
        Some(payload.into())
    }
}

/// A date-time in the documented form; in a body, what the member's format says (rules T1 to T3).
impl Value for Timestamp {
    const EXPECTED: &'static str = "a timestamp";

    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        match form.body {
            None => serializer.serialize_str(&timestamp::date_time(*self)),
            Some(TimestampFormat::EpochSeconds) if self.subsec_nanosecond() == 0 => {
                serializer.serialize_i64(self.as_second())
            }
            // A float would lose digits.
            Some(TimestampFormat::EpochSeconds) => {
                RawValue::from_string(TimestampFormat::EpochSeconds.write(*self))
                    .map_err(S::Error::custom)?
                    .serialize(serializer)
            }
            Some(format) => serializer.serialize_str(&format.write(*self)),
        }
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_str(visit)
    }

    /// A number of seconds in a body is read as its text, since a float would lose digits.
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        context: &mut Context,
    ) -> Result<Option<Self>, D::Error> {
        if context.side != Side::Documented && context.format == TimestampFormat::EpochSeconds {
            return Ok(from_raw(<&RawValue>::deserialize(deserializer)?.get(), context));
        }
        let visit = Visit::new(context);
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(visit),
            false => Self::ask(deserializer, visit),
        }
    }

    fn from_integer(number: i128, context: &mut Context) -> Option<Self> {
        Self::from_number(&number.to_string(), context)
    }

    fn from_float(_: f64, context: &mut Context) -> Option<Self> {
        match context.side {
            Side::Client => context.lost_digits(context.format.expected()),
            _ => context.mismatch(expected(context), "a number"),
        }
    }

    fn from_number(text: &str, context: &mut Context) -> Option<Self> {
        let is_read = match context.side {
            Side::Client => true,
            Side::Server => context.format == TimestampFormat::EpochSeconds,
            Side::Documented => false,
        };
        match is_read {
            true => timestamp::read_epoch_seconds(text)
                .or_else(|| context.refuse(Reason::expected(expected(context)))),
            false => context.mismatch(expected(context), "a number"),
        }
    }

    #[inline]
    fn from_text(text: &str, context: &mut Context) -> Option<Self> {
        if context.side == Side::Server && context.format == TimestampFormat::EpochSeconds {
            return context.mismatch(expected(context), "a string");
        }
        context
            .format
            .read(text, context.side)
            .or_else(|| context.refuse(Reason::expected(expected(context))))
    }
}

/// What an error says is expected where a timestamp is read.
fn expected(context: &Context) -> &'static str {
    match context.side {
        Side::Documented => "a date-time such as 2018-10-25T20:44:16Z",
        _ => context.format.expected(),
    }
}

/// Reads a timestamp from the text of a JSON value.
#[inline]
fn from_raw(text: &str, context: &mut Context) -> Option<Timestamp> {
    match text.as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<String>(text) {
            Err(_) => context.refuse(Reason::expected("made of Unicode characters")),
            Ok(text) => match repaired(&text, context) {
                Repaired::Text(text) => Timestamp::from_text(text, context),
                Repaired::Number(text) => Timestamp::from_number(text, context),
                Repaired::Broken => context.refuse(Reason::expected("made of Unicode characters")),
            },
        },
        Some(b'n') => Timestamp::from_null(context),
        Some(b't' | b'f') => context.mismatch(expected(context), "a boolean"),
        Some(b'[') => context.mismatch(expected(context), "an array"),
        Some(b'{') => context.mismatch(expected(context), "an object"),
        _ => Timestamp::from_number(text, context),
    }
}
