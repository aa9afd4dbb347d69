//! Integers of 32 and 64 bits (rule J3).

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::text::parsed;
use super::{Ranged, Reading, Value, ValueVisitor};
use crate::violation::Reason;
use crate::wire::encoding::Encoding;

macro_rules! integers {
    ($($integer:ident, $expected:literal, $serialize:ident, $deserialize:ident;)*) => {$(
        impl Value for $integer {
            const EXPECTED: &'static str = $expected;

            fn write<S: Serializer>(
                &self,
                serializer: S,
                _: Encoding<'_>,
            ) -> Result<S::Ok, S::Error> {
                serializer.$serialize(*self)
            }

            fn deserialize_typed<'de, D: Deserializer<'de>>(
                deserializer: D,
                visitor: ValueVisitor<'_, Self>,
            ) -> Result<Option<Self>, D::Error> {
                deserializer.$deserialize(visitor)
            }

            fn from_integer(number: i128, reading: Reading<'_>) -> Option<Self> {
                match number.try_into() {
                    Ok(number) => Some(number),
                    Err(_) => reading.refuse(Reason::expected($expected)),
                }
            }

            /// Refuses fractions. The integer `-0` arrives as a float in the documented form.
            fn from_float(number: f64, reading: Reading<'_>) -> Option<Self> {
                if number == 0.0 && number.is_sign_negative() {
                    return Some(0);
                }
                reading.refuse(Reason::expected($expected))
            }
        }

        impl Ranged for $integer {
            type Number = $integer;

            fn number(&self) -> Option<$integer> {
                Some(*self)
            }
        }

        parsed!($integer, $expected);
    )*};
}

integers! {
    i32, "an integer of 32 bits", serialize_i32, deserialize_i32;
    i64, "an integer of 64 bits", serialize_i64, deserialize_i64;
}
