//! A body is read in one pass, even if it has odd values, and all its violations are reported
//! (rules J3, J9, C7, V1 and V3).

use std::collections::BTreeMap;

use chime_model::{
    CreateRoomRequest, Document, JsonValue, Operation, ResponseError, Structure, Timestamp, Union,
    UnknownMember,
};
use chime_model_tests::message::{decode_request, decode_response};

use crate::{NoErrors, decode_input, decode_output};

#[derive(Clone, Debug, PartialEq, Structure)]
struct Mixed {
    text: Option<String>,
    double: Option<f64>,
    single: Option<f32>,
    integer: Option<i32>,
    time: Option<Timestamp>,
    #[http(timestamp = "date-time")]
    date: Option<Timestamp>,
    document: Option<Document>,
    json: Option<JsonValue>,
    map: Option<BTreeMap<String, String>>,
    list: Option<Vec<String>>,
    lists: Option<BTreeMap<String, Vec<String>>>,
    choice: Option<Choice>,
    nested: Option<Box<Mixed>>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Text(String),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Mixed, output = Mixed, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/mixed")]
struct Mix;

#[test]
fn a_value_that_no_type_can_hold_is_a_violation_with_its_path() {
    let body = r#"{"text":"\ud800","list":["a","\udc00b",5],"double":1e400,"integer":1e400,"nested":{"text":"x\ud83dx","single":1e39}}"#;
    let report = "text must be made of Unicode characters; \
                  double must be a number in the range of a float of 64 bits; \
                  integer must be an integer of 32 bits; \
                  list[1] must be made of Unicode characters; \
                  list[2] must be a string, not a number; \
                  nested.text must be made of Unicode characters; \
                  nested.single must be a number in the range of a float of 32 bits";
    assert_eq!(decode_input::<Mix>(body), Err(report.to_owned()));
    assert_eq!(decode_output::<Mix>(body), Err(report.to_owned()));
}

#[test]
fn values_beside_such_a_value_of_an_unknown_member_keep_their_meaning() {
    for odd in [r#""\ud800""#, "1e400", "[[1e999]]", r#"{"\udfff":[]}"#] {
        let body = format!(
            r#"{{"later":{odd},"text":"\u0000n5","map":{{"\u0000s":"\u0000","k":"\\ud800"}},"double":-0.10,"integer":-0,
               "document":{{"a":[1.5,-7,18446744073709551615,"\ud83d\ude00"]}},"choice":{{"Text":"\u0000t"}}}}"#
        );
        let expected = Mixed::default()
            .text("\0n5")
            .map([("\0s".to_owned(), "\0".to_owned()), ("k".to_owned(), "\\ud800".to_owned())])
            .double(-0.1)
            .integer(0)
            .document(serde_json::json!({"a": [1.5, -7, u64::MAX, "😀"]}))
            .choice(Choice::Text("\0t".to_owned()));
        assert_eq!(decode_output::<Mix>(&body), Ok(expected.clone()), "{odd}");
        assert_eq!(decode_input::<Mix>(&body), Ok(expected), "{odd}");
    }
}

#[test]
fn a_timestamp_keeps_every_digit_wherever_a_client_finds_one() {
    let time: Timestamp = "2018-10-25T20:44:16.123456789Z".parse().expect("a timestamp");
    for body in [
        r#"{"time":1540500256.123456789}"#,
        r#"{"time":1540500256.123456789,"text":null,"later":1e400}"#,
    ] {
        assert_eq!(decode_output::<Mix>(body), Ok(Mixed::default().time(time)));
        assert_eq!(decode_input::<Mix>(body), Ok(Mixed::default().time(time)));
    }
    let body = r#"{"date":1540500256.123456789}"#;
    assert_eq!(decode_output::<Mix>(body), Ok(Mixed::default().date(time)));
    let error = "date must be a date-time such as 2018-10-25T20:44:16Z, not a number";
    assert_eq!(decode_input::<Mix>(body), Err(error.to_owned()));
}

#[test]
fn nesting_beyond_the_limit_is_a_violation_and_does_not_stop_reading() {
    for depth in [121, 200, 10_000] {
        let body =
            format!(r#"{{"document":{}{},"integer":"5"}}"#, "[".repeat(depth), "]".repeat(depth));
        let report = decode_input::<Mix>(&body).expect_err("too deep");
        assert!(
            report.starts_with("integer must be")
                && report.contains("; document[0][0]")
                && report.ends_with("[0] is nested too deeply"),
            "{report}"
        );
        let body = format!(
            r#"{{"document":{}5{},"integer":"5"}}"#,
            r#"{"a":"#.repeat(depth),
            "}".repeat(depth)
        );
        let report = decode_input::<Mix>(&body).expect_err("too deep");
        assert!(
            report.starts_with("integer must be")
                && report.contains(r#"; document["a"]["a"]"#)
                && report.contains(r#"["a"].…["a"]"#)
                && report.ends_with("is nested too deeply"),
            "{report}"
        );
        let body = format!(r#"{{"later":{}{},"integer":5}}"#, "[".repeat(depth), "]".repeat(depth));
        assert_eq!(decode_input::<Mix>(&body), Ok(Mixed::default().integer(5)));
    }
}

/// Without this bound, a body of 15 KB causes a refusal of 3.9 MB: a hundred violations, each with
/// a path of 120 long keys.
#[test]
fn a_report_has_at_most_64_kilobytes() {
    for key in ["\"".repeat(64), "k".repeat(64), "é".repeat(64), "\u{1}".repeat(64)] {
        let key = serde_json::to_string(&key).expect("a string");
        let elements = vec!["[\"\\ud800\"]"; 100].join(",");
        let (open, close) = (format!("{{{key}:").repeat(110), "}".repeat(110));
        let body = format!("{{\"document\":{open}[{elements}]{close}}}");
        let text = format!("POST /mixed\ncontent-type: application/json\n\n{body}");
        let rejection = decode_request::<Mix>(&text).expect_err("a hundred violations");
        assert_eq!(rejection.violations().len(), 100);
        assert!(rejection.violations().iter().all(|violation| violation.path().len() < 1_000));
        assert!(rejection.to_string().len() <= 30_020);
        assert!(rejection.to_response(&chime_model::SERVICE.protocol).body().len() < 65_536);
    }
}

#[test]
fn a_report_has_its_first_hundred_violations_and_counts_the_rest() {
    let body = format!(r#"{{"list":[{}]}}"#, vec!["5"; 250].join(","));
    let Err(ResponseError::Malformed(response)) = decode_response::<Mix>(&format!("200\n\n{body}"))
    else {
        panic!("a malformed response")
    };
    assert_eq!((response.violations.len(), response.violations.omitted()), (100, 150));
    assert_eq!(response.violations[99].path(), "list[99]");
    assert!(
        response
            .violations
            .to_string()
            .ends_with("list[99] must be a string, not a number; and 150 more")
    );
}

#[test]
fn a_path_shows_the_start_of_a_long_key() {
    let key = "k".repeat(100_000);
    let report =
        decode_input::<Mix>(&format!(r#"{{"map":{{"{key}":5}}}}"#)).expect_err("no string");
    assert_eq!(report, format!("map[{:?}…] must be a string, not a number", &key[..64]));
}

/// If the path of each violation held the whole key, the report of a body of 120 KB would take 5
/// GB.
#[test]
fn a_report_is_smaller_than_the_body() {
    let body =
        format!(r#"{{"lists":{{"{}":[{}]}}}}"#, "k".repeat(60_000), vec!["5"; 30_000].join(","));
    for report in [
        decode_input::<Mix>(&body).expect_err("numbers"),
        decode_output::<Mix>(&body).expect_err("numbers"),
    ] {
        assert!(
            report.ends_with("and 29900 more") && report.len() < body.len() / 8,
            "{}",
            report.len()
        );
    }
}

#[test]
fn errors_do_not_quote_what_is_read() {
    for body in [
        r#"{"list":"x@y"}"#,
        r#"{"map":"x@y"}"#,
        r#"{"choice":"x@y"}"#,
        r#"{"nested":"x@y"}"#,
        r#"{"time":"x@y"}"#,
    ] {
        for error in [
            decode_output::<Mix>(body).expect_err(body),
            decode_input::<Mix>(body).expect_err(body),
            serde_json::from_str::<Mixed>(body).expect_err(body).to_string(),
        ] {
            assert!(!error.contains('@'), "{error}");
        }
    }
    assert!(
        !serde_json::from_str::<CreateRoomRequest>(r#"{"AccountId":"a","Name":["x@y"]}"#)
            .expect_err("a list")
            .to_string()
            .contains('@')
    );
}
