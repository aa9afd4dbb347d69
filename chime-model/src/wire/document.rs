//! Values without a shape: a document, which is any JSON value, and one that travels as its text.

use serde_core::Serialize as _;
use serde_core::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess};
use serde_core::ser::Serializer;
use serde_json::{Map, Number};

use super::context::{Context, Null};
use super::form::Form;
use super::key::OwnedKey;
use super::number;
use super::side::Side;
use super::value::{Formed, Value, Visit, in_object};
use crate::violation::Reason;
use crate::{Document, JsonValue};

/// What an error says of a document that a value of serde_json cannot hold.
const KEPT: &str = "a JSON value that can be kept";

/// JSON where the format is human-readable, else the text of it: other formats have no values that
/// say their own types.
impl Value for Document {
    const EXPECTED: &'static str = KEPT;

    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            form.nested::<S::Error>()?;
            return serializer.serialize_str(&self.to_string());
        }
        match self {
            Document::Null => serializer.serialize_unit(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Number(number) => write_number(number, serializer),
            Document::String(text) => serializer.serialize_str(text),
            Document::Array(elements) => elements.write(serializer, form),
            Document::Object(members) => {
                let form = form.nested()?;
                serializer
                    .collect_map(members.iter().map(|(key, value)| (key, Formed(value, form))))
            }
        }
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_string(visit)
    }

    fn from_null(context: &mut Context) -> Option<Self> {
        match context.null {
            Null::Mismatch | Null::NoElement => Some(Document::Null),
            Null::Missing | Null::Absent => context.no_value(KEPT),
        }
    }

    fn from_bool(value: bool, _: &mut Context) -> Option<Self> {
        Some(Document::Bool(value))
    }

    fn from_integer(number: i128, context: &mut Context) -> Option<Self> {
        match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => Some(number.into()),
            (_, Ok(number)) => Some(number.into()),
            _ => Self::from_number(&number.to_string(), context),
        }
    }

    fn from_float(number: f64, context: &mut Context) -> Option<Self> {
        Number::from_f64(number)
            .map(Document::Number)
            .or_else(|| context.refuse(Reason::expected(KEPT)))
    }

    fn from_number(text: &str, context: &mut Context) -> Option<Self> {
        serde_json::from_str(text)
            .ok()
            .map(Document::Number)
            .or_else(|| context.refuse(Reason::expected(KEPT)))
    }

    fn from_text(text: &str, context: &mut Context) -> Option<Self> {
        Self::from_string(text.to_owned(), context)
    }

    fn from_string(text: String, context: &mut Context) -> Option<Self> {
        if context.is_binary {
            return serde_json::from_str(&text)
                .ok()
                .or_else(|| context.refuse(Reason::expected("the text of a JSON value")));
        }
        Some(Document::String(text))
    }

    fn from_array<'de, A: SeqAccess<'de>>(
        array: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        Ok(Vec::from_array(array, context)?.map(Document::Array))
    }

    fn from_object<'de, A: MapAccess<'de>>(
        object: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        in_object(object, context, read_object).map(Option::flatten)
    }
}

fn read_object<'de, A: MapAccess<'de>>(
    object: &mut A,
    context: &mut Context,
) -> Result<Option<Document>, A::Error> {
    let mut map = Map::new();
    while let Some(key) = object.next_key_seed(OwnedKey(context))? {
        let Some(key) = key else {
            context.report(Reason::expected("made of Unicode characters"));
            object.next_value::<IgnoredAny>()?;
            continue;
        };
        if number::is_token(&key) {
            return Ok(
                number::from_token(object)?.and_then(|text| Document::from_number(&text, context))
            );
        }
        context.null = Null::Mismatch;
        let (key, value) =
            context.entry_of(key, |context| object.next_value_seed(Visit::new(context)));
        match (value?, map.contains_key(&key)) {
            (_, true) => context.entry(&key, |context| context.report(Reason::Duplicate)),
            (value, false) => map.extend(value.map(|value| (key, value))),
        }
    }
    Ok(Some(Document::Object(map)))
}

/// A number in the type that holds it. serde_json's own way would be a map in other formats, if
/// `arbitrary_precision` is on.
fn write_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    match (number.as_i64(), number.as_u64(), number.as_f64().and_then(Number::from_f64)) {
        (Some(number), _, _) => serializer.serialize_i64(number),
        (_, Some(number), _) => serializer.serialize_u64(number),
        (_, _, Some(float)) if float == *number => {
            serializer.serialize_f64(float.as_f64().unwrap_or(f64::NAN))
        }
        _ => number.serialize(serializer),
    }
}

/// In a body a string that holds JSON; in the documented form the value itself.
impl Value for JsonValue {
    const EXPECTED: &'static str = "a string that holds JSON";

    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        match form.body {
            Some(_) => serializer.serialize_str(&self.0.to_string()),
            None => self.0.write(serializer, form),
        }
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_string(visit)
    }

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        context: &mut Context,
    ) -> Result<Option<Self>, D::Error> {
        match context.side {
            Side::Documented => Ok(Document::read(deserializer, context)?.map(Self)),
            Side::Client | Side::Server => deserializer.deserialize_any(Visit::new(context)),
        }
    }

    fn from_text(text: &str, context: &mut Context) -> Option<Self> {
        serde_json::from_str(text)
            .ok()
            .map(Self)
            .or_else(|| context.refuse(Reason::expected(Self::EXPECTED)))
    }
}
