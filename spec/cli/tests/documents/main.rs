//! The documents of descriptions that readers once refused or misread: one file for each, and what
//! holds for the documents of any description.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

const ERROR_HEADER: &str = include_str!("error_header.json");
const HEAD: &str = include_str!("head.json");
const NUMBERS: &str = include_str!("numbers.json");
const SPARSE_STRUCTURES: &str = include_str!("sparse_structures.json");
const UNICODE_PROPERTY: &str = include_str!("unicode_property.json");
const TOUR: &str = include_str!("../../../../tests/interop/family/protocol.json");
const EDGES: &str = include_str!("../../../../tests/descriptions/edge_cases.json");

/// The documents of a description, without the folder of its service in their names.
fn documents(text: &str) -> BTreeMap<String, Value> {
    let documents =
        chime_model_cli::documents("service.json", text, "1.0.0".to_owned(), "MIT".to_owned())
            .unwrap_or_else(|problems| panic!("{problems}"));
    let name = |path: String| path.split('/').skip(2).collect::<Vec<_>>().join("/");
    documents.files().into_iter().map(|(path, document)| (name(path), document)).collect()
}

/// Calls a function with each object of a document.
fn objects(value: &Value, see: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(object) => {
            see(value);
            object.values().for_each(|value| objects(value, see));
        }
        Value::Array(list) => list.iter().for_each(|value| objects(value, see)),
        _ => {}
    }
}

#[test]
fn patterns_have_ranges_of_characters() {
    let documents = documents(UNICODE_PROPERTY);
    for (name, document) in &documents {
        let mut patterns = 0;
        objects(document, &mut |object| {
            if let Some(pattern) = object.get("pattern").and_then(Value::as_str) {
                assert!(!pattern.contains("\\p"), "{name}: {pattern}");
                // One range is below U+FFFF, and the other is beyond it.
                assert!(pattern.contains("\\u1820-\\u1878") && pattern.contains("𐀀-𐀋"), "{name}");
                patterns += 1;
            }
        });
        assert_eq!(patterns, 1, "{name}");
    }
    // The description of the schema, which people read, keeps the short form.
    let value = &documents["2020-12/In.json"]["properties"]["value"];
    assert_eq!(value["description"], "Limits: pattern `^[\\p{L}\\p{N}_.:/=+\\-@]*$`.");
}

#[test]
fn null_has_a_type_in_openapi_3_0() {
    let map = &documents(SPARSE_STRUCTURES)["openapi-3.0.json"]["components"]["schemas"]["PutRequestContent"]
        ["properties"]["m"];
    assert_eq!(
        map["additionalProperties"],
        json!({ "anyOf": [
            { "$ref": "#/components/schemas/V" },
            { "type": "object", "nullable": true, "enum": [null] },
        ] })
    );
    for text in [SPARSE_STRUCTURES, NUMBERS, TOUR, EDGES] {
        let mut nulls = 0;
        objects(&documents(text)["openapi-3.0.json"], &mut |object| {
            if object.get("nullable") == Some(&json!(true)) {
                assert!(object["type"].is_string(), "{object}");
                nulls += 1;
            }
        });
        assert!(nulls > 0);
    }
}

#[test]
fn errors_have_their_headers() {
    let documents = documents(ERROR_HEADER);
    for version in ["openapi-3.0.json", "openapi-3.1.json"] {
        let responses = &documents[version]["paths"]["/e"]["get"]["responses"];
        assert_eq!(
            responses["429"]["headers"]["Retry-After"],
            json!({
                "description": "In the header `Retry-After`.\n\nSent with `Slow`.",
                "schema": { "type": "integer", "format": "int32", "minimum": i32::MIN, "maximum": i32::MAX },
            })
        );
        assert!(responses["404"]["headers"].get("Retry-After").is_none());
    }
}

/// Names of headers have no case, and two errors may give one header other types.
#[test]
fn errors_of_one_status_share_their_headers() {
    let mut description: Value = serde_json::from_str(ERROR_HEADER).expect("JSON");
    let header = |shape: &str, name: &str| json!({ "shape": shape, "location": "header", "locationName": name });
    description["shapes"]["Busy"] = json!({
        "type": "structure",
        "members": { "after": header("S", "retry-after"), "Queue": header("S", "X-Queue") },
        "error": { "httpStatusCode": 429 },
    });
    description["shapes"]["Full"] = description["shapes"]["Busy"].clone();
    description["operations"]["Get"]["errors"] =
        json!([{ "shape": "Slow" }, { "shape": "Busy" }, { "shape": "Full" }]);
    let documents = documents(&description.to_string());
    let headers =
        &documents["openapi-3.1.json"]["paths"]["/e"]["get"]["responses"]["429"]["headers"];
    let names: BTreeSet<&String> = headers.as_object().expect("headers").keys().collect();
    assert!(names.into_iter().eq(["Retry-After", "X-Queue", "x-amzn-ErrorType"]));
    assert_eq!(
        headers["Retry-After"],
        json!({
            "description":
                "In the header `Retry-After`.\n\nSent with `Slow` or `Busy` or `Full`.",
            "schema": {},
        })
    );
    assert_eq!(
        headers["X-Queue"],
        json!({
            "description": "In the header `X-Queue`.\n\nSent with `Busy` or `Full`.",
            "schema": { "type": "string" },
        })
    );
}

/// Rule C11.
#[test]
fn responses_to_head_have_no_body() {
    for version in ["openapi-3.0.json", "openapi-3.1.json"] {
        let document = &documents(HEAD)[version];
        let responses = &document["paths"]["/h"]["head"]["responses"];
        assert!(responses["200"]["headers"]["X-Size"].is_object());
        assert!(responses["404"]["headers"]["x-amzn-ErrorType"].is_object());
        objects(document, &mut |object| assert!(object.get("content").is_none(), "{object}"));
        assert_eq!(document["components"]["schemas"], json!({}));
    }
}

/// Rules C9 and C11: members of the body make a 204 a 200.
#[test]
fn a_status_without_a_body_has_no_content() {
    let text = HEAD
        .replace("\"HEAD\"", "\"DELETE\", \"responseCode\": 204")
        .replace("\"members\": {", "\"members\": { \"Note\": { \"shape\": \"I\" },");
    let responses = &documents(&text)["openapi-3.1.json"]["paths"]["/h"]["delete"]["responses"];
    assert!(responses["204"].get("content").is_none());
    assert!(responses["200"]["content"]["application/json"].is_object());
    assert_eq!(responses["200"]["headers"], responses["204"]["headers"]);
    let without = HEAD.replace("\"HEAD\"", "\"DELETE\", \"responseCode\": 204");
    let responses = &documents(&without)["openapi-3.1.json"]["paths"]["/h"]["delete"]["responses"];
    assert!(responses.get("200").is_none() && responses["204"].get("content").is_none());
}

#[test]
fn numbers_have_the_bounds_of_their_types() {
    let documents = documents(NUMBERS);
    let property = |name: &str| documents["2020-12/In.json"]["properties"][name].clone();
    assert_eq!(
        property("integer"),
        json!({ "type": "integer", "format": "int32", "minimum": i32::MIN, "maximum": i32::MAX })
    );
    assert_eq!(
        property("long"),
        json!({ "type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX })
    );
    assert_eq!(property("natural")["minimum"], 0);
    assert_eq!(property("natural")["maximum"], i64::MAX);
    assert_eq!(
        property("float")["anyOf"][0],
        json!({ "type": "number", "minimum": -3.402_823_5e38, "maximum": 3.402_823_5e38 })
    );
    assert_eq!(property("double")["anyOf"][0], json!({ "type": "number" }));
    for text in [NUMBERS, TOUR, EDGES] {
        for (name, document) in crate::documents(text) {
            objects(&document, &mut |object| {
                let bounds = match object.get("format").and_then(Value::as_str) {
                    Some("int32") => i64::from(i32::MIN)..=i64::from(i32::MAX),
                    Some("int64") => i64::MIN..=i64::MAX,
                    _ => return,
                };
                for keyword in ["minimum", "maximum"] {
                    let bound = object[keyword].as_i64();
                    assert!(bound.is_some_and(|bound| bounds.contains(&bound)), "{name}: {object}");
                }
            });
        }
    }
}

/// The same as `Validate::validate` has it.
#[test]
fn names_of_floats_are_within_ranges_that_are_open_on_their_side() {
    let documents = documents(NUMBERS);
    let property = |name: &str| documents["draft-07/In.json"]["properties"][name].clone();
    let named = |name: &str| property(name)["anyOf"][1]["enum"].clone();
    assert_eq!(named("double"), json!(["NaN", "Infinity", "-Infinity"]));
    assert_eq!(named("atLeast"), json!(["Infinity"]));
    assert_eq!(named("atMost"), json!(["-Infinity"]));
    assert_eq!(property("share")["type"], "number");
    assert_eq!(
        (&property("share")["minimum"], &property("share")["maximum"]),
        (&json!(0.0), &json!(1.0))
    );
    assert_eq!(
        property("shares")["items"],
        json!({ "type": ["number", "null"], "minimum": 0.0, "maximum": 1.0 })
    );
}

/// Rule J9: a client keeps a member that it does not know.
#[test]
fn a_union_says_that_it_is_open() {
    let union = &documents(NUMBERS)["2020-12/In.json"]["$defs"]["Either"];
    assert_eq!(
        union["description"],
        "Exactly one member is set. The union is open: a later version may have other members."
    );
    assert_eq!((&union["minProperties"], &union["maxProperties"]), (&json!(1), &json!(1)));
    assert_eq!(union.get("additionalProperties"), None);
}
