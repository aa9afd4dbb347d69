//! The responses for errors in OpenAPI. All errors of one status share a response, and all errors
//! of a service share the schema of their bodies.

use chime_model_vocabulary::media::JSON;
use serde_json::{Map, Value, json};

use crate::builder::OPENAPI_SCHEMAS;
use crate::data::Member;

/// The name of the schema of every error's body. Most generated clients lose the error if the body
/// of a status is a choice of schemas.
pub(crate) const ERROR: &str = "ErrorContent";
/// The header in which a response names its error.
pub(crate) const ERROR_TYPE: &str = "x-amzn-ErrorType";

/// An error of the operation, or a refusal.
pub(crate) struct Failure<'a> {
    pub(crate) name: &'a str,
    pub(crate) docs: &'a str,
    /// The members of the error; empty for a refusal.
    pub(crate) members: &'a [Member],
    /// An example of its body.
    pub(crate) example: Option<&'a Value>,
}

/// The response for all errors of one status, without their modeled headers.
pub(crate) fn response(failures: &[Failure<'_>], has_body: bool) -> Value {
    let list: Vec<String> = failures
        .iter()
        .map(|Failure { name, docs, .. }| format!("- `{name}`: {}", docs.replace('\n', "\n  ")))
        .collect();
    let names: Vec<&str> = failures.iter().map(|failure| failure.name).collect();
    let examples: Map<String, Value> = failures
        .iter()
        .filter_map(|failure| Some((failure.name.to_owned(), json!({ "value": failure.example? }))))
        .collect();
    // A mock server sends the first example of the body with this example of the header, so both
    // must be of the same error.
    let first = examples
        .keys()
        .min()
        .cloned()
        .or_else(|| failures.first().map(|failure| failure.name.to_owned()));
    let mut media = json!({ "schema": { "$ref": format!("#{OPENAPI_SCHEMAS}/{ERROR}") } });
    if !examples.is_empty() {
        media["examples"] = examples.into();
    }
    let error_type = json!({
        "description": format!("The error: {}.", one_of(&names)),
        "example": first,
        // Not an enumeration: clients accept errors that they do not know (rule E5).
        "schema": { "type": "string" },
    });
    let mut response = json!({
        "description": list.join("\n"),
        "headers": { ERROR_TYPE: error_type },
    });
    if has_body {
        response["content"] = json!({ JSON: media });
    }
    response
}

/// Names of errors as a choice.
pub(crate) fn one_of(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}

/// A schema of objects that allows every object that either of the two allows.
pub(crate) fn common(left: Value, right: Value) -> Value {
    let property = |schema: &Value, key: &str| schema["properties"].get(key).cloned();
    let keys = |schema: &Value| {
        schema["properties"]
            .as_object()
            .into_iter()
            .flat_map(Map::keys)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut properties = Map::new();
    for key in keys(&left).into_iter().chain(keys(&right)) {
        let schema = match (property(&left, &key), property(&right, &key)) {
            (Some(left), Some(right)) if left != right => json!({}),
            (left, right) => left.or(right).unwrap_or_default(),
        };
        properties.insert(key, schema);
    }
    let is_required = |schema: &Value, key: &Value| {
        schema["required"].as_array().is_some_and(|required| required.contains(key))
    };
    let required: Vec<Value> = left["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|key| is_required(&right, key))
        .cloned()
        .collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}
