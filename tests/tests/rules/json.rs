//! The rules for JSON bodies, J1 to J9.

use std::collections::BTreeMap;

use chime_model::{
    Blob, CreateRoomRequest, CreateRoomResponse, Operation, Room, Structure, Union, UnknownMember,
};
use chime_model_tests::message::{encode_request, encode_response};
use serde_json::json;

use crate::{NoErrors, create_room, created_room, decode_input, decode_output};

/// Every kind of value.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Values {
    integer: Option<i32>,
    long: Option<i64>,
    float: Option<f32>,
    double: Option<f64>,
    flag: Option<bool>,
    text: Option<String>,
    blob: Option<Blob>,
    #[http(body = "displayName")]
    name: Option<String>,
    nothing: Option<Nothing>,
    choice: Option<Choice>,
    list: Option<Vec<i32>>,
    map: Option<BTreeMap<String, i32>>,
    sparse_list: Option<Vec<Option<i32>>>,
    sparse_map: Option<BTreeMap<String, Option<i32>>>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Nothing {}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Number(i32),
    #[serde(rename = "Words")]
    Text(String),
    #[serde(rename = "List")]
    #[http(body = "l")]
    List(Vec<i32>),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Values, output = Values, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/values")]
struct Keep;

/// The body that both sides write.
fn written(values: &Values) -> String {
    let body =
        |text: String| text.split_once("\n\n").map(|(_, body)| body.to_owned()).expect("a body");
    let request = body(encode_request::<Keep>(values));
    assert_eq!(request, body(encode_response::<Keep>(values)));
    request
}

/// What both sides read.
fn read(body: &str) -> Result<Values, String> {
    let values = decode_input::<Keep>(body);
    assert_eq!(values, decode_output::<Keep>(body), "{body}");
    values
}

/// Both sides read and write the same.
fn both_ways(values: Values, body: &str) {
    assert_eq!(written(&values), body);
    assert_eq!(read(body), Ok(values));
}

#[test]
fn j1_null_and_absent_are_the_same() {
    let mut room = CreateRoomRequest::new("account-1", "n");
    room.client_request_token = None;
    assert_eq!(create_room(r#"{"Name":"n","ClientRequestToken":null}"#), Ok(room.clone()));
    assert_eq!(create_room(r#"{"Name":"n"}"#), Ok(room));
    assert_eq!(created_room(r#"{"Room":null}"#), Ok(CreateRoomResponse::default()));
    assert_eq!(
        created_room(r#"{"Room":{"Name":null,"CreatedTimestamp":null}}"#),
        Ok(CreateRoomResponse::default().room(Room::default()))
    );
    assert_eq!(written(&Values::default()), "{}");
}

/// An output with required members, one of them inside another.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Outer {
    inner: Inner,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Inner {
    id: String,
}

#[derive(Operation)]
#[operation(input = Outer, output = Outer, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/outer")]
struct Nest;

#[test]
fn j1_missing_required_member_is_an_error_with_its_path() {
    for body in ["{}", r#"{"Name":null}"#, r#"{"name":"n"}"#] {
        assert_eq!(create_room(body), Err("Name is required".to_owned()), "{body}");
    }
    for (body, error) in [
        ("{}", "inner is required"),
        (r#"{"inner":{}}"#, "inner.id is required"),
        (r#"{"inner":{"id":null}}"#, "inner.id is required"),
    ] {
        assert_eq!(decode_input::<Nest>(body), Err(error.to_owned()));
        assert_eq!(decode_output::<Nest>(body), Err(error.to_owned()));
    }
}

#[test]
fn j2_unknown_members_are_ignored() {
    let mut room = CreateRoomRequest::new("account-1", "n");
    room.client_request_token = None;
    for value in [
        "null",
        "1e400",
        "[[{}]]",
        r#"{"Name":5,"deep":[null]}"#,
        r#""\ud83d\ude00""#,
        "-0.0",
        "123456789012345678901234567890",
    ] {
        assert_eq!(
            create_room(&format!(r#"{{"Later":{value},"Name":"n"}}"#)),
            Ok(room.clone()),
            "{value}"
        );
        assert_eq!(
            created_room(&format!(r#"{{"Room":{{"Later":{value}}}}}"#)),
            Ok(CreateRoomResponse::default().room(Room::default()))
        );
        assert_eq!(
            read(&format!(r#"{{"nothing":{{"later":{value}}}}}"#)),
            Ok(Values::default().nothing(Nothing::default()))
        );
    }
}

#[test]
fn j3_integers_take_no_strings_or_fractions_and_do_not_wrap_around() {
    both_ways(
        Values::default().integer(i32::MIN).long(i64::MAX),
        r#"{"integer":-2147483648,"long":9223372036854775807}"#,
    );
    assert_eq!(read(r#"{"integer":-0,"long":-0}"#), Ok(Values::default().integer(0).long(0)));
    assert_eq!(
        serde_json::from_str::<Values>(r#"{"integer":-0,"long":-0}"#).ok(),
        Some(Values::default().integer(0).long(0))
    );
    for value in ["2147483648", "-2147483649", "1.0", "1e0", "-0.0"] {
        assert_eq!(
            read(&format!(r#"{{"integer":{value}}}"#)),
            Err("integer must be an integer of 32 bits".to_owned()),
            "{value}"
        );
    }
    assert_eq!(
        read(r#"{"integer":"5"}"#),
        Err("integer must be an integer of 32 bits, not a string".to_owned())
    );
    assert_eq!(
        read(r#"{"long":9223372036854775808}"#),
        Err("long must be an integer of 64 bits".to_owned())
    );
    assert_eq!(
        read(r#"{"integer":true}"#),
        Err("integer must be an integer of 32 bits, not a boolean".to_owned())
    );
}

#[test]
fn j3_booleans_are_true_and_false() {
    both_ways(Values::default().flag(true), r#"{"flag":true}"#);
    for value in ["\"true\"", "1", "0", "[]"] {
        assert!(read(&format!(r#"{{"flag":{value}}}"#)).is_err(), "{value}");
    }
}

#[test]
fn j3_floats_that_are_not_finite_are_strings() {
    both_ways(Values::default().float(1.5_f32).double(-0.1), r#"{"float":1.5,"double":-0.1}"#);
    both_ways(
        Values::default().float(f32::INFINITY).double(f64::NEG_INFINITY),
        r#"{"float":"Infinity","double":"-Infinity"}"#,
    );
    assert_eq!(written(&Values::default().double(f64::NAN)), r#"{"double":"NaN"}"#);
    assert!(
        decode_input::<Keep>(r#"{"double":"NaN"}"#)
            .is_ok_and(|values| values.double.is_some_and(f64::is_nan))
    );
    assert_eq!(read(r#"{"double":3}"#), Ok(Values::default().double(3.0)));
    for value in ["\"inf\"", "\"1.5\"", "\"nan\"", "\"+Infinity\"", "1e400", "null1", "true"] {
        assert!(read(&format!(r#"{{"double":{value}}}"#)).is_err(), "{value}");
    }
}

#[test]
fn j4_blobs_are_padded_standard_base64() {
    both_ways(Values::default().blob(&[0xfb, 0xff, 0x00, 0x01][..]), r#"{"blob":"+/8AAQ=="}"#);
    for value in
        ["\"+/8AAQ\"", "\"-_8AAQ==\"", "\"+/8A AQ==\"", "\"+/8AAR==\"", "\"é\"", "5", "[1]"]
    {
        assert!(read(&format!(r#"{{"blob":{value}}}"#)).is_err(), "{value}");
    }
}

#[test]
fn j5_body_is_one_object_and_nothing_after_it() {
    for body in [
        "[]",
        "\"text\"",
        "5",
        "1.5",
        "-0",
        "1e400",
        "18446744073709551616",
        "null",
        "true",
        "\"\\ud800\"",
    ] {
        let error = create_room(body).expect_err(body);
        assert!(error.starts_with("the message must be an object, not "), "{error}");
        assert!(!error.contains("required"), "{error}");
    }
    for body in [" ", "{", "{}{}", "{} x", "{'Name':'n'}", "{\"Name\":\"n\",}", "\u{feff}{}"] {
        let error = create_room(body).expect_err(body);
        assert!(error.starts_with("the message is not valid JSON at line "), "{error}");
        // A member that cannot be read is not reported as missing too.
        assert!(!error.contains("required"), "{error}");
    }
}

#[test]
fn j6_location_name_is_the_key() {
    both_ways(Values::default().name("n"), r#"{"displayName":"n"}"#);
    assert_eq!(read(r#"{"name":"n"}"#), Ok(Values::default()));
}

#[test]
fn j7_zero_false_and_empty_are_written_when_set() {
    let values = Values::default()
        .integer(0)
        .double(0.0)
        .flag(false)
        .text("")
        .blob(Vec::new())
        .list(vec![])
        .map(BTreeMap::new());
    both_ways(
        values,
        r#"{"integer":0,"double":0.0,"flag":false,"text":"","blob":"","list":[],"map":{}}"#,
    );
    assert!(create_room(r#"{"Name":""}"#).is_ok_and(|room| room.name.is_empty()));
}

#[test]
fn j8_null_in_dense_collections_is_an_error_only_for_a_server() {
    let body = r#"{"list":[1,null,2],"map":{"a":null,"b":1}}"#;
    let error = "list[1] must be an integer of 32 bits, not null; map[\"a\"] must be an integer of 32 bits, not null";
    assert_eq!(decode_input::<Keep>(body), Err(error.to_owned()));
    let lenient = Values::default().list(vec![1, 2]).map([("b".to_owned(), 1)]);
    assert_eq!(decode_output::<Keep>(body), Ok(lenient));
}

#[test]
fn j8_null_in_sparse_collections_is_kept() {
    let map: BTreeMap<String, Option<i32>> =
        [("a".to_owned(), None), ("b".to_owned(), Some(1))].into();
    both_ways(
        Values::default().sparse_list(vec![Some(1), None]).sparse_map(map),
        r#"{"sparse_list":[1,null],"sparse_map":{"a":null,"b":1}}"#,
    );
}

#[test]
fn j9_union_has_exactly_one_member() {
    both_ways(Values::default().choice(Choice::Number(5)), r#"{"choice":{"Number":5}}"#);
    both_ways(
        Values::default().choice(Choice::Text("t".to_owned())),
        r#"{"choice":{"Words":"t"}}"#,
    );
    assert_eq!(
        read(r#"{"choice":{"Number":5,"Words":null,"Later":null}}"#),
        Ok(Values::default().choice(Choice::Number(5)))
    );
    for body in [
        r#"{"choice":{}}"#,
        r#"{"choice":{"Number":null}}"#,
        r#"{"choice":{"Number":5,"Words":"t"}}"#,
        r#"{"choice":{"Number":5,"Later":1}}"#,
    ] {
        assert_eq!(
            read(body),
            Err("choice must have exactly one modeled member".to_owned()),
            "{body}"
        );
    }
    assert_eq!(
        read(r#"{"choice":{"Number":"t"}}"#),
        Err("choice.Number must be an integer of 32 bits, not a string".to_owned())
    );
}

#[test]
fn j9_client_keeps_an_unknown_member_and_ignores_type() {
    let unknown =
        Choice::Unknown(UnknownMember { name: "Later".to_owned(), value: json!([1, null]) });
    let values = Values::default().choice(unknown);
    assert_eq!(decode_output::<Keep>(r#"{"choice":{"Later":[1,null]}}"#), Ok(values.clone()));
    assert_eq!(written(&values), r#"{"choice":{"Later":[1,null]}}"#);
    assert_eq!(
        decode_output::<Keep>(r#"{"choice":{"__type":"Choice","Number":5}}"#),
        Ok(Values::default().choice(Choice::Number(5)))
    );
    // The key of this member in a body is `l`, so its documented name is an unknown member there.
    let name = Choice::Unknown(UnknownMember { name: "List".to_owned(), value: json!([]) });
    assert_eq!(
        decode_output::<Keep>(r#"{"choice":{"List":[]}}"#),
        Ok(Values::default().choice(name))
    );
    // An unknown member with a modeled name would be read as the modeled member.
    let named =
        |name: &str| Choice::Unknown(UnknownMember { name: name.to_owned(), value: json!(5) });
    let error = serde_json::to_string(&named("Number")).expect_err("a modeled name").to_string();
    assert_eq!(
        error,
        "a value must be without an unknown member that has the name of a modeled one"
    );
    let error = Keep::encode_response(&Values::default().choice(named("Words")))
        .expect_err("a modeled key")
        .to_string();
    assert_eq!(
        error,
        "Keep cannot be sent: the message must be without an unknown member that has the name of a modeled one"
    );
    let error = Keep::encode_request(&Values::default().choice(named("__type")))
        .expect_err("a member that is ignored")
        .to_string();
    assert_eq!(
        error,
        "Keep cannot be sent: the message must be without an unknown member `__type`, which a client ignores"
    );
    for body in [r#"{"choice":{"Later":[1,null]}}"#, r#"{"choice":{"__type":"Choice","Number":5}}"#]
    {
        assert_eq!(
            decode_input::<Keep>(body),
            Err("choice must have exactly one modeled member".to_owned()),
            "{body}"
        );
    }
}
