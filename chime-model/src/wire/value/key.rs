//! The keys of objects: the name of a member, which is only looked up, and the key of a map, which
//! becomes a value of its type.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Value;

/// Deserializes a string and passes it to a function; consumes any other value and returns `None`.
pub(crate) struct NameOf<F>(pub(crate) F);

impl<'de, R, F: FnOnce(&str) -> R> DeserializeSeed<'de> for NameOf<F> {
    type Value = Option<R>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // In RON, the keys of a struct are identifiers and those of a map are strings, so neither
        // is requested.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(self)
        } else {
            deserializer.deserialize_str(self)
        }
    }
}

/// Visits of other values.
macro_rules! consumed {
    ($($visit:ident: $value:ty;)*) => {$(
        fn $visit<E>(self, _: $value) -> Result<Self::Value, E> {
            Ok(None)
        }
    )*};
}

impl<'de, R, F: FnOnce(&str) -> R> Visitor<'de> for NameOf<F> {
    type Value = Option<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Some((self.0)(key)))
    }

    consumed! {
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

/// Reads the key of a map; `None` for one that is not Unicode.
pub(super) struct OwnedKey;

impl<'de> DeserializeSeed<'de> for OwnedKey {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_string(self)
    }
}

impl Visitor<'_> for OwnedKey {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Some(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Self::Value, E> {
        Ok(Some(key))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Self::Value, E> {
        Ok(None)
    }
}
