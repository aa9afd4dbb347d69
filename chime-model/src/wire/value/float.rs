//! Floats, with the three values for which JSON has no number (rule J3).

use std::borrow::Cow;

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::{Ranged, Reading, Text, Value, ValueVisitor};
use crate::violation::Reason;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// The float of a name.
fn named(text: &str) -> Option<f32> {
    match text {
        "NaN" => Some(f32::NAN),
        "Infinity" => Some(f32::INFINITY),
        "-Infinity" => Some(f32::NEG_INFINITY),
        _ => None,
    }
}

/// The name of a float for which JSON has no number.
fn name(number: f64) -> Option<&'static str> {
    match number {
        number if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

macro_rules! floats {
    ($($float:ident, $range:literal, $serialize:ident, $deserialize:ident;)*) => {$(
        impl Value for $float {
            const EXPECTED: &'static str = "a number, \"NaN\", \"Infinity\" or \"-Infinity\"";

            fn write<S: Serializer>(
                &self,
                serializer: S,
                encoding: Encoding<'_>,
            ) -> Result<S::Ok, S::Error> {
                match name(f64::from(*self)) {
                    Some(name) if encoding.form != Form::Binary => serializer.serialize_str(name),
                    _ => serializer.$serialize(*self),
                }
            }

            fn deserialize_typed<'de, D: Deserializer<'de>>(
                deserializer: D,
                visitor: ValueVisitor<'_, Self>,
            ) -> Result<Option<Self>, D::Error> {
                deserializer.$deserialize(visitor)
            }

            #[allow(clippy::cast_precision_loss, reason = "a float is asked for")]
            fn from_integer(number: i128, _: Reading<'_>) -> Option<Self> {
                Some(number as $float)
            }

            #[allow(clippy::cast_possible_truncation, reason = "a float beyond f32 is refused")]
            fn from_float(wide: f64, reading: Reading<'_>) -> Option<Self> {
                let number = wide as $float;
                if wide.is_finite() && !number.is_finite() {
                    return reading.refuse(Reason::expected($range));
                }
                Some(number)
            }

            fn from_number(text: &str, reading: Reading<'_>) -> Option<Self> {
                let number = text.parse().ok().filter(|number: &$float| number.is_finite());
                number.or_else(|| reading.refuse(Reason::expected($range)))
            }

            fn from_text(text: &str, reading: Reading<'_>) -> Option<Self> {
                let number = named(text).map(Self::from);
                number.or_else(|| reading.mismatch(Self::EXPECTED, "a string"))
            }
        }

        impl Text for $float {
            fn to_text(&self, _: TimestampFormat) -> Result<Cow<'_, str>, Reason> {
                Ok(match name(f64::from(*self)) {
                    Some(name) => name.into(),
                    None => self.to_string().into(),
                })
            }

            fn from_text(text: &str, _: TimestampFormat, _: Form) -> Result<Self, &'static str> {
                if let Some(number) = named(text) {
                    return Ok(number.into());
                }
                // The standard parser also takes `inf`, `nan` and a leading plus sign.
                let is_plain = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                let number = text.parse().ok().filter(|number: &$float| number.is_finite());
                number.filter(|_| is_plain).ok_or("a number, NaN, Infinity or -Infinity")
            }
        }

        impl Ranged for $float {
            type Number = $float;

            fn number(&self) -> Option<$float> {
                Some(*self)
            }
        }
    )*};
}

floats! {
    f32, "a number in the range of a float of 32 bits", serialize_f32, deserialize_f32;
    f64, "a number in the range of a float of 64 bits", serialize_f64, deserialize_f64;
}
