//! Values without a shape: [`Document`], and [`JsonValue`] for members that carry JSON inside of a
//! text.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::{self, Context, Text, TimestampFormat};

/// Any JSON value.
pub type Document = serde_json::Value;

/// A member of a union that its description does not model (rule J9), kept as it came. Its `Debug`
/// shows the name alone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownMember {
    /// The key of the member.
    pub name: String,
    /// What it holds.
    pub value: Document,
}

impl std::fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UnknownMember({:?})", self.name)
    }
}

/// A JSON value that travels as text: as a JSON string in a body, as base64 in a header. Its
/// documented form is the value itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JsonValue(pub Document);

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::deserialize(deserializer)
    }
}

impl From<Document> for JsonValue {
    fn from(value: Document) -> Self {
        Self(value)
    }
}

impl Text for JsonValue {
    fn to_text(&self, _: TimestampFormat) -> Cow<'_, str> {
        STANDARD.encode(self.0.to_string()).into()
    }

    fn from_text(text: &str, _: &Context) -> Result<Self, &'static str> {
        let bytes = STANDARD.decode(text).ok();
        bytes
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .map(Self)
            .ok_or("JSON in base64")
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for JsonValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "JsonValue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}
