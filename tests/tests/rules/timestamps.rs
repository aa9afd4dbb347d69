//! The rules for timestamps, T1 to T3.

use std::collections::BTreeMap;

use chime_model::{CreateRoom, CreateRoomResponse, Operation, Room, Structure, Timestamp};
use chime_model_tests::message::{
    decode_request, decode_response, encode_request, encode_response,
};
use chime_model_tests::sample::time;

use crate::{NoErrors, malformed};

/// A timestamp in each location, with the default format of that location and with another one.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Times {
    #[http(label = "time")]
    label: Timestamp,
    #[http(query = "query")]
    query: Option<Timestamp>,
    #[http(query = "seconds", timestamp = "epoch-seconds")]
    query_seconds: Option<Timestamp>,
    #[http(header = "x-time")]
    header: Option<Timestamp>,
    #[http(header = "x-date-time", timestamp = "date-time")]
    header_date_time: Option<Timestamp>,
    body: Option<Timestamp>,
    #[http(timestamp = "date-time")]
    date_time: Option<Timestamp>,
    #[http(timestamp = "http-date")]
    http_date: Option<Timestamp>,
    list: Option<Vec<Timestamp>>,
}

#[derive(Operation)]
#[operation(input = Times, output = Answer, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/{time}")]
struct Clock;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Answer {
    #[http(header = "x-time")]
    header: Option<Timestamp>,
    body: Option<Timestamp>,
    #[http(timestamp = "date-time")]
    date_time: Option<Timestamp>,
    #[http(timestamp = "http-date")]
    http_date: Option<Timestamp>,
}

const WHOLE: &str = "2018-10-25T20:44:16Z";

#[test]
fn t1_format_is_that_of_the_member_or_else_that_of_the_location() {
    let whole = time(WHOLE);
    let times = Times::new(whole)
        .query(whole)
        .query_seconds(whole)
        .header(whole)
        .header_date_time(whole)
        .body(whole)
        .date_time(whole)
        .http_date(whole)
        .list(vec![whole]);
    let text = encode_request::<Clock>(&times);
    let expected = [
        "POST /2018-10-25T20%3A44%3A16Z?query=2018-10-25T20%3A44%3A16Z&seconds=1540500256",
        "content-length: 118",
        "content-type: application/json",
        "x-date-time: 2018-10-25T20:44:16Z",
        "x-time: Thu, 25 Oct 2018 20:44:16 GMT",
        "",
        r#"{"body":1540500256,"date_time":"2018-10-25T20:44:16Z","http_date":"Thu, 25 Oct 2018 20:44:16 GMT","list":[1540500256]}"#,
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    assert_eq!(decode_request::<Clock>(&text), Ok(times));
}

/// Timestamps in maps outside the body.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Maps {
    #[http(query_map)]
    query: Option<BTreeMap<String, Timestamp>>,
    #[http(prefix_headers = "x-at-")]
    headers: Option<BTreeMap<String, Timestamp>>,
}

#[derive(Operation)]
#[operation(input = Maps, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Calendar;

#[test]
fn t1_format_in_a_map_is_that_of_the_location() {
    let map = BTreeMap::from([("a".to_owned(), time(WHOLE))]);
    let text = encode_request::<Calendar>(&Maps::default().query(map.clone()).headers(map));
    let expected = ["POST /?a=2018-10-25T20%3A44%3A16Z", "x-at-a: Thu, 25 Oct 2018 20:44:16 GMT"];
    assert_eq!(text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(), expected);
}

/// The three forms of a timestamp in a response.
fn forms(moment: Timestamp) -> [String; 3] {
    let text = encode_response::<Clock>(
        &Answer::default().date_time(moment).body(moment).http_date(moment),
    );
    let body: serde_json::Value =
        serde_json::from_str(text.lines().last().expect("a body")).expect("JSON");
    ["date_time", "body", "http_date"]
        .map(|member| body[member].to_string().trim_matches('"').to_owned())
}

#[test]
fn t2_fraction_has_as_few_digits_as_are_exact() {
    for (text, seconds) in [
        ("2018-10-25T20:44:16Z", "1540500256"),
        ("2018-10-25T20:44:16.837Z", "1540500256.837"),
        ("2018-10-25T20:44:16.500Z", "1540500256.5"),
        ("2018-10-25T20:44:16.000001Z", "1540500256.000001"),
        ("1969-12-31T23:59:59.500Z", "-0.5"),
        ("0001-01-01T00:00:00Z", "-62135596800"),
    ] {
        let [date_time, body, _] = forms(time(text));
        assert_eq!((date_time.as_str(), body.as_str()), (text, seconds));
    }
}

#[test]
fn t2_every_nanosecond_is_kept() {
    let moment = time("2018-10-25T20:44:16.123456789Z");
    let answer = Answer::default().date_time(moment).body(moment);
    let text = encode_response::<Clock>(&answer);
    assert!(
        text.ends_with(
            r#"{"body":1540500256.123456789,"date_time":"2018-10-25T20:44:16.123456789Z"}"#
        ),
        "{text}"
    );
    assert_eq!(decode_response::<Clock>(&text), Ok(answer));
}

#[test]
fn t2_http_date_has_no_fraction() {
    let [_, _, http_date] = forms(time("2018-10-25T20:44:16.837Z"));
    assert_eq!(http_date, "Thu, 25 Oct 2018 20:44:16 GMT");
}

/// A server would refuse such a text, since its year does not have four digits.
#[test]
fn t2_a_year_below_0_is_not_sent_as_a_text() {
    let first = time("0000-01-01T00:00:00Z");
    let before = time("-000001-12-31T23:59:59Z");
    for (member, set) in [
        ("label", Times::new as fn(Timestamp) -> Times),
        ("query", |time| times().query(time)),
        ("header", |time| times().header(time)),
        ("header_date_time", |time| times().header_date_time(time)),
        ("the message", |time| times().date_time(time)),
        ("the message", |time| times().http_date(time)),
    ] {
        let error = Clock::encode_request(&set(before)).expect_err(member).to_string();
        assert_eq!(error, format!("Clock cannot be sent: {member} must be in the year 0 or later"));
        let text = encode_request::<Clock>(&set(first));
        assert_eq!(decode_request::<Clock>(&text), Ok(set(first)), "{member}");
    }
    serde_json::to_string(&times().body(before)).expect_err("a date-time in the documented form");
    // Seconds have no year.
    let seconds = times().query_seconds(before).body(before).list(vec![before]);
    let text = encode_request::<Clock>(&seconds);
    assert_eq!(decode_request::<Clock>(&text), Ok(seconds));
}

/// An input with only the required label.
fn times() -> Times {
    Times::new(time(WHOLE))
}

#[test]
fn t2_both_timestamps_of_a_room_are_date_times() {
    let room = Room::default()
        .created_timestamp(time(WHOLE))
        .updated_timestamp(time("2018-10-25T20:44:16.120Z"));
    let text = encode_response::<CreateRoom>(&CreateRoomResponse::default().room(room));
    let body = r#"{"Room":{"CreatedTimestamp":"2018-10-25T20:44:16Z","UpdatedTimestamp":"2018-10-25T20:44:16.120Z"}}"#;
    assert!(text.ends_with(body), "{text}");
}

/// What a client reads from a timestamp of a room.
fn created(value: &str) -> Option<Timestamp> {
    let body = format!(r#"{{"Room":{{"CreatedTimestamp":{value}}}}}"#);
    malformed(decode_response::<CreateRoom>(&format!("201\n\n{body}")))
        .ok()?
        .room?
        .created_timestamp
}

#[test]
fn t3_client_reads_offsets_fractions_and_all_three_formats_in_a_body() {
    for value in [
        r#""2018-10-25T20:44:16Z""#,
        r#""2018-10-25T22:44:16+02:00""#,
        r#""2018-10-25T20:44:16.000Z""#,
        r#""2018-10-25t20:44:16z""#,
        r#""Thu, 25 Oct 2018 20:44:16 GMT""#,
        "1540500256",
        "1540500256.0",
        "1.540500256e9",
        r#""1540500256""#,
    ] {
        assert_eq!(created(value), Some(time(WHOLE)), "{value}");
    }
    assert_eq!(
        created(r#""2018-10-25T20:44:16.12345Z""#),
        Some(time("2018-10-25T20:44:16.12345Z"))
    );
    assert_eq!(
        created(r#""2018-10-25T20:44:16.1234567890123Z""#),
        Some(time("2018-10-25T20:44:16.123456789Z"))
    );
    assert_eq!(created("1540500256.1234567890123"), Some(time("2018-10-25T20:44:16.123456789Z")));
    assert_eq!(created("1540500256.25"), Some(time("2018-10-25T20:44:16.25Z")));
    for value in [
        r#""yesterday""#,
        r#""""#,
        "true",
        "[]",
        "1e400",
        r#""2018-10-25""#,
        r#""2018-10-25T20:44:16""#,
        "99999999999999",
    ] {
        assert_eq!(created(value), None, "{value}");
    }
}

#[test]
fn t3_client_reads_all_three_formats_in_a_header() {
    for value in ["Thu, 25 Oct 2018 20:44:16 GMT", "2018-10-25T22:44:16+02:00", "1540500256"] {
        let text = format!("200\nx-time: {value}\n\n{{}}");
        assert_eq!(
            decode_response::<Clock>(&text),
            Ok(Answer::default().header(time(WHOLE))),
            "{value}"
        );
    }
}

#[test]
fn t3_server_reads_only_the_modeled_format() {
    let ask = |body: &str| {
        decode_request::<Clock>(&format!("POST /{WHOLE}\ncontent-type: application/json\n\n{body}"))
    };
    assert!(ask(r#"{"date_time":"2018-10-25T20:44:16.12345Z","body":1540500256.5,"http_date":"Thu, 25 Oct 2018 20:44:16 GMT"}"#).is_ok());
    for body in [
        r#"{"date_time":"2018-10-25T22:44:16+02:00"}"#,
        r#"{"date_time":"2018-10-25T20:44:16+00:00"}"#,
        r#"{"date_time":"2018-10-25 20:44:16Z"}"#,
        r#"{"date_time":"2018-13-25T20:44:16Z"}"#,
        r#"{"date_time":1540500256}"#,
        r#"{"date_time":"Thu, 25 Oct 2018 20:44:16 GMT"}"#,
        r#"{"body":"2018-10-25T20:44:16Z"}"#,
        r#"{"body":"1540500256"}"#,
        r#"{"http_date":"Thu, 25 Oct 2018 20:44:16 +0000"}"#,
        r#"{"http_date":"Fri, 25 Oct 2018 20:44:16 GMT"}"#,
        r#"{"http_date":"2018-10-25T20:44:16Z"}"#,
    ] {
        assert!(ask(body).is_err(), "{body}");
    }
    let seconds = decode_request::<Clock>("POST /1540500256\ncontent-type: application/json\n\n{}");
    assert_eq!(
        seconds.expect_err("no date-time").to_string(),
        "label must be a date-time such as 2018-10-25T20:44:16Z"
    );
}
