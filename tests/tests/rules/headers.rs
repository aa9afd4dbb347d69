//! The rules for headers, H1 to H6.

use std::collections::BTreeMap;

use chime_model::http::{HeaderValue, Request, Response};
use chime_model::{JsonValue, Operation, Sensitive, Structure, Timestamp};
use chime_model_tests::message::{
    decode_request, decode_response, encode_request, encode_response,
};
use chime_model_tests::{sample, seeds};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use crate::NoErrors;

/// Every kind of member that a header can hold.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Headers {
    #[http(header = "X-Text")]
    text: Option<String>,
    #[http(header = "X-Number")]
    number: Option<i32>,
    #[http(header = "X-List")]
    list: Option<Vec<String>>,
    #[http(header = "X-Numbers")]
    numbers: Option<Vec<i32>>,
    #[http(header = "X-Dates")]
    dates: Option<Vec<Timestamp>>,
    #[http(header = "X-Json")]
    json: Option<JsonValue>,
    #[http(header = "X-Secret")]
    secret: Option<Sensitive<String>>,
    #[http(prefix_headers = "X-Meta-")]
    meta: Option<BTreeMap<String, String>>,
}

#[derive(Operation)]
#[operation(input = Headers, output = Headers, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/")]
struct Get;

/// Both sides write these headers, and both read them.
fn both_ways(value: &Headers, headers: &str) {
    let headers = if headers.is_empty() { String::new() } else { format!("{headers}\n") };
    assert_eq!(encode_request::<Get>(value), format!("GET /\n{headers}\n"));
    assert_eq!(
        encode_response::<Get>(value),
        format!("200 OK\ncontent-length: 2\ncontent-type: application/json\n{headers}\n{{}}")
    );
    assert_eq!(&read(&headers), value);
}

/// What both sides read.
fn read(headers: &str) -> Headers {
    let value = decode_request::<Get>(&format!("GET /\n{headers}")).expect("headers");
    assert_eq!(decode_response::<Get>(&format!("200\n{headers}")).as_ref(), Ok(&value));
    value
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).into()
}

#[test]
fn h1_null_is_not_sent() {
    both_ways(&Headers::default(), "");
    both_ways(&Headers::default().text("t").number(-5), "x-number: -5\nx-text: t");
}

#[test]
fn h2_list_elements_are_joined_and_quoted_where_they_must_be() {
    both_ways(&Headers::default().list(texts(["a", "b c"])), "x-list: a, b c");
    both_ways(
        &Headers::default().list(texts(["a,b", "\"c\"", "d\\e", "f\\,g"])),
        r#"x-list: "a,b", "\"c\"", d\e, "f\\,g""#,
    );
    both_ways(&Headers::default().numbers(vec![1, -2]), "x-numbers: 1, -2");
}

#[test]
fn h2_empty_elements_and_blanks_at_an_end_are_kept() {
    let list = Headers::default().list(texts(["", " a", "b\t", " ", "c d", ""]));
    both_ways(&list, "x-list: \"\", \" a\", \"b\t\", \" \", c d, \"\"");
    both_ways(&Headers::default().list(texts([""])), "x-list: \"\"");
}

/// Reading the line takes time in proportion to its length: a search for the zone of each date
/// through the rest of the line would take minutes.
#[test]
fn h3_a_long_list_of_dates_without_zones_is_read() {
    let line = format!("x-dates: {}", "Thu, 1 ".repeat(200_000));
    let error = decode_request::<Get>(&format!("GET /\n{line}")).expect_err("no dates");
    assert!(error.to_string().starts_with("dates[0] must be an http-date"), "{error}");
}

#[test]
fn h3_reading_trims_honours_quotes_and_takes_several_lines() {
    let expected = Headers::default().list(texts(["a", "b, c", "d\"e", "f"]));
    assert_eq!(read("X-List:   a ,\"b, c\" , \"d\\\"e\"\nx-list: f"), expected);
    assert_eq!(read("x-list: \"a\"b, c"), Headers::default().list(texts(["ab", "c"])));
    assert_eq!(read("x-text:   t  "), Headers::default().text("t"));
    assert_eq!(read("x-numbers: 1,2\nx-numbers: 3"), Headers::default().numbers(vec![1, 2, 3]));
}

#[test]
fn h3_header_that_is_not_a_list_is_never_split() {
    both_ways(&Headers::default().text("a, \"b\", c"), "x-text: a, \"b\", c");
}

#[test]
fn h3_http_dates_are_split_after_gmt() {
    let dates = vec![sample::time("2018-10-25T20:44:16Z"), sample::time("2018-10-26T00:00:00Z")];
    let line = "x-dates: Thu, 25 Oct 2018 20:44:16 GMT, Fri, 26 Oct 2018 00:00:00 GMT";
    both_ways(&Headers::default().dates(dates.clone()), line);
    assert_eq!(read(&line.replace("GMT, Fri", "GMT,Fri")), Headers::default().dates(dates));
    // An invalid date is reported with its index, whether or not it has the form of a date.
    for (line, index) in [
        ("x-dates: Thu, 99 Oct 2018 20:44:16 GMT, Fri, 26 Oct 2018 00:00:00 GMT", 0),
        ("x-dates: Thu, 25 Oct 2018 20:44:16 GMT, Fri, 26 Oct 2018 00:00:00 UTC", 1),
        ("x-dates: Thu, 25 Oct 2018 20:44:16 GMT, soon, Fri, 26 Oct 2018 00:00:00 GMT", 1),
        ("x-dates: Thu, 25 Oct 2018 20:44:16 GMT, 2018", 1),
    ] {
        let error =
            decode_request::<Get>(&format!("GET /\n{line}")).expect_err("not a date").to_string();
        assert!(error.starts_with(&format!("dates[{index}] must be ")), "{line}: {error}");
    }
    // In a list of strings every comma separates.
    assert_eq!(
        read("x-list: Thu, 25 Oct GMT"),
        Headers::default().list(texts(["Thu", "25 Oct GMT"]))
    );
}

proptest! {
    #![proptest_config(seeds::config())]

    #[test]
    fn h2_and_h3_lists_round_trip(list in vec("[ -~]{0,8}|[a-c\\\\\", \t]{0,4}", 1..4)) {
        let value = Headers::default().list(list);
        prop_assert_eq!(decode_request::<Get>(&encode_request::<Get>(&value)), Ok(value));
    }
}

#[test]
fn h4_prefix_map_strips_its_prefix_in_any_case() {
    let meta: BTreeMap<String, String> =
        [("a".to_owned(), "1".to_owned()), ("b-c".to_owned(), "x, y".to_owned())].into();
    let value = Headers::default().meta(meta);
    both_ways(&value, "x-meta-a: 1\nx-meta-b-c: x, y");
    assert_eq!(read("X-META-A: 1\nx-MeTa-b-C: x, y\nx-met: no\nx-metab: no"), value);
}

/// A map that takes every header, listed before a member with a named header.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Everything {
    #[http(prefix_headers = "")]
    all: Option<BTreeMap<String, String>>,
    #[http(header = "Hello")]
    hello: Option<String>,
    text: Option<String>,
}

#[derive(Operation)]
#[operation(input = Everything, output = Everything, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Tell;

fn all<const N: usize>(entries: [(&str, &str); N]) -> Everything {
    Everything::default().all(entries.map(|(key, value)| (key.to_owned(), value.to_owned())))
}

#[test]
fn h4_named_header_overrides_the_same_name_in_a_prefix_map() {
    let head =
        |text: String| text.split_once("\n\n").map(|(head, _)| head.to_owned()).expect("a head");
    let json = "content-length: 2\ncontent-type: application/json";
    let value = all([("HELLO", "map"), ("x-foo", "1")]).hello("member");
    assert_eq!(
        head(encode_request::<Tell>(&value)),
        format!("POST /\n{json}\nhello: member\nx-foo: 1")
    );
    assert_eq!(
        head(encode_response::<Tell>(&value)),
        format!("200 OK\n{json}\nhello: member\nx-foo: 1")
    );
    // Without the member the header of the map is sent, and both hold it after reading.
    let text = encode_request::<Tell>(&all([("hello", "map")]));
    assert_eq!(head(text.clone()), format!("POST /\n{json}\nhello: map"));
    assert_eq!(decode_request::<Tell>(&text), Ok(all([("hello", "map")]).hello("map")));
}

#[test]
fn h4_two_keys_that_are_one_header_are_an_error() {
    let value = Headers::default()
        .meta([("a".to_owned(), "1".to_owned()), ("A".to_owned(), "2".to_owned())]);
    let error = Get::encode_request(&value).expect_err("two of one name");
    assert_eq!(error.to_string(), "Get cannot be sent: meta[\"a\"] is a duplicate key");
}

#[test]
fn h6_prefix_map_cannot_set_headers_that_frame_route_or_type_a_message() {
    for name in [
        "host",
        "Content-Length",
        "transfer-encoding",
        "CONNECTION",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "content-type",
    ] {
        let error = Tell::encode_request(&all([(name, "5")])).expect_err(name).to_string();
        let reason = format!(
            "all[{name:?}] must be a header that does not frame, route or type the message"
        );
        assert_eq!(error, format!("Tell cannot be sent: {reason}"));
        assert!(Tell::encode_response(&all([(name, "5")])).is_err(), "{name}");
    }
    let split = Headers::default().meta([("x".to_owned(), "5".to_owned())]);
    assert!(Get::encode_request(&split).is_ok());
}

#[test]
fn h6_what_is_read_can_be_sent_again() {
    let text = "POST /\ncontent-type: application/json\nhost: x\ncontent-length: 12\nx-foo: 1\n\n{\"text\":\"t\"}";
    let value = decode_request::<Tell>(text).expect("a request");
    assert_eq!(value, all([("x-foo", "1")]).text("t"));
    assert_eq!(decode_request::<Tell>(&encode_request::<Tell>(&value)), Ok(value));
}

#[test]
fn h4_more_headers_than_a_message_can_have_are_an_error() {
    let value = Headers::default().meta(
        (0..40_000).map(|number| (number.to_string(), String::new())).collect::<BTreeMap<_, _>>(),
    );
    let error = Get::encode_request(&value).expect_err("a map of headers has a maximum size");
    assert!(
        error
            .to_string()
            .contains("must be left out, since a message can have at most 32,768 headers")
    );
}

#[test]
fn h5_value_that_no_header_can_carry_is_an_error() {
    for text in ["a\rb", "a\nb", "a\0b", "é", "\u{7f}", "a\r\nx-other: b"] {
        for value in [
            Headers::default().text(text),
            Headers::default().list(vec![text.to_owned()]),
            Headers::default().secret(text),
            Headers::default().meta([("key".to_owned(), text.to_owned())]),
        ] {
            let error = Get::encode_request(&value).expect_err(text).to_string();
            assert!(error.ends_with("must be visible ASCII, since it is in a header"), "{error}");
            assert!(!error.contains(text), "{error}");
            assert!(Get::encode_response(&value).is_err(), "{text:?}");
        }
    }
    for key in ["", "a b", "é", "a:b", "a\nb"] {
        let value = Headers::default().meta([(key.to_owned(), "1".to_owned())]);
        // The prefix alone is a valid name too.
        assert_eq!(Get::encode_request(&value).is_ok(), key.is_empty(), "{key:?}");
    }
}

#[test]
fn h5_a_header_that_is_not_text_is_not_absent() {
    let not_text = HeaderValue::from_bytes(b"\xff").expect("bytes");
    let mut request = Request::new(Vec::new());
    for name in ["x-text", "x-list", "x-meta-a"] {
        request.headers_mut().insert(name, not_text.clone());
    }
    let rejection = Get::decode_request(&request).expect_err("no text");
    let not_read =
        "text must be UTF-8 text; list must be UTF-8 text; meta[\"a\"] must be UTF-8 text";
    assert_eq!(rejection.to_string(), not_read);
    let mut response = Response::new(Vec::new());
    *response.headers_mut() = request.headers().clone();
    let error = Get::decode_response(&response).expect_err("no text").to_string();
    assert_eq!(error, format!("malformed response with status 200: {not_read}"));
}

#[test]
fn h3_only_the_blanks_of_http_are_trimmed() {
    let mut request = Request::new(Vec::new());
    for name in ["x-text", "x-list"] {
        request.headers_mut().insert(
            name,
            HeaderValue::from_bytes(" \t\u{a0}a\u{2003} \t".as_bytes()).expect("bytes"),
        );
    }
    let read = Headers::default().text("\u{a0}a\u{2003}").list(texts(["\u{a0}a\u{2003}"]));
    assert_eq!(Get::decode_request(&request), Ok(read));
}

#[test]
fn json_value_is_base64_in_a_header() {
    both_ways(&Headers::default().json(JsonValue(json!({ "a": 1 }))), "x-json: eyJhIjoxfQ==");
}

#[test]
fn v3_sensitive_header_does_not_show_in_debug() {
    let request = Get::encode_request(&Headers::default().secret("hidden")).expect("a request");
    assert_eq!(request.headers()["x-secret"], "hidden");
    assert!(!format!("{request:?}").contains("hidden"));
}
