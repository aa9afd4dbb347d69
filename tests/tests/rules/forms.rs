//! The two forms of one type: the documented one, with every member under its documented name, and
//! the HTTP one.

use std::collections::BTreeMap;

use chime_model::{Blob, JsonValue, Operation, Structure, Timestamp, Union, UnknownMember, schema};
use chime_model_tests::message::{decode_request, encode_request};
use chime_model_tests::sample;
use serde_json::{Value, json};

use crate::NoErrors;

/// Members in every location, of the types that the two forms write differently.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Parcel {
    #[serde(rename = "Id")]
    #[http(label = "parcelId")]
    id: String,
    #[serde(rename = "Limit")]
    #[http(query = "max-results")]
    limit: Option<i32>,
    #[serde(rename = "Sent")]
    #[http(header = "X-Sent")]
    sent: Option<Timestamp>,
    #[serde(rename = "Meta")]
    #[http(prefix_headers = "X-Meta-")]
    meta: Option<BTreeMap<String, String>>,
    #[serde(rename = "Arrived")]
    #[http(body = "arrived")]
    arrived: Option<Timestamp>,
    #[serde(rename = "Weights")]
    #[http(body = "weights")]
    weights: Option<Vec<f64>>,
    #[serde(rename = "Picture")]
    #[http(body = "picture")]
    picture: Option<Blob>,
    #[serde(rename = "Settings")]
    #[http(body = "settings")]
    settings: Option<JsonValue>,
    #[serde(rename = "Anything")]
    #[http(body = "anything")]
    anything: Option<Value>,
    #[serde(rename = "Inside")]
    #[http(body = "inside")]
    inside: Option<Inside>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Inside {
    #[serde(rename = "Since")]
    #[http(body = "since")]
    Since(Timestamp),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Parcel, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "PUT", uri = "/parcels/{parcelId}")]
struct Put;

fn parcel() -> Parcel {
    let time = sample::time("2018-10-25T20:44:16Z");
    Parcel::new("p/1")
        .limit(5)
        .sent(time)
        .meta([("a".to_owned(), "b".to_owned())])
        .arrived(time)
        .weights(vec![1.5, f64::INFINITY])
        .picture(&b"\0\x01"[..])
        .settings(json!({ "a": [1] }))
        .anything(json!([null]))
        .inside(Inside::Since(time))
}

fn documented() -> Value {
    json!({
        "Id": "p/1",
        "Limit": 5,
        "Sent": "2018-10-25T20:44:16Z",
        "Meta": { "a": "b" },
        "Arrived": "2018-10-25T20:44:16Z",
        "Weights": [1.5, "Infinity"],
        "Picture": "AAE=",
        "Settings": { "a": [1] },
        "Anything": [null],
        "Inside": { "Since": "2018-10-25T20:44:16Z" },
    })
}

#[test]
fn documented_form_has_all_members_under_their_documented_names() {
    assert_eq!(serde_json::to_value(parcel()).expect("JSON"), documented());
    assert_eq!(serde_json::from_value::<Parcel>(documented()).expect("a parcel"), parcel());
}

#[test]
fn schema_describes_the_documented_form() {
    let schema = schema::of::<Parcel>().to_value();
    let options = jsonschema::options().should_validate_formats(true);
    let validator = options.build(&schema).expect("a schema");
    assert!(validator.is_valid(&documented()), "{schema}");
    let names = |value: &Value| {
        value
            .as_object()
            .map(|object| object.keys().cloned().collect::<std::collections::BTreeSet<_>>())
    };
    assert_eq!(names(&schema["properties"]), names(&documented()));
    assert_eq!(schema["required"], json!(["Id"]));
}

#[test]
fn http_form_has_each_member_in_its_place() {
    let text = encode_request::<Put>(&parcel());
    let body = concat!(
        r#"{"arrived":1540500256,"weights":[1.5,"Infinity"],"picture":"AAE=","settings":"{\"a\":[1]}","#,
        r#""anything":[null],"inside":{"since":1540500256}}"#,
    );
    let expected = [
        "PUT /parcels/p%2F1?max-results=5",
        &format!("content-length: {}", body.len()),
        "content-type: application/json",
        "x-meta-a: b",
        "x-sent: Thu, 25 Oct 2018 20:44:16 GMT",
        "",
        body,
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    assert_eq!(decode_request::<Put>(&text), Ok(parcel()));
}

#[test]
fn a_string_that_holds_json_must_be_json() {
    for (value, found) in
        [("\"{\"", ""), ("{}", ", not an object"), ("5", ", not a number"), ("\"\"", "")]
    {
        let text =
            format!("PUT /parcels/p\ncontent-type: application/json\n\n{{\"settings\":{value}}}");
        assert_eq!(
            decode_request::<Put>(&text).expect_err(value).to_string(),
            format!("Settings must be a string that holds JSON{found}")
        );
    }
}
