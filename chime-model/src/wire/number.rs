//! Numbers: integers, floats with the three that JSON has no number for (rule J3), and numbers that come as their text.

use serde::de::{Deserializer, IgnoredAny, MapAccess};
use serde::ser::Serializer;

use super::context::{Context, Side};
use super::key::Key;
use super::value::{Form, Value};
use super::visit::{Seed, Visit};
use crate::violation::Reason;

/// The text of a number, parsed.
pub(super) enum Parsed {
    Integer(i128),
    Float(f64),
}

/// Parses the text of a JSON number.
pub(super) fn parse(text: &str) -> Parsed {
    match text.parse() {
        Ok(integer) => Parsed::Integer(integer),
        Err(_) => Parsed::Float(text.parse().unwrap_or(f64::NAN)),
    }
}

/// The key of the map as which serde_json hands on a number, if some crate of the graph turns its `arbitrary_precision` on.
const TOKEN: &str = "$serde_json::private::Number";

/// Whether a key says that its map is a number.
#[cold]
pub(super) fn is_token(key: &str) -> bool {
    key == TOKEN && serde_json::from_str::<serde_json::Number>("1.00").is_ok_and(|number| number.to_string() == "1.00")
}

/// The text of a number that came as a map; nothing for another map, which is consumed.
pub(super) fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<String>, A::Error> {
    let mut number = None;
    if let Some(is_number) = map.next_key_seed(Key(is_token))? {
        match is_number {
            Some(true) => number = from_token(&mut map)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(number)
}

/// The text of a number, after the key that announced it.
pub(super) fn from_token<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    map.next_value_seed(Seed::new(&mut Context::new(Side::Documented)))
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

/// A float that JSON has no number for, by its name.
pub(crate) fn not_finite(text: &str) -> Option<f32> {
    match text {
        "NaN" => Some(f32::NAN),
        "Infinity" => Some(f32::INFINITY),
        "-Infinity" => Some(f32::NEG_INFINITY),
        _ => None,
    }
}

/// The name of a float that JSON has no number for.
#[must_use]
pub(crate) fn float_name(number: f64) -> Option<&'static str> {
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
    )*};
}

floats! {
    f32, "a number in the range of a float of 32 bits", serialize_f32, deserialize_f32;
    f64, "a number in the range of a float of 64 bits", serialize_f64, deserialize_f64;
}
