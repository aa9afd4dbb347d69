//! Floats, with the three that JSON has no number for (rule J3): in a body, and in a label, the
//! query or a header.

use std::borrow::Cow;

use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::context::Context;
use super::form::Form;
use super::text::Text;
use super::timestamp::TimestampFormat;
use super::value::{Value, Visit};
use crate::violation::Reason;

/// A float that JSON has no number for, by its name.
fn not_finite(text: &str) -> Option<f32> {
    match text {
        "NaN" => Some(f32::NAN),
        "Infinity" => Some(f32::INFINITY),
        "-Infinity" => Some(f32::NEG_INFINITY),
        _ => None,
    }
}

/// The name of a float that JSON has no number for.
fn float_name(number: f64) -> Option<&'static str> {
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

            fn write<S: Serializer>(&self, serializer: S, _: Form) -> Result<S::Ok, S::Error> {
                match float_name(f64::from(*self)) {
                    Some(name) if serializer.is_human_readable() => serializer.serialize_str(name),
                    _ => serializer.$serialize(*self),
                }
            }

            fn ask<'de, D: Deserializer<'de>>(deserializer: D, visit: Visit<'_, Self>) -> Result<Option<Self>, D::Error> {
                deserializer.$deserialize(visit)
            }

            #[allow(clippy::cast_precision_loss, reason = "a float is asked for")]
            fn from_integer(number: i128, _: &mut Context) -> Option<Self> {
                Some(number as $float)
            }

            #[allow(clippy::cast_possible_truncation, reason = "what a float of 32 bits cannot hold is refused")]
            fn from_float(wide: f64, context: &mut Context) -> Option<Self> {
                let number = wide as $float;
                match wide.is_finite() && !number.is_finite() {
                    true => context.refuse(Reason::expected($range)),
                    false => Some(number),
                }
            }

            fn from_number(text: &str, context: &mut Context) -> Option<Self> {
                let number = text.parse().ok().filter(|number: &$float| number.is_finite());
                number.or_else(|| context.refuse(Reason::expected($range)))
            }

            fn from_text(text: &str, context: &mut Context) -> Option<Self> {
                not_finite(text).map(Self::from).or_else(|| context.mismatch(Self::EXPECTED, "a string"))
            }
        }

        impl Text for $float {
            fn to_text(&self, _: TimestampFormat) -> Cow<'_, str> {
                match float_name(f64::from(*self)) {
                    Some(name) => name.into(),
                    None => self.to_string().into(),
                }
            }

            fn from_text(text: &str, _: &Context) -> Result<Self, &'static str> {
                if let Some(number) = not_finite(text) {
                    return Ok(number.into());
                }
                // The standard parser also takes `inf`, `nan` and a leading plus sign.
                let is_plain = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                text.parse().ok().filter(|number: &$float| is_plain && number.is_finite()).ok_or("a number, NaN, Infinity or -Infinity")
            }
        }
    )*};
}

floats! {
    f32, "a number in the range of a float of 32 bits", serialize_f32, deserialize_f32;
    f64, "a number in the range of a float of 64 bits", serialize_f64, deserialize_f64;
}
