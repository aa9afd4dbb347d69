//! Builds the schema of a shape from what its derive says of it: in the documented form, or in the form of HTTP bodies.
//! The derives name what is public here.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

pub use super::member::MemberType;
pub use super::shape::{Constraints, Docs, Error, Errors, Member, Place, Shape};
use crate::timestamp::TimestampFormat;

/// Where the documents of OpenAPI keep their schemas. A generator with this path makes the form of HTTP bodies.
pub(super) const HTTP_FORM: &str = "/components/schemas";

fn is_http_form(generator: &SchemaGenerator) -> bool {
    generator.settings().definitions_path == HTTP_FORM
}

/// The schema of a structure.
pub fn structure<T: Shape>(generator: &mut SchemaGenerator) -> Schema {
    object(generator, T::DOCS, &T::MEMBERS.iter().collect::<Vec<_>>())
}

/// The schema of a union: an object of which exactly one member is set. Open, like what reads it.
pub fn union<T: Shape>(generator: &mut SchemaGenerator) -> Schema {
    let mut schema = structure::<T>(generator);
    schema.remove("required");
    schema.insert("minProperties".to_owned(), 1.into());
    schema.insert("maxProperties".to_owned(), 1.into());
    schema
}

/// The schema of an open enumeration: a string whose description lists the values that are known.
#[must_use]
pub fn enumeration(docs: &str, values: &[&str]) -> Schema {
    let known = format!("Known values: {}.", values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", "));
    let description = if docs.is_empty() { known } else { format!("{docs}\n\n{known}") };
    json_schema!({ "type": "string", "description": description })
}

/// The schema of an object with these members.
pub(super) fn object(generator: &mut SchemaGenerator, docs: &str, members: &[&Member]) -> Schema {
    let key = |member: &Member| match member.place {
        Place::Body(key) if is_http_form(generator) => key.to_owned(),
        _ => member.name.to_owned(),
    };
    let keys: Vec<String> = members.iter().map(|member| key(member)).collect();
    let properties: Map<String, Value> =
        keys.iter().cloned().zip(members.iter().map(|member| member.build(generator).to_value())).collect();
    let required: Vec<&String> = keys.iter().zip(members).filter(|(_, member)| member.required).map(|(key, _)| key).collect();
    let mut schema = json_schema!({ "type": "object" });
    describe(&mut schema, docs);
    if !properties.is_empty() {
        schema.insert("properties".to_owned(), properties.into());
    }
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

impl Member {
    /// The schema of this member's value.
    pub(super) fn build(&self, generator: &mut SchemaGenerator) -> Schema {
        let timestamps = if is_http_form(generator) { self.timestamp } else { TimestampFormat::DateTime };
        let mut schema = (self.schema)(generator, timestamps);
        self.constraints.apply(schema.ensure_object());
        // Beside a reference, older readers pass over everything else: there the shape speaks for itself.
        if schema.get("$ref").is_none() {
            let of_type = schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
            let separator = if self.docs.is_empty() || of_type.is_empty() { "" } else { "\n\n" };
            describe(&mut schema, &format!("{}{separator}{of_type}", self.docs));
        }
        schema
    }
}

impl Constraints {
    fn apply(&self, schema: &mut Map<String, Value>) {
        if let Some((min, max)) = self.length {
            let (least, greatest) = match schema.get("type").and_then(Value::as_str) {
                Some("array") => ("minItems", "maxItems"),
                Some("object") => ("minProperties", "maxProperties"),
                _ => ("minLength", "maxLength"),
            };
            // The length of a blob is in bytes, which a schema cannot say of its base64.
            if !schema.contains_key("contentEncoding") {
                set(schema, least, min.filter(|min| *min > 0).map(Value::from));
                set(schema, greatest, max.map(Value::from));
            }
        }
        if let Some((min, max)) = self.range {
            // Of a float, the range is that of its number, not of NaN.
            let number = match schema.contains_key("anyOf") {
                true => schema["anyOf"].get_mut(0).and_then(Value::as_object_mut).expect("a float is a number or a name"),
                false => schema,
            };
            set(number, "minimum", min.and_then(|min| serde_json::from_str(min).ok()));
            set(number, "maximum", max.and_then(|max| serde_json::from_str(max).ok()));
        }
        set(schema, "pattern", self.pattern.map(Value::from));
        if let Some(each) = self.each {
            for inside in ["items", "additionalProperties"] {
                if let Some(Value::Object(inside)) = schema.get_mut(inside) {
                    each.apply(inside);
                }
            }
        }
        if let Some(keys) = self.keys {
            let mut names = Map::new();
            keys.apply(&mut names);
            set(schema, "propertyNames", (!names.is_empty()).then(|| names.into()));
        }
    }
}

fn set(schema: &mut Map<String, Value>, keyword: &str, value: Option<Value>) {
    schema.extend(value.map(|value| (keyword.to_owned(), value)));
}

fn describe(schema: &mut Schema, docs: &str) {
    if !docs.is_empty() {
        schema.insert("description".to_owned(), docs.into());
    }
}
