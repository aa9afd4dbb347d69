//! Strings.

use std::borrow::Cow;

use chime_model_vocabulary::TimestampFormat;
use chime_model_vocabulary::media::TEXT;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::{AsText, Length, MapKey, Reading, Text, Value, ValueVisitor};
use crate::violation::Reason;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

impl Value for String {
    const EXPECTED: &'static str = "a string";
    const CONTENT_TYPE: &'static str = TEXT;
    const IS_TEXT: bool = true;

    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _: Encoding<'_>) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_string(visitor)
    }

    #[inline]
    fn from_text(text: &str, _: Reading<'_>) -> Option<Self> {
        Some(text.to_owned())
    }

    fn from_string(text: String, _: Reading<'_>) -> Option<Self> {
        Some(text)
    }

    fn shown_text(&self) -> Option<&str> {
        Some(self)
    }

    fn to_payload(&self, _: Form, _: TimestampFormat) -> Result<Vec<u8>, Reason> {
        Ok(self.as_bytes().to_vec())
    }

    fn from_payload(payload: &[u8], reading: Reading<'_>) -> Option<Self> {
        match std::str::from_utf8(payload) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => reading.refuse(Reason::NOT_TEXT),
        }
    }
}

impl Text for String {
    #[inline]
    fn to_text(&self, _: TimestampFormat) -> Result<Cow<'_, str>, Reason> {
        Ok(self.into())
    }

    #[inline]
    fn from_text(text: &str, _: TimestampFormat, _: Form) -> Result<Self, &'static str> {
        Ok(text.to_owned())
    }
}

impl MapKey for String {}

impl Length for String {
    fn length(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

impl AsText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

/// The key of a map.
impl Length for &str {
    fn length(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

/// The key of a map.
impl AsText for &str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}
