//! [`Builder`]: builds the schema of a shape, in the documented form or in the form of HTTP bodies.

use chime_model_vocabulary::{Bounds, IDEMPOTENCY_TOKEN, Location, SENSITIVE, TimestampFormat};
use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use crate::data::{Constraints, Kind, Member, Shape, Shapes, Type};
use crate::numbers;

/// Which form of a shape a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Members have their documented names, and timestamps are date-times.
    Documented,
    /// Members have their keys in a body, and timestamps the format of their member.
    Http,
}

/// The place of schemas in an OpenAPI document.
pub const OPENAPI_SCHEMAS: &str = "/components/schemas";

/// Builds schemas of shapes.
pub struct Builder<'b> {
    /// The shapes by their names.
    pub shapes: &'b Shapes,
    /// The form.
    pub form: Form,
    /// Makes the reference to a structure or a union.
    pub refer: &'b mut dyn FnMut(&str) -> Schema,
}

impl Builder<'_> {
    /// The schema of a shape.
    pub fn shape(&mut self, shape: &Shape) -> Schema {
        match &shape.kind {
            Kind::Structure(members) => {
                self.object(&facts(shape), &members.iter().collect::<Vec<_>>())
            }
            Kind::Union(members) => self.union(&facts(shape), members),
            Kind::Enumeration(values) => enumeration(&shape.docs, values),
        }
    }

    /// An object with exactly one member. It is open: a client keeps a member that it does not know
    /// (rule J9).
    fn union(&mut self, docs: &str, members: &[Member]) -> Schema {
        let docs = paragraphs(&[docs, OPEN_UNION]);
        let mut schema = self.object(&docs, &members.iter().collect::<Vec<_>>());
        schema.remove("required");
        schema.insert("minProperties".to_owned(), 1.into());
        schema.insert("maxProperties".to_owned(), 1.into());
        schema
    }

    /// The schema of an object with these members.
    pub(crate) fn object(&mut self, docs: &str, members: &[&Member]) -> Schema {
        let key = |member: &Member| match &member.location {
            Location::Body(key) if self.form == Form::Http => key.clone(),
            _ => member.name.clone(),
        };
        let keys: Vec<String> = members.iter().map(|member| key(member)).collect();
        let properties: Map<String, Value> = keys
            .iter()
            .cloned()
            .zip(members.iter().map(|member| self.member(member).to_value()))
            .collect();
        let required: Vec<&String> = keys
            .iter()
            .zip(members)
            .filter(|(_, member)| member.required)
            .map(|(key, _)| key)
            .collect();
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

    /// The schema of a member's value.
    pub(crate) fn member(&mut self, member: &Member) -> Schema {
        let timestamps =
            if self.form == Form::Http { member.timestamp } else { TimestampFormat::DateTime };
        let mut schema = self.ty(&member.ty, timestamps);
        apply(&member.constraints, schema.ensure_object());
        // Older readers ignore keywords beside a reference.
        if schema.get("$ref").is_none() {
            let of_type =
                schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
            let token = if member.is_token { IDEMPOTENCY_TOKEN } else { "" };
            describe(&mut schema, &paragraphs(&[&member.docs, &of_type, token]));
        }
        schema
    }

    fn ty(&mut self, ty: &Type, timestamps: TimestampFormat) -> Schema {
        match ty {
            Type::Boolean => json_schema!({ "type": "boolean" }),
            Type::Integer => numbers::integer("int32", i32::MIN.into(), i32::MAX.into()),
            Type::Long => numbers::integer("int64", i64::MIN, i64::MAX),
            Type::Float => numbers::float(Some(f32::MAX)),
            Type::Double => numbers::float(None),
            Type::String => json_schema!({ "type": "string" }),
            Type::Timestamp => timestamp(timestamps),
            Type::Blob => json_schema!({ "type": "string", "contentEncoding": "base64" }),
            Type::Document | Type::JsonValue => true.into(),
            Type::Shape(name) => {
                match self.shapes.get(name).map(|shape| (&shape.kind, &shape.docs)) {
                    Some((Kind::Enumeration(values), docs)) => enumeration(docs, values),
                    _ => (self.refer)(name),
                }
            }
            Type::List(element) => {
                json_schema!({ "type": "array", "items": self.ty(element, timestamps) })
            }
            Type::Map(value) => {
                json_schema!({ "type": "object", "additionalProperties": self.ty(value, timestamps) })
            }
            Type::Nullable(inner) => nullable(self.ty(inner, timestamps)),
            Type::Sensitive(inner) => {
                let mut schema = self.ty(inner, timestamps);
                if schema.get("$ref").is_none() {
                    let of_type = schema
                        .get("description")
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned();
                    describe(&mut schema, &paragraphs(&[&of_type, SENSITIVE]));
                }
                schema
            }
        }
    }
}

/// JSON Schema has no keyword for this.
const OPEN_UNION: &str =
    "Exactly one member is set. The union is open: a later version may have other members.";

/// An open enumeration: a string. Its known values are in the description for people, and are
/// examples for generators.
fn enumeration(docs: &str, values: &[String]) -> Schema {
    let known = format!(
        "Known values: {}.",
        values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
    );
    json_schema!({ "type": "string", "description": paragraphs(&[docs, &known]), "examples": values })
}

/// The description of a shape: its documentation, and that it is sensitive.
fn facts(shape: &Shape) -> String {
    paragraphs(&[&shape.docs, if shape.is_sensitive { SENSITIVE } else { "" }])
}

/// The texts that are not empty, each once.
fn paragraphs(texts: &[&str]) -> String {
    let mut joined = String::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !joined.contains(text) {
            let gap = if joined.is_empty() { "" } else { "\n\n" };
            joined = [&joined, gap, text].concat();
        }
    }
    joined
}

fn timestamp(format: TimestampFormat) -> Schema {
    match format {
        TimestampFormat::DateTime => json_schema!({ "type": "string", "format": "date-time" }),
        TimestampFormat::HttpDate => {
            json_schema!({ "type": "string", "description": "An HTTP date." })
        }
        TimestampFormat::EpochSeconds => {
            json_schema!({ "type": "number", "description": "Seconds since 1970." })
        }
    }
}

/// The schema with null as an additional value.
fn nullable(mut schema: Schema) -> Schema {
    if schema.get("$ref").is_some() {
        return json_schema!({ "anyOf": [schema, { "type": "null" }] });
    }
    // For a float, null is added to the number and not to the names.
    let of_type = if schema.get("anyOf").is_some() { "/anyOf/0/type" } else { "/type" };
    if let Some(of_type) = schema.pointer_mut(of_type) {
        *of_type = json!([*of_type, "null"]);
    }
    schema
}

fn apply(constraints: &Constraints, schema: &mut Map<String, Value>) {
    if let Some(Bounds { min, max }) = constraints.length {
        let (least, greatest) = match schema.get("type").and_then(Value::as_str) {
            Some("array") => ("minItems", "maxItems"),
            Some("object") => ("minProperties", "maxProperties"),
            _ => ("minLength", "maxLength"),
        };
        // The length of a blob is in bytes, but the schema describes its base64.
        if !schema.contains_key("contentEncoding") {
            set(schema, least, min.filter(|min| *min > 0).map(Value::from));
            set(schema, greatest, max.map(Value::from));
        }
    }
    if let Some(range) = &constraints.range {
        numbers::limit(schema, range);
    }
    set(schema, "pattern", constraints.pattern.as_deref().map(Value::from));
    set(schema, "uniqueItems", constraints.unique.then(|| true.into()));
    if let Some(each) = &constraints.each {
        for inside in ["items", "additionalProperties"] {
            if let Some(Value::Object(inside)) = schema.get_mut(inside) {
                apply(each, inside);
            }
        }
    }
    if let Some(keys) = &constraints.keys {
        let mut names = Map::new();
        apply(keys, &mut names);
        set(schema, "propertyNames", (!names.is_empty()).then(|| names.into()));
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
