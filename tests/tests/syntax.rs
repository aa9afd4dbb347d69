//! The documentation of boto3 shows the syntax of a request and of a response of CreateRoom. The
//! types must have the same members, in the same order.
//!
//! The test rebuilds the two blocks of that page from the JSON Schemas, in the order in which serde
//! writes the members, and compares them with `tests/fixtures`.

use std::collections::BTreeMap;

use chime_model::schema::schemars::JsonSchema;
use chime_model::{CreateRoom, CreateRoomRequest, CreateRoomResponse, Operation, schema};
use chime_model_tests::sample;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[test]
fn request_syntax_is_that_of_the_page() {
    let members = members::<CreateRoomRequest>(&sample::request());
    let arguments: Vec<String> =
        members.iter().map(|(name, value)| format!("    {name}={value}")).collect();
    let syntax = format!(
        "response = client.{}(\n{}\n)\n",
        snake_case(CreateRoom::NAME),
        arguments.join(",\n")
    );
    assert_eq!(syntax, include_str!("../fixtures/request-syntax.txt"));
}

#[test]
fn response_syntax_is_that_of_the_page() {
    let syntax = dictionary(&members::<CreateRoomResponse>(&sample::response()), 0) + "\n";
    assert_eq!(syntax, include_str!("../fixtures/response-syntax.txt"));
}

/// The members of a type by its schema, in the order in which a value with all of them is written.
fn members<T: JsonSchema + Serialize>(filled: &T) -> Vec<(String, String)> {
    let text = serde_json::to_string(filled).expect("a value that can be written");
    let root = schema::of::<T>().to_value();
    described(&root, &root, &text, 0)
}

fn described(root: &Value, schema: &Value, filled: &str, depth: usize) -> Vec<(String, String)> {
    let properties = schema["properties"].as_object().expect("the schema of an object");
    let mut written: Vec<(String, &RawValue)> =
        serde_json::from_str::<BTreeMap<_, _>>(filled).expect("an object").into_iter().collect();
    // Each value still points into the text, which gives its order.
    written.sort_by_key(|(_, value)| value.get().as_ptr());
    assert_eq!(properties.len(), written.len(), "the schema has the members that serde writes");
    let member = |(name, value): (String, &RawValue)| {
        let shown = shown(root, &properties[&name], value.get(), depth + 1);
        (name, shown)
    };
    written.into_iter().map(member).collect()
}

/// The placeholder that the page has for a value of this type.
fn shown(root: &Value, schema: &Value, filled: &str, depth: usize) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).expect("what is referred to");
        return shown(root, target, filled, depth);
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("string"), None) => "'string'".to_owned(),
        (Some("string"), Some("date-time")) => "datetime(2015, 1, 1)".to_owned(),
        (Some("object"), None) => dictionary(&described(root, schema, filled, depth), depth),
        other => panic!("the page shows nothing like {other:?}"),
    }
}

fn dictionary(members: &[(String, String)], depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let entries: Vec<String> =
        members.iter().map(|(name, value)| format!("{indent}    '{name}': {value}")).collect();
    format!("{{\n{}\n{indent}}}", entries.join(",\n"))
}

/// Turns `CreateRoom` into `create_room`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
