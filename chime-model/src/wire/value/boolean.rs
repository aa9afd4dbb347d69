//! Booleans.

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::text::parsed;
use super::{Reading, Value, ValueVisitor};
use crate::wire::encoding::Encoding;

impl Value for bool {
    const EXPECTED: &'static str = "true or false";

    fn write<S: Serializer>(&self, serializer: S, _: Encoding<'_>) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_bool(visitor)
    }

    fn from_bool(value: bool, _: Reading<'_>) -> Option<Self> {
        Some(value)
    }
}

parsed!(bool, bool::EXPECTED);
