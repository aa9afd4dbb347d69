//! Keys of objects: of a structure, looked up in a table without keeping the text; of a map, kept
//! as what they are.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::context::Context;
use super::repair::{Repaired, repaired};
use super::value::Value;

/// Reads a key, or another text, and hands it to a function; nothing for what is no text, which is
/// consumed.
pub(super) struct Key<F>(pub(super) F);

impl<'de, R, F: FnOnce(&str) -> R> DeserializeSeed<'de> for Key<F> {
    type Value = Option<R>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // RON has names for keys in a structure and strings in a map: it is asked for whatever is
        // there.
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_any(self),
            false => deserializer.deserialize_str(self),
        }
    }
}

macro_rules! no_text {
    ($($visit:ident: $value:ty;)*) => {$(
        fn $visit<E>(self, _: $value) -> Result<Self::Value, E> {
            Ok(None)
        }
    )*};
}

impl<'de, R, F: FnOnce(&str) -> R> Visitor<'de> for Key<F> {
    type Value = Option<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Some((self.0)(key)))
    }

    no_text! {
        visit_bool: bool;
        visit_i64: i64;
        visit_i128: i128;
        visit_u64: u64;
        visit_u128: u128;
        visit_f64: f64;
        visit_bytes: &[u8];
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_seq(array).map(|_| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        IgnoredAny.visit_map(object).map(|_| None)
    }
}

/// The type of the keys of a map: `String`, or an enumeration.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map",
    label = "expected a `String` or an enumeration with `#[derive(Enumeration)]`"
)]
#[doc(hidden)]
pub trait MapKey: Value + Ord + AsRef<str> + From<String> {}

impl MapKey for String {}

/// Reads the key of a map; nothing for one that is not made of Unicode characters.
pub(super) struct OwnedKey<'c>(pub(super) &'c Context);

impl<'de> DeserializeSeed<'de> for OwnedKey<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_string(self)
    }
}

impl Visitor<'_> for OwnedKey<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(match repaired(key, self.0) {
            Repaired::Text(key) => Some(key.to_owned()),
            _ => None,
        })
    }
}
