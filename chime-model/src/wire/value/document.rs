//! Values without a shape: [`Document`], which is any JSON value, and [`JsonValue`], a document
//! that travels as text.
//!
//! The functions that read a document are `#[inline]`, so that a program without documents does not
//! compile them.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chime_model_vocabulary::TimestampFormat;
use serde_core::de::{IgnoredAny, MapAccess, SeqAccess};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::map::Entry;
use serde_json::{Map, Number};

use super::key::OwnedKey;
use super::{
    Encoded, Null, Reading, Text, Value, ValueVisitor, documented, in_object, number_token,
};
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// Any JSON value.
pub type Document = serde_json::Value;

/// What an error names as expected in place of a document that serde_json's type cannot hold.
const KEPT: &str = "a JSON value that a document can hold";

/// JSON if the format is human-readable, else the text of it: other formats are not
/// self-describing.
impl Value for Document {
    const EXPECTED: &'static str = KEPT;
    const IS_TEXT: bool = true;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        if encoding.form == Form::Binary {
            encoding.nested::<S::Error>()?;
            return serializer.serialize_str(&self.to_string());
        }
        match self {
            Document::Null => serializer.serialize_unit(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Number(number) => write_number(number, serializer, encoding),
            Document::String(text) => serializer.serialize_str(text),
            Document::Array(elements) => elements.write(serializer, encoding),
            Document::Object(members) => {
                let encoding = encoding.nested()?;
                let members = members.iter();
                serializer.collect_map(members.map(|(key, value)| (key, Encoded(value, encoding))))
            }
        }
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_string(visitor)
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }

    /// A null is a value here, since it is not a member.
    #[inline]
    fn from_payload(payload: &[u8], reading: Reading<'_>) -> Option<Self> {
        let Reading { context, format, .. } = reading;
        super::read_json(payload, Reading::new(context, format, Null::Mismatch))
    }

    fn from_null(reading: Reading<'_>) -> Option<Self> {
        match reading.null {
            Null::Mismatch | Null::NoElement => Some(Document::Null),
            Null::Missing | Null::Absent => reading.null(KEPT),
        }
    }

    fn from_bool(value: bool, _: Reading<'_>) -> Option<Self> {
        Some(Document::Bool(value))
    }

    fn from_integer(number: i128, reading: Reading<'_>) -> Option<Self> {
        match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => Some(number.into()),
            (_, Ok(number)) => Some(number.into()),
            _ => Self::from_number(&number.to_string(), reading),
        }
    }

    fn from_float(number: f64, reading: Reading<'_>) -> Option<Self> {
        let number = Number::from_f64(number).map(Document::Number);
        number.or_else(|| reading.refuse(Reason::expected(KEPT)))
    }

    fn from_number(text: &str, reading: Reading<'_>) -> Option<Self> {
        let number = text.parse().ok().map(Document::Number);
        number.or_else(|| reading.refuse(Reason::expected(KEPT)))
    }

    #[inline]
    fn from_text(text: &str, reading: Reading<'_>) -> Option<Self> {
        Self::from_string(text.to_owned(), reading)
    }

    #[inline]
    fn from_string(text: String, reading: Reading<'_>) -> Option<Self> {
        if reading.context.form == Form::Binary {
            let document = from_json(&text);
            return document
                .or_else(|| reading.refuse(Reason::expected("the text of a JSON value")));
        }
        Some(Document::String(text))
    }

    fn from_array<'de, A: SeqAccess<'de>>(
        array: A,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(Vec::from_array(array, reading)?.map(Document::Array))
    }

    fn from_object<'de, A: MapAccess<'de>>(
        object: A,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, A::Error> {
        in_object(object, reading.context, read_object).map(Option::flatten)
    }
}

fn read_object<'de, A: MapAccess<'de>>(
    object: &mut A,
    context: &mut Context,
) -> Result<Option<Document>, A::Error> {
    let mut map = Map::new();
    while let Some(key) = object.next_key_seed(OwnedKey)? {
        let Some(key) = key else {
            context.report(Reason::NOT_UNICODE);
            object.next_value::<IgnoredAny>()?;
            continue;
        };
        if number_token::is_number_key(&key, context.form) {
            let digits = number_token::digits(object)?;
            let reading = Reading::documented(context, Null::Mismatch);
            return Ok(digits.and_then(|digits| Document::from_number(&digits, reading)));
        }
        let value = context.entry(&key, |context| {
            object.next_value_seed(ValueVisitor::new(Reading::documented(context, Null::Mismatch)))
        })?;
        match (map.entry(key), value) {
            (Entry::Occupied(entry), _) => {
                context.entry(entry.key(), |context| context.report(Reason::Duplicate));
            }
            (Entry::Vacant(entry), Some(value)) => drop(entry.insert(value)),
            (Entry::Vacant(_), None) => {}
        }
    }
    Ok(Some(Document::Object(map)))
}

/// Writes a number as the type that holds it. serde_json itself would write a map in other formats,
/// if its feature `arbitrary_precision` is on.
fn write_number<S: Serializer>(
    number: &Number,
    serializer: S,
    encoding: Encoding<'_>,
) -> Result<S::Ok, S::Error> {
    if !encoding.form.is_documented() {
        return serializer.serialize_bytes(number.to_string().as_bytes());
    }
    match (number.as_i64(), number.as_u64(), number.as_f64().and_then(Number::from_f64)) {
        (Some(number), _, _) => serializer.serialize_i64(number),
        (_, Some(number), _) => serializer.serialize_u64(number),
        (_, _, Some(float)) if float == *number => {
            serializer.serialize_f64(float.as_f64().unwrap_or(f64::NAN))
        }
        _ => number.serialize(serializer),
    }
}

/// Reads a document from its text, as a body is read; `None` for any problem.
#[inline]
fn from_json(text: &str) -> Option<Document> {
    let mut context = Context::new(Form::Client);
    let reading = Reading::new(&mut context, TimestampFormat::EpochSeconds, Null::Mismatch);
    let document = Document::from_payload(text.as_bytes(), reading);
    context.finish(document).ok()
}

/// A member of a union that its description does not model (rule [J9](crate::rules#j9)), kept as it
/// came. Its `Debug` shows the name alone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownMember {
    /// The key of the member.
    pub name: String,
    /// The value of the member.
    pub value: Document,
}

impl fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownMember({:?})", self.name)
    }
}

/// A JSON value that travels as text: as a JSON string in a body, as base64 in a header. Its
/// documented form is the value itself.
///
/// ```
/// use chime_model::{Document, JsonValue};
///
/// let value = JsonValue(Document::from(vec![1, 2]));
/// assert_eq!(serde_json::to_string(&value)?, "[1,2]");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JsonValue(pub Document);

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        documented::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        documented::deserialize(deserializer).map(Self)
    }
}

impl From<Document> for JsonValue {
    fn from(value: Document) -> Self {
        Self(value)
    }
}

/// In a body a string that holds JSON; in the documented form the value itself.
impl Value for JsonValue {
    const EXPECTED: &'static str = "a string that holds JSON";
    const IS_TEXT: bool = true;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        if encoding.form.is_documented() {
            self.0.write(serializer, encoding)
        } else {
            serializer.serialize_str(&self.0.to_string())
        }
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_string(visitor)
    }

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, D::Error> {
        if reading.context.form.is_documented() {
            return Ok(Document::read(deserializer, reading)?.map(Self));
        }
        deserializer.deserialize_any(ValueVisitor::new(reading))
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    #[inline]
    fn from_text(text: &str, reading: Reading<'_>) -> Option<Self> {
        let value = from_json(text).map(Self);
        value.or_else(|| reading.refuse(Reason::expected(Self::EXPECTED)))
    }
}

impl Text for JsonValue {
    fn to_text(&self, _: TimestampFormat) -> Result<Cow<'_, str>, Reason> {
        Ok(STANDARD.encode(self.0.to_string()).into())
    }

    #[inline]
    fn from_text(text: &str, _: TimestampFormat, _: Form) -> Result<Self, &'static str> {
        let bytes = STANDARD.decode(text).ok();
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| from_json(&text)).map(Self).ok_or("JSON in base64")
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
