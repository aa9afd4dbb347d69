//! A file of another kind has one problem, which says what it is and what to do.

use chime_model_spec::{CHIME, generate};
use serde_json::{Value, json};

pub(crate) fn only_problem(text: &str) -> String {
    let problems = generate("d", text).expect_err("a problem");
    assert_eq!(problems.iter().len(), 1, "{problems}");
    problems.iter().next().expect("a problem").message().to_owned()
}

#[test]
fn files_of_other_formats() {
    for (text, expected) in [
        (r#"{"smithy": "2.0", "shapes": {"a#B": {"type": "service", "x": 1}}}"#, "a Smithy model"),
        ("// A comment\n\n$version: \"2\"\nnamespace a.b\n", "a Smithy model"),
        ("namespace a.b\n", "a Smithy model"),
        ("metadata validators = []\n", "a Smithy model"),
        (r#"{"openapi": "3.1.0", "info": {}, "paths": {}}"#, "an OpenAPI document"),
        (r#"{"swagger": "2.0", "paths": {}}"#, "an OpenAPI document"),
        ("openapi: 3.0.3\ninfo:\n  title: A\n", "an OpenAPI document"),
        (r#"{"asyncapi": "3.0.0"}"#, "an AsyncAPI document"),
        (r#"{"$schema": "http://json-schema.org/draft-07/schema#"}"#, "a JSON Schema"),
        ("---\nmetadata:\n", "YAML"),
        ("# A comment\nmetadata:\n  protocol: rest-json\n", "YAML"),
        ("version: \"2.0\"\n", "YAML"),
        ("<!DOCTYPE html>\n<html>", "HTML or XML"),
        (r#"{"pagination": {}}"#, "the paginators"),
        (r#"{"version": 2, "waiters": {}}"#, "the waiters"),
        (r#"{"version": "1.0", "examples": {}}"#, "the examples"),
        (r#"{"version": "1.0", "parameters": {}, "rules": []}"#, "the endpoint rules"),
        (r#"{"version": 3, "partitions": []}"#, "the endpoints of all services"),
    ] {
        let message = only_problem(text);
        assert!(message.starts_with("this is ") || message.starts_with("these are "), "{message}");
        assert!(message.contains(expected), "{text}: {message}");
    }
}

#[test]
fn files_of_the_sdk_for_javascript() {
    let mut normal: Value = serde_json::from_str(CHIME).expect("JSON");
    let shapes = normal["shapes"].as_object_mut().expect("shapes");
    shapes.retain(|_, shape| shape.get("exception").is_none());
    let message = only_problem(&normal.to_string());
    assert!(
        message.starts_with("the shape of \"BadRequestException\" and of 7 other errors"),
        "{message}"
    );
    assert!(message.contains(".normal.json of the AWS SDK for JavaScript"), "{message}");

    let mut minified: Value = serde_json::from_str(CHIME).expect("JSON");
    minified["operations"]["CreateRoom"] =
        json!({ "http": { "requestUri": "/" }, "input": { "type": "structure", "members": {} } });
    let message = only_problem(&minified.to_string());
    assert!(message.contains(".min.json of the AWS SDK for JavaScript"), "{message}");
}

#[test]
fn services_of_other_protocols() {
    for (protocol, name) in [
        ("query", "AWS Query"),
        ("ec2", "EC2 Query"),
        ("rest-xml", "restXml"),
        ("smithy-rpc-v2-cbor", "Smithy RPC v2 CBOR"),
    ] {
        let text = CHIME.replace("\"rest-json\"", &format!("{protocol:?}"));
        // The shapes of another protocol have keys that are unknown here. They are not reported
        // too.
        let text = text.replace("\"type\": \"blob\"", "\"type\": \"blob\", \"xmlName\": 1");
        let message = only_problem(&text);
        assert!(message.starts_with(&format!("the protocol {protocol:?} ({name})")), "{message}");
    }
    let unknown = CHIME.replace("\"rest-json\"", "\"rest-jsn\"");
    let message = only_problem(&unknown);
    assert_eq!(message, "unknown protocol \"rest-jsn\"; did you mean \"rest-json\"?");
}

#[test]
fn the_list_of_protocols_decides() {
    let with_list = |protocol: &str, list: Value| {
        let mut description: Value = serde_json::from_str(CHIME).expect("JSON");
        description["metadata"]["protocol"] = json!(protocol);
        description["metadata"]["protocols"] = list;
        description.to_string()
    };
    // Rule K1: the order is that of botocore, whatever the order of the list is.
    for (protocol, list) in [
        ("rest-json", json!(["rest-json"])),
        ("rest-xml", json!(["rest-xml", "rest-json"])),
        ("smithy-rpc-v2-cbor", json!(["query", "smithy-rpc-v2-cbor", "rest-json"])),
        ("rest-json", json!([])),
    ] {
        generate("d", &with_list(protocol, list)).expect("no problems");
    }
    let message = only_problem(&with_list("rest-json", json!(["query", "rest-xml"])));
    assert!(message.starts_with("the protocol \"rest-xml\" (restXml)"), "{message}");
}

#[test]
fn one_mistake_does_not_make_another_kind_of_file() {
    // The name of an error that does not exist is reported at its place.
    let text =
        CHIME.replacen("\"shape\": \"NotFoundException\"", "\"shape\": \"NotFoundExcption\"", 1);
    let problems = generate("d", &text).expect_err("a problem").to_string();
    assert!(problems.contains("did you mean \"NotFoundException\"?"), "{problems}");
}
