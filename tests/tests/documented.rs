//! Why this exists: the documented form of every type, which serde writes and reads, is what queues, files and other languages hold.

use std::fmt::Debug;

use chime_model::{
    BadRequestException, CreateRoomRequest, CreateRoomResponse, ErrorCode, ForbiddenException, NotFoundException,
    ResourceLimitExceededException, Room, ServiceFailureException, ServiceUnavailableException, ThrottledClientException,
    UnauthorizedClientException,
};
use chime_model_tests::{sample, snapshots};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The documented form of a type: of values that have all, of values that have as little as can be.
struct Form {
    name: &'static str,
    text: String,
}

#[test]
fn documented_forms() {
    let forms = forms();
    for Form { name, text } in &forms {
        insta::with_settings!({ snapshot_path => "documented", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(*name, text);
        });
    }
    snapshots::are_all("documented", forms.iter().map(|form| form.name));
}

fn forms() -> Vec<Form> {
    macro_rules! errors {
        ($($error:ident, $code:expr;)*) => {
            vec![$(form(stringify!($error), &$error::default().code($code).message("A sentence."), &$error::default())),*]
        };
    }
    let mut forms = errors! {
        NotFoundException, "NotFound";
        BadRequestException, "BadRequest";
        ForbiddenException, "Forbidden";
        UnauthorizedClientException, "Unauthorized";
        ResourceLimitExceededException, "ResourceLimitExceeded";
        ThrottledClientException, "Throttled";
        ServiceUnavailableException, "ServiceUnavailable";
        ServiceFailureException, "ServiceFailure";
    };
    forms.push(form("CreateRoomRequest", &sample::request(), &sample::smallest_request()));
    forms.push(form("CreateRoomResponse", &sample::response(), &CreateRoomResponse::default()));
    forms.push(form("Room", &sample::room(), &Room::default()));
    let codes: Vec<ErrorCode> = ErrorCode::VALUES.iter().map(|value| ErrorCode::from(*value)).collect();
    forms.push(form("ErrorCode", &codes, &vec![ErrorCode::Unknown("OfALaterVersion".to_owned())]));
    forms
}

/// Writes both values, and reads both back.
fn form<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &'static str, filled: &T, empty: &T) -> Form {
    let text = |value: &T| {
        let text = serde_json::to_string_pretty(value).expect("a value that can be written");
        assert_eq!(serde_json::from_str::<T>(&text).as_ref().ok(), Some(value), "{name} reads what it writes");
        text
    };
    Form { name, text: format!("{}\n{}", text(filled), text(empty)) }
}

#[test]
fn no_modeled_code_is_an_unknown_one() {
    for value in ErrorCode::VALUES {
        let code = ErrorCode::from(*value);
        assert!(!matches!(code, ErrorCode::Unknown(_)), "{value}");
        assert_eq!((code.as_str(), code.to_string().as_str()), (*value, *value));
    }
}

#[test]
fn null_is_absent_and_unknown_members_are_passed_over() {
    let text = r#"{ "AccountId": "a", "Name": "n", "ClientRequestToken": null, "Later": { "deep": [null] } }"#;
    let mut smallest = CreateRoomRequest::new("a", "n");
    smallest.client_request_token = None;
    assert_eq!(serde_json::from_str::<CreateRoomRequest>(text).ok(), Some(smallest));
    assert_eq!(serde_json::from_str::<CreateRoomResponse>(r#"{ "Room": null }"#).ok(), Some(CreateRoomResponse::default()));
}

#[test]
fn what_is_required_must_be_there() {
    for text in [r#"{ "Name": "n" }"#, r#"{ "AccountId": "a" }"#, r#"{ "AccountId": "a", "Name": null }"#, "{}"] {
        assert!(serde_json::from_str::<CreateRoomRequest>(text).is_err(), "{text}");
    }
}
