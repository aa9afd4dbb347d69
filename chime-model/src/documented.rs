//! The documented form of what serde would write another way: timestamps with the digits of rule T2, and floats of which three
//! are no JSON numbers (rule J3). For `#[serde(with = "…")]` on members that hold one, however deep in lists and maps.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::de::{DeserializeSeed, Error as _, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Sensitive;

/// Writes a member in its documented form.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Documented, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// Reads a member from its documented form.
///
/// # Errors
/// Those of the deserializer, and a value that is not of the documented form.
pub fn deserialize<'de, T: Documented, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// A value with a documented form of its own.
pub trait Documented: Sized {
    /// Writes the value.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the value.
    ///
    /// # Errors
    /// Those of the deserializer, and a value that is not of the documented form.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

#[doc(hidden)]
/// Carries a documented value through serde's own containers.
pub struct As<T>(
    /// the value
    pub T,
);

#[doc(hidden)]
/// Reads a key as the index of the name that it is, without keeping its text.
pub struct Names(
    /// the names of the members
    pub &'static [&'static str],
);

impl<'de> DeserializeSeed<'de> for Names {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}

impl<T: Documented> Serialize for As<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: Documented> Deserialize<'de> for As<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(As)
    }
}

impl Documented for Timestamp {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&crate::timestamp::date_time(*self))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        crate::timestamp::read_rfc3339(&text).ok_or_else(|| D::Error::custom("expected a date-time of RFC 3339"))
    }
}

/// Reads a number, or the name of one of the three that JSON has no number for.
struct Float;

impl Visitor<'_> for Float {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    #[expect(clippy::cast_precision_loss, reason = "a float is asked for")]
    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "a float is asked for")]
    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
        crate::wire::not_finite(text).map(f64::from).ok_or_else(|| E::invalid_type(serde::de::Unexpected::Other("a string"), &self))
    }
}

macro_rules! float {
    ($($float:ident)*) => {$(
        impl Documented for $float {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match crate::wire::float_name(f64::from(*self)) {
                    Some(name) => serializer.serialize_str(name),
                    None => self.serialize(serializer),
                }
            }

            #[allow(clippy::cast_possible_truncation)]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let wide = deserializer.deserialize_any(Float)?;
                let number = wide as $float;
                if wide.is_finite() && !number.is_finite() {
                    return Err(D::Error::custom("the number is out of range"));
                }
                Ok(number)
            }
        }
    )*};
}

float!(f32 f64);

impl<T: Documented> Documented for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(As).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<As<T>>::deserialize(deserializer)?.map(|value| value.0))
    }
}

impl<T: Documented> Documented for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for element in self {
            list.serialize_element(&As(element))?;
        }
        list.end()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<As<T>>::deserialize(deserializer)?.into_iter().map(|value| value.0).collect())
    }
}

impl<T: Documented> Documented for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &As(value))?;
        }
        map.end()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::<String, As<T>>::deserialize(deserializer)?.into_iter().map(|(key, value)| (key, value.0)).collect())
    }
}

impl<T: Documented> Documented for Sensitive<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Sensitive::<As<T>>::deserialize(deserializer)?;
        Ok(Sensitive::new(value.into_inner().0))
    }
}

#[cfg(test)]
mod tests {
    use super::As;

    #[test]
    fn a_float_is_a_number_in_its_range_or_a_name() {
        let read = |text| serde_json::from_str::<As<f32>>(text).map(|number| number.0).ok();
        assert_eq!(read("1"), Some(1.0));
        assert_eq!(read("-1.5e3"), Some(-1500.0));
        assert_eq!(read("\"-Infinity\""), Some(f32::NEG_INFINITY));
        for text in ["1e39", "\"1\"", "null", "{\"NaN\":null}", "\"infinity\""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
