//! Locks the documented form of every type: the one that serde writes and reads, and that queues,
//! files and other languages rely on.

use std::fmt::Debug;

use chime_model::{
    BadRequestException, CreateRoomRequest, CreateRoomResponse, ErrorCode, ForbiddenException,
    JsonValue, NotFoundException, ResourceLimitExceededException, Room, ServiceFailureException,
    ServiceUnavailableException, ThrottledClientException, UnauthorizedClientException,
};
use chime_model_tests::{sample, snapshots};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[test]
fn documented_forms() {
    let codes: Vec<ErrorCode> =
        ErrorCode::VALUES.iter().map(|value| ErrorCode::from(*value)).collect();
    let forms = [
        ("CreateRoomRequest", form(&sample::request(), &sample::smallest_request())),
        ("CreateRoomResponse", form(&sample::response(), &CreateRoomResponse::default())),
        ("Room", form(&sample::room(), &Room::default())),
        ("ErrorCode", form(&codes, &vec![ErrorCode::Unknown("OfALaterVersion".to_owned())])),
    ];
    for (name, text) in &forms {
        insta::with_settings!({ snapshot_path => "documented", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(*name, text);
        });
    }
    snapshots::are_all("documented", forms.iter().map(|(name, _)| *name));
}

#[test]
fn every_error_has_a_code_and_a_message() {
    macro_rules! errors {
        ($($error:ident)*) => {
            [$(form(&$error::default().code(ErrorCode::Conflict).message("A sentence."), &$error::default())),*]
        };
    }
    let forms = errors! {
        NotFoundException BadRequestException ForbiddenException UnauthorizedClientException ResourceLimitExceededException
        ThrottledClientException ServiceUnavailableException ServiceFailureException
    };
    for form in forms {
        assert_eq!(form, "{\n  \"Code\": \"Conflict\",\n  \"Message\": \"A sentence.\"\n}\n{}");
    }
}

/// Writes both values, and reads both back.
fn form<T: Serialize + DeserializeOwned + PartialEq + Debug>(filled: &T, empty: &T) -> String {
    let text = |value: &T| {
        let text = serde_json::to_string_pretty(value).expect("a value that can be written");
        assert_eq!(
            serde_json::from_str::<T>(&text).as_ref().ok(),
            Some(value),
            "the written value is read back"
        );
        text
    };
    format!("{}\n{}", text(filled), text(empty))
}

#[test]
fn no_modeled_code_is_unknown() {
    for value in ErrorCode::VALUES {
        let code = ErrorCode::from(*value);
        assert!(!matches!(code, ErrorCode::Unknown(_)), "{value}");
        assert_eq!((code.as_str(), code.to_string().as_str()), (*value, *value));
    }
}

#[test]
fn null_is_absent_and_unknown_members_are_ignored() {
    let text = r#"{ "AccountId": "a", "Name": "n", "ClientRequestToken": null, "Later": { "deep": [null] } }"#;
    let mut smallest = CreateRoomRequest::new("a", "n");
    smallest.client_request_token = None;
    assert_eq!(serde_json::from_str::<CreateRoomRequest>(text).ok(), Some(smallest));
    assert_eq!(
        serde_json::from_str::<CreateRoomResponse>(r#"{ "Room": null }"#).ok(),
        Some(CreateRoomResponse::default())
    );
}

#[test]
fn required_members_must_be_present() {
    for text in [
        r#"{ "Name": "n" }"#,
        r#"{ "AccountId": "a" }"#,
        r#"{ "AccountId": "a", "Name": null }"#,
        "{}",
    ] {
        assert!(serde_json::from_str::<CreateRoomRequest>(text).is_err(), "{text}");
    }
}

/// An error has the same line and column as an error of serde's own derive: the end of the value
/// that lacks a member.
#[test]
fn errors_have_the_position_of_their_value() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "only the types matter")]
    struct Plain {
        account_id: String,
        name: String,
    }
    fn position<T: DeserializeOwned + Debug>(text: &str) -> (usize, usize) {
        let error = serde_json::from_str::<T>(text).expect_err(text);
        (error.line(), error.column())
    }
    let room = "{\n  \"Name\": \"a\"\n}";
    for text in [room, "{\"Name\":\"a\"}", "5", " [] ", "null"] {
        assert_eq!(position::<CreateRoomRequest>(text), position::<Plain>(text), "{text}");
    }
    for list in [
        format!("[\n{room},\n{room}]"),
        "[\n{\"AccountId\":\"a\",\"Name\":\"a\"},\n{\"AccountId\":\"a\"}   ,\n5]".to_owned(),
        "[ 5 ,\n6]".to_owned(),
    ] {
        let ours = position::<Vec<CreateRoomRequest>>(&list);
        assert_eq!(ours, position::<Vec<Plain>>(&list), "{list}");
    }
}

#[test]
fn a_json_value_is_the_value_itself() {
    let text = r#"{"a":[1,null,"b"]}"#;
    let value: JsonValue = serde_json::from_str(text).expect("any JSON");
    assert_eq!(serde_json::to_string(&value).expect("JSON"), text);
    assert!(serde_json::from_str::<JsonValue>("null").is_ok());
}
