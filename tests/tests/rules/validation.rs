//! The rules for constraints and sensitive values, V1 to V3 and V6.

use std::collections::BTreeMap;

use chime_model::{
    Blob, CreateRoom, CreateRoomRequest, CreateRoomResponse, Enumeration, ErrorCode,
    NotFoundException, Operation, Rejection, Room, Sensitive, Structure, Timestamp, Union,
    UnknownMember, Validate,
};
use chime_model_tests::message::{decode_request, decode_response, encode_request};

use crate::{NoErrors, create_room, created_room, decode_input, decode_output};

/// Every kind of constraint.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Bounded {
    #[constraint(length(min = 1, max = 2))]
    text: Option<String>,
    #[constraint(length(min = 3, max = 3))]
    blob: Option<Blob>,
    #[constraint(range(min = -1, max = 9))]
    number: Option<i32>,
    #[constraint(range(min = 0.5))]
    float: Option<f64>,
    #[constraint(pattern = "a|b")]
    choice: Option<String>,
    #[constraint(length(min = 1), each(length(max = 2), pattern = "[a-z]*"))]
    list: Option<Vec<String>>,
    #[constraint(unique)]
    tokens: Option<Sensitive<Vec<String>>>,
    #[constraint(unique)]
    times: Option<Vec<Timestamp>>,
    #[constraint(each(unique))]
    sets: Option<BTreeMap<String, Vec<Either>>>,
    #[constraint(keys(pattern = "[a-z]+"), each(range(max = 5)))]
    map: Option<BTreeMap<String, i32>>,
    #[constraint(each(each(length(min = 1))))]
    deep: Option<Vec<Vec<String>>>,
    colour: Option<Colour>,
    colours: Option<Vec<Colour>>,
    inner: Option<Box<Bounded>>,
    either: Option<Either>,
    #[constraint(keys(length(max = 3)))]
    secrets: Option<Sensitive<BTreeMap<String, String>>>,
}

#[derive(Clone, Debug, Enumeration)]
enum Colour {
    Red,
    #[unknown]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Either {
    #[constraint(length(min = 2))]
    Text(String),
    Colour(Colour),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Bounded, output = Bounded, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Bind;

/// A server rejects the body with this text, a client reads it, and `validate` then reports the
/// same.
fn breaks(body: &str, violations: &str) {
    assert_eq!(decode_input::<Bind>(body), Err(violations.to_owned()));
    let read = decode_output::<Bind>(body).expect(body);
    assert_eq!(
        read.validate().map_err(|violations| violations.to_string()),
        Err(violations.to_owned())
    );
}

/// A server accepts the body.
fn keeps(body: &str) {
    let read = decode_input::<Bind>(body).expect(body);
    assert_eq!(read.validate(), Ok(()), "{body}");
}

#[test]
fn v1_client_enforces_nothing_on_what_it_sends() {
    let room = CreateRoomRequest::new(" ", "").client_request_token("?");
    assert!(encode_request::<CreateRoom>(&room).starts_with("POST /accounts/%20/rooms\n"));
}

#[test]
fn v1_client_enforces_nothing_on_what_it_receives() {
    let blank = Room::default().room_id(" ").account_id("");
    assert_eq!(
        created_room(r#"{"Room":{"RoomId":" ","AccountId":""}}"#),
        Ok(CreateRoomResponse::default().room(blank))
    );
    let error = decode_response::<CreateRoom>(
        "404\nx-amzn-errortype: NotFoundException\n\n{\"Code\":\"Later\"}",
    )
    .expect_err("an error");
    let code = ErrorCode::Unknown("Later".to_owned());
    assert_eq!(error.modeled(), Some(&NotFoundException::default().code(code).into()));
}

#[test]
fn v1_validate_returns_every_violation_with_its_path() {
    let room = CreateRoomRequest::new(" ", "n").client_request_token("?");
    let violations = room.validate().expect_err("two violations");
    let paths: Vec<&str> = violations.iter().map(chime_model::Violation::path).collect();
    assert_eq!(paths, ["AccountId", "ClientRequestToken"]);
    let response = CreateRoomResponse::default().room(Room::default().created_by("\t"));
    assert_eq!(
        response.validate().expect_err("a violation").to_string(),
        "Room.CreatedBy must contain a match of the pattern \\S"
    );
    assert_eq!(CreateRoomRequest::new("a", "").validate(), Ok(()));
}

#[test]
fn v2_server_checks_on_decoding() {
    for (token, error) in [
        ("x", "ClientRequestToken must have a length from 2 to 64"),
        ("with space", "ClientRequestToken must match the pattern [-_a-zA-Z0-9]*"),
        ("line\\n", "ClientRequestToken must match the pattern [-_a-zA-Z0-9]*"),
        ("-", "ClientRequestToken must have a length from 2 to 64"),
    ] {
        assert_eq!(
            create_room(&format!(r#"{{"Name":"n","ClientRequestToken":"{token}"}}"#)),
            Err(error.to_owned())
        );
    }
    assert!(
        create_room(&format!(r#"{{"Name":"n","ClientRequestToken":"{}"}}"#, "x".repeat(64)))
            .is_ok()
    );
    assert!(
        create_room(&format!(r#"{{"Name":"n","ClientRequestToken":"{}"}}"#, "x".repeat(65)))
            .is_err()
    );
}

#[test]
fn v2_rejection_is_a_400_with_every_violation() {
    let text = "POST /accounts/%20/rooms\ncontent-type: application/json\n\n{\"ClientRequestToken\":\"?\"}";
    let rejection = decode_request::<CreateRoom>(text).expect_err("violations");
    assert_eq!(rejection.status().as_u16(), 400);
    let paths: Vec<&str> =
        rejection.violations().iter().map(chime_model::Violation::path).collect();
    // In the order of the members, wherever they are in the message.
    assert_eq!(paths, ["AccountId", "Name", "ClientRequestToken"]);
    assert!(matches!(rejection, Rejection::Invalid(_)));
}

#[test]
fn v2_lengths_count_characters_bytes_and_elements() {
    keeps(r#"{"text":"😀é","blob":"AAEC","list":["a"]}"#);
    breaks(r#"{"text":""}"#, "text must have a length from 1 to 2");
    breaks(r#"{"text":"abc"}"#, "text must have a length from 1 to 2");
    breaks(r#"{"blob":"AAE="}"#, "blob must have a length of 3");
    breaks(r#"{"list":[]}"#, "list must have a length of at least 1");
}

#[test]
fn v2_ranges_include_their_bounds() {
    keeps(r#"{"number":-1,"float":0.5}"#);
    keeps(r#"{"number":9,"float":"Infinity"}"#);
    breaks(r#"{"number":-2}"#, "number must be from -1 to 9");
    breaks(r#"{"number":10}"#, "number must be from -1 to 9");
    breaks(r#"{"float":0.49}"#, "float must be at least 0.5");
    breaks(r#"{"float":"NaN"}"#, "float must be at least 0.5");
}

#[test]
fn v2_patterns_match_the_whole_string() {
    keeps(r#"{"choice":"a"}"#);
    keeps(r#"{"choice":"b"}"#);
    for choice in ["ab", "xa", "bx", "", "a\\n"] {
        breaks(&format!(r#"{{"choice":"{choice}"}}"#), "choice must match the pattern a|b");
    }
}

#[test]
fn v2_elements_keys_and_values_have_their_own_constraints() {
    keeps(r#"{"list":["a","bc"],"map":{"key":5},"deep":[[],["a"]]}"#);
    breaks(
        r#"{"list":["A","ABC"]}"#,
        "list[0] must match the pattern [a-z]*; list[1] must have a length of at most 2",
    );
    breaks(
        r#"{"map":{"Key":5,"key":6}}"#,
        "map: a key must match the pattern [a-z]+; map[\"key\"] must be at most 5",
    );
    breaks(r#"{"deep":[["a"],["a",""]]}"#, "deep[1][1] must have a length of at least 1");
}

#[test]
fn v6_violation_of_a_key_has_the_path_of_its_map() {
    let request = decode_input::<Bind>(r#"{"map":{"b":1,"Key":5,"A":9}}"#);
    let report = "map: a key must match the pattern [a-z]+; \
                  map: a key must match the pattern [a-z]+; map[\"A\"] must be at most 5";
    assert_eq!(request, Err(report.to_owned()));
    let read = decode_output::<Bind>(r#"{"map":{"b":1,"Key":5,"A":9}}"#).expect("a value");
    let violations = read.validate().expect_err("three violations");
    let keys: Vec<_> =
        violations.iter().map(|violation| (violation.path(), violation.is_key())).collect();
    assert_eq!(keys, [("map", true), ("map", true), ("map[\"A\"]", false)]);
}

#[test]
fn v7_an_element_that_equals_an_earlier_one_is_a_violation() {
    let repeats = "must not equal an earlier element of the list";
    keeps(r#"{"tokens":["a","A",""],"sets":{"a":[{"Text":"aa"}],"b":[{"Text":"aa"}]}}"#);
    breaks(r#"{"tokens":["a","b","a","a"]}"#, &format!("tokens[2] {repeats}; tokens[3] {repeats}"));
    breaks(
        r#"{"sets":{"a":[{"Text":"aa"},{"Colour":"Red"},{"Text":"aa"}]}}"#,
        &format!("sets[\"a\"][2] {repeats}"),
    );
    // A year below 0 has no date-time, and nanoseconds count.
    keeps(r#"{"times":[-62198755200,1.000000001,1.000000002]}"#);
    breaks(r#"{"times":[-62198755200,-62198755200.0]}"#, &format!("times[1] {repeats}"));
    // The time to compare the elements is linear in their number.
    let elements: Vec<String> = (0..200_000).map(|number| format!("\"{number}\"")).collect();
    keeps(&format!(r#"{{"tokens":[{}]}}"#, elements.join(",")));
}

#[test]
fn v2_nested_values_are_checked_too() {
    keeps(
        r#"{"inner":{"inner":{"number":5}},"either":{"Text":"ab"},"colour":"Red","colours":["Red"]}"#,
    );
    breaks(r#"{"inner":{"inner":{"number":50}}}"#, "inner.inner.number must be from -1 to 9");
    breaks(r#"{"either":{"Text":"a"}}"#, "either.Text must have a length of at least 2");
    breaks(r#"{"either":{"Colour":"Blue"}}"#, "either.Colour must be one of the modeled values");
    breaks(r#"{"colour":"Blue"}"#, "colour must be one of the modeled values");
    breaks(r#"{"colours":["Red","Blue"]}"#, "colours[1] must be one of the modeled values");
}

#[test]
fn v3_violations_never_show_a_sensitive_key_or_value() {
    breaks(r#"{"secrets":{"hidden":"hidden"}}"#, "secrets: a key must have a length of at most 3");
    let error = decode_input::<Bind>(r#"{"secrets":{"hidden":5}}"#).expect_err("a number");
    assert_eq!(error, "secrets[\"[sensitive]\"] must be a string, not a number");
}

#[test]
fn v3_debug_shows_no_sensitive_member() {
    let room = CreateRoomRequest::new("a", "hidden").client_request_token("hidden");
    assert!(!format!("{room:?} {room:#?}").contains("hidden"));
    let room = CreateRoomResponse::default().room(Room::default().name("hidden"));
    assert!(!format!("{room:?} {room:#?}").contains("hidden"));
}
