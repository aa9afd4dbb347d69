//! Numbers as text: what is parsed from one, and the text out of the map as which serde_json hands on a number with
//! `arbitrary_precision`.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::key::Key;

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
    map.next_value_seed(Digits)
}

/// Reads the text of a number; nothing for a value that is no text, which only looks like what serde_json makes of one.
struct Digits;

impl<'de> DeserializeSeed<'de> for Digits {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(self),
            false => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for Digits {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a number")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_seq(array).map(|_| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_map(object).map(|_| None)
    }
}
