//! Requests with a malformed value of every type, in every place: each is unreadable (rule C10),
//! and all of them are reported at once.

use std::collections::BTreeMap;

use chime_model::{
    Blob, Document, JsonValue, Operation, Rejection, Structure, Timestamp, Union, UnknownMember,
};
use chime_model_tests::message::decode_request;

use crate::NoErrors;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Body {
    integer: Option<i32>,
    long: Option<i64>,
    float: Option<f32>,
    double: Option<f64>,
    flag: Option<bool>,
    text: Option<String>,
    blob: Option<Blob>,
    list: Option<Vec<String>>,
    map: Option<BTreeMap<String, String>>,
    sparse: Option<Vec<Option<i32>>>,
    inner: Option<Inner>,
    choice: Option<Choice>,
    any: Option<Document>,
    seconds: Option<Timestamp>,
    #[http(timestamp = "date-time")]
    day: Option<Timestamp>,
    #[http(timestamp = "http-date")]
    date: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Inner {
    text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Text(String),
    Number(i32),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Body, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/body")]
struct PutBody;

/// The paths of the violations in a request that cannot be read.
fn unreadable<O: Operation>(text: &str) -> Vec<String> {
    match decode_request::<O>(text) {
        Err(Rejection::Unreadable(violations)) => {
            violations.iter().map(|violation| violation.path().to_owned()).collect()
        }
        Err(other) => panic!("{text}: {other:?}"),
        Ok(_) => panic!("{text}: the request was read"),
    }
}

fn in_body(body: &str) -> Vec<String> {
    unreadable::<PutBody>(&format!("POST /body\ncontent-type: application/json\n\n{body}"))
}

/// Each member with malformed values, and the path at which they are reported.
const BODY: [(&str, &[&str], &str); 19] = [
    (
        "integer",
        &[
            "\"5\"",
            "5.0",
            "1e0",
            "5.5",
            "2147483648",
            "-2147483649",
            "true",
            "[5]",
            "{}",
            "\"NaN\"",
        ],
        "integer",
    ),
    (
        "long",
        &[
            "\"5\"",
            "5.0",
            "9223372036854775808",
            "-9223372036854775809",
            "1e30",
            "false",
            "[]",
            "{}",
        ],
        "long",
    ),
    (
        "float",
        &["\"5\"", "\"1.5\"", "\"nan\"", "\"+Infinity\"", "\"Inf\"", "1e39", "true", "[1.5]", "{}"],
        "float",
    ),
    ("double", &["\"5\"", "\"NAN\"", "\"infinity\"", "true", "[]", "{}", "\"\""], "double"),
    ("flag", &["\"true\"", "\"false\"", "1", "0", "\"\"", "[true]", "{}"], "flag"),
    ("text", &["5", "1.5", "true", "[\"a\"]", "{}", "\"\\ud800\""], "text"),
    (
        "blob",
        &[
            "\"YQ\"",
            "\"YQ=\"",
            "\"YR==\"",
            "\"Y Q==\"",
            "\"_-8=\"",
            "\"YQ===\"",
            "5",
            "true",
            "[97]",
            "{}",
        ],
        "blob",
    ),
    ("list", &["\"a\"", "5", "true", "{}", "{\"0\":\"a\"}"], "list"),
    ("list", &["[5]", "[null]", "[true]", "[[\"a\"]]", "[{}]"], "list[0]"),
    ("list", &["[\"a\",5]", "[\"a\",null]"], "list[1]"),
    ("map", &["\"a\"", "5", "true", "[]", "[\"a\",\"b\"]"], "map"),
    (
        "map",
        &["{\"a\":5}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":\"1\",\"a\":\"2\"}"],
        "map[\"a\"]",
    ),
    ("sparse", &["[null,\"5\"]", "[null,5.5]"], "sparse[1]"),
    ("inner", &["\"a\"", "5", "true", "[]", "[{}]"], "inner"),
    ("inner", &["{\"text\":5}", "{\"text\":\"a\",\"text\":\"b\"}"], "inner.text"),
    (
        "choice",
        &[
            "{}",
            "{\"Text\":null}",
            "{\"Other\":1}",
            "{\"Text\":\"a\",\"Number\":1}",
            "[]",
            "[\"Text\"]",
            "\"Text\"",
            "5",
        ],
        "choice",
    ),
    (
        "seconds",
        &[
            "\"5\"",
            "\"2018-10-25T20:44:16Z\"",
            "\"Thu, 25 Oct 2018 20:44:16 GMT\"",
            "\"NaN\"",
            "1e300",
            "true",
            "[]",
            "{}",
        ],
        "seconds",
    ),
    (
        "day",
        &[
            "1540500256",
            "\"1540500256\"",
            "\"2018-10-25\"",
            "\"2018-10-25T20:44:16\"",
            "\"2018-10-25 20:44:16Z\"",
            "\"2018-10-25T20:44:16+01:00\"",
            "\"2018-13-25T20:44:16Z\"",
            "\"2018-02-30T20:44:16Z\"",
            "\"Thu, 25 Oct 2018 20:44:16 GMT\"",
            "true",
            "[]",
        ],
        "day",
    ),
    (
        "date",
        &[
            "1540500256",
            "\"2018-10-25T20:44:16Z\"",
            "\"Thursday, 25-Oct-18 20:44:16 GMT\"",
            "\"Thu Oct 25 20:44:16 2018\"",
            "\"Thu, 32 Oct 2018 20:44:16 GMT\"",
            "\"Thu, 25 Oct 2018 20:44:16\"",
            "\"Thu, 25 Oct 2018 20:44:16 +0100\"",
            "false",
            "{}",
        ],
        "date",
    ),
];

#[test]
fn c10_malformed_value_of_every_type_in_a_body() {
    for (member, values, path) in BODY {
        for value in values {
            assert_eq!(in_body(&format!("{{\"{member}\":{value}}}")), [path], "{member}: {value}");
        }
    }
}

#[test]
fn c10_every_malformed_value_of_a_body_is_reported_at_once() {
    let mut members = BODY.to_vec();
    members.dedup_by_key(|(member, _, _)| *member);
    let body: Vec<String> =
        members.iter().map(|(member, values, _)| format!("\"{member}\":{}", values[0])).collect();
    let paths: Vec<&str> = members.iter().map(|(_, _, path)| *path).collect();
    assert_eq!(in_body(&format!("{{{}}}", body.join(","))), paths);
}

#[test]
fn j5_a_body_that_is_not_a_json_object_is_unreadable() {
    for body in [
        "{\"text\":",
        "{\"text\":\"a\"",
        "{\"text\" \"a\"}",
        "{text:\"a\"}",
        "{'text':'a'}",
        "{\"text\":\"a\",}",
        "{\"text\":\"a\"}}",
        "{\"text\":\"a\"} x",
        "{\"text\":\"a\"}{}",
        "{\"text\":\"a\nb\"}",
        "{\"text\":\"\\x\"}",
        "{\"text\":a}",
        "{\"list\":[\"a\",\"b\"}",
        "{\"list\":[\"a\",,\"b\"]}",
        "{\"list\":[\"a\",]}",
        "{\"list\":[\"a\" \"b\"]}",
        "{\"map\":{\"a\":\"b\",}}",
        "{\"map\":{\"a\":}}",
        "{\"map\":{a:\"b\"}}",
        "{\"integer\":0x42}",
        "{\"integer\":1-1}",
        "{\"integer\":05}",
        "{\"integer\":+5}",
        "{\"double\":.5}",
        "{\"double\":5.}",
        "{\"double\":NaN}",
        "{\"double\":-Infinity}",
        "{\"flag\":True}",
        "{\"flag\":on}",
        "{\"any\":undefined}",
        "[]",
        "null",
        "5",
        "\"{}\"",
        "<body/>",
        "text=a",
    ] {
        assert_eq!(in_body(body), [""], "{body}");
    }
}

/// Every type that a label can have.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Labels {
    #[http(label = "integer")]
    integer: i32,
    #[http(label = "long")]
    long: i64,
    #[http(label = "float")]
    float: f32,
    #[http(label = "double")]
    double: f64,
    #[http(label = "flag")]
    flag: bool,
    #[http(label = "day")]
    day: Timestamp,
    #[http(label = "seconds", timestamp = "epoch-seconds")]
    seconds: Timestamp,
    #[http(label = "date", timestamp = "http-date")]
    date: Timestamp,
}

#[derive(Operation)]
#[operation(input = Labels, error = NoErrors, service = chime_model::SERVICE)]
#[http(
    method = "GET",
    uri = "/labels/{integer}/{long}/{float}/{double}/{flag}/{day}/{seconds}/{date}"
)]
struct GetLabels;

/// Every type that a query key can have.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Query {
    #[http(query = "integer")]
    integer: Option<i32>,
    #[http(query = "long")]
    long: Option<i64>,
    #[http(query = "float")]
    float: Option<f32>,
    #[http(query = "double")]
    double: Option<f64>,
    #[http(query = "flag")]
    flag: Option<bool>,
    #[http(query = "day")]
    day: Option<Timestamp>,
    #[http(query = "seconds", timestamp = "epoch-seconds")]
    seconds: Option<Timestamp>,
    #[http(query = "date", timestamp = "http-date")]
    date: Option<Timestamp>,
    #[http(query = "list")]
    list: Option<Vec<i32>>,
}

#[derive(Operation)]
#[operation(input = Query, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/query")]
struct GetQuery;

/// Every type that a header can have.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Headers {
    #[http(header = "integer")]
    integer: Option<i32>,
    #[http(header = "long")]
    long: Option<i64>,
    #[http(header = "float")]
    float: Option<f32>,
    #[http(header = "double")]
    double: Option<f64>,
    #[http(header = "flag")]
    flag: Option<bool>,
    #[http(header = "day", timestamp = "date-time")]
    day: Option<Timestamp>,
    #[http(header = "seconds", timestamp = "epoch-seconds")]
    seconds: Option<Timestamp>,
    #[http(header = "date")]
    date: Option<Timestamp>,
    #[http(header = "list")]
    list: Option<Vec<i32>>,
    #[http(header = "flags")]
    flags: Option<Vec<bool>>,
    #[http(header = "dates")]
    dates: Option<Vec<Timestamp>>,
    #[http(header = "json")]
    json: Option<JsonValue>,
}

#[derive(Operation)]
#[operation(input = Headers, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/headers")]
struct GetHeaders;

/// Each type with malformed texts.
const TEXTS: [(&str, &[&str]); 8] = [
    ("integer", &["5.0", "1.5", "true", "0x42", "1-1", "+5", "2147483648", "1e2", "NaN", "a"]),
    ("long", &["5.0", "true", "0x42", "9223372036854775808", "-", "1_000"]),
    ("float", &["true", "2AB", "0x42", "inf", "nan", "+1", "1e39", "1,5", "-"]),
    ("double", &["true", "2AB", "Inf", "NAN", "1.5.2", "."]),
    ("flag", &["True", "TRUE", "False", "on", "yes", "1", "0", "truex"]),
    (
        "day",
        &[
            "1540500256",
            "2018-10-25",
            "2018-10-25T20:44:16",
            "2018-10-25T20:44:16-08:00",
            "Thu, 25 Oct 2018 20:44:16 GMT",
        ],
    ),
    (
        "seconds",
        &[
            "2018-10-25T20:44:16Z",
            "true",
            "0x42",
            "1e300",
            "NaN",
            "Infinity",
            "Thu, 25 Oct 2018 20:44:16 GMT",
        ],
    ),
    (
        "date",
        &[
            "1540500256",
            "2018-10-25T20:44:16Z",
            "Thursday, 25-Oct-18 20:44:16 GMT",
            "Thu, 25 Oct 2018 20:44:16",
        ],
    ),
];

/// Valid texts for the labels, in their order.
const GOOD: [&str; 8] = [
    "5",
    "5",
    "1.5",
    "1.5",
    "true",
    "2018-10-25T20%3A44%3A16Z",
    "1540500256",
    "Thu%2C%2025%20Oct%202018%2020%3A44%3A16%20GMT",
];

/// A text percent-encoded for a URI; all of these are ASCII.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[test]
fn c10_malformed_text_of_every_type_in_a_label() {
    assert!(decode_request::<GetLabels>(&format!("GET /labels/{}", GOOD.join("/"))).is_ok());
    for (at, (member, texts)) in TEXTS.into_iter().enumerate() {
        for text in texts.iter().chain(&[""]) {
            let mut labels = GOOD.map(str::to_owned);
            labels[at] = encoded(text);
            assert_eq!(
                unreadable::<GetLabels>(&format!("GET /labels/{}", labels.join("/"))),
                [member],
                "{member}: {text}"
            );
        }
    }
}

#[test]
fn c10_malformed_text_of_every_type_in_the_query() {
    for (member, texts) in TEXTS {
        for text in texts.iter().chain(&[""]) {
            assert_eq!(
                unreadable::<GetQuery>(&format!("GET /query?{member}={}", encoded(text))),
                [member],
                "{member}: {text}"
            );
        }
    }
    assert_eq!(unreadable::<GetQuery>("GET /query?list=1&list=x&list="), ["list[1]", "list[2]"]);
    let all: Vec<String> =
        TEXTS.iter().map(|(member, texts)| format!("{member}={}", encoded(texts[0]))).collect();
    assert_eq!(
        unreadable::<GetQuery>(&format!("GET /query?{}", all.join("&"))),
        TEXTS.map(|(member, _)| member)
    );
}

#[test]
fn c10_malformed_text_of_every_type_in_a_header() {
    for (member, texts) in TEXTS {
        for text in texts.iter().chain(&[""]) {
            assert_eq!(
                unreadable::<GetHeaders>(&format!("GET /headers\n{member}: {text}")),
                [member],
                "{member}: {text}"
            );
        }
    }
    for (line, path) in [
        ("list: 1, x", "list[1]"),
        ("list: 1, 2.5, 3", "list[1]"),
        ("flags: true, True", "flags[1]"),
        ("flags: \"true, false\"", "flags[0]"),
        ("dates: Thu, 25 Oct 2018 20:44:16 GMT, 5", "dates[1]"),
        ("json: {}", "json"),
        ("json: e30", "json"),
        ("json: e3s=", "json"),
    ] {
        assert_eq!(unreadable::<GetHeaders>(&format!("GET /headers\n{line}")), [path], "{line}");
    }
}
