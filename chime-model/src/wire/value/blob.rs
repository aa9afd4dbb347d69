//! [`Blob`], bytes that JSON carries as padded standard base64 (rule J4).

use std::fmt;
use std::ops::{Deref, DerefMut};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chime_model_vocabulary::TimestampFormat;
use chime_model_vocabulary::media::BLOB;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Length, Reading, Value, ValueVisitor, documented};
use crate::violation::Reason;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// Bytes. In JSON they are a string of padded standard base64; as a payload they are the body
/// itself.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// The bytes.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

/// Shows only the length: bytes are seldom readable and may be many.
impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl Deref for Blob {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Blob {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Value for Blob {
    const EXPECTED: &'static str = "a string of base64";
    const CONTENT_TYPE: &'static str = BLOB;
    const IS_TEXT: bool = true;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        if encoding.form == Form::Binary {
            serializer.serialize_bytes(self)
        } else {
            serializer.serialize_str(&STANDARD.encode(&self.0))
        }
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_byte_buf(visitor)
    }

    fn from_text(text: &str, reading: Reading<'_>) -> Option<Self> {
        match STANDARD.decode(text) {
            Ok(bytes) => Some(Self(bytes)),
            Err(_) => reading.refuse(Reason::expected("padded standard base64")),
        }
    }

    fn from_bytes(bytes: Vec<u8>, _: Reading<'_>) -> Option<Self> {
        Some(Self(bytes))
    }

    fn to_payload(&self, _: Form, _: TimestampFormat) -> Result<Vec<u8>, Reason> {
        Ok(self.to_vec())
    }

    fn from_payload(payload: &[u8], _: Reading<'_>) -> Option<Self> {
        Some(payload.into())
    }
}

impl Length for Blob {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

/// Writes padded standard base64 if the format is human-readable, else bytes.
impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        documented::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        documented::deserialize(deserializer)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Blob {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Blob".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "contentEncoding": "base64" })
    }
}
