//! A sensitive value never reaches a log (rule V3): not through `Debug`, not through the text of an
//! error, not through the message of a JSON library.

use std::error::Error;
use std::fmt::Debug;

use chime_model::{CreateRoom, CreateRoomRequest, CreateRoomResponse, Operation, Room, Validate};
use chime_model_tests::message::{request, response};
use chime_model_tests::seeds;
use proptest::prelude::*;
use serde::de::DeserializeOwned;

/// What every sensitive member contains; it has only digits, so that it can be a number too.
const MARK: &str = "918273645";

fn request_body() -> String {
    format!(r#"{{"Name":"{MARK} é","ClientRequestToken":"{MARK}"}}"#)
}

fn documented_request() -> String {
    format!(r#"{{"AccountId":"a","Name":"{MARK} é","ClientRequestToken":"{MARK}"}}"#)
}

fn response_body() -> String {
    format!(
        r#"{{"Room":{{"RoomId":"r","Name":"{MARK} é","CreatedTimestamp":"2018-10-25T20:44:16Z"}}}}"#
    )
}

fn hides(value: &(impl Debug + ?Sized)) {
    let shown = format!("{value:?} {value:#?}");
    assert!(!shown.contains(MARK), "{shown}");
}

fn hides_all(error: &(impl Error + 'static)) {
    let mut error: Option<&dyn Error> = Some(error);
    while let Some(cause) = error {
        hides(cause);
        assert!(!cause.to_string().contains(MARK), "{cause}");
        error = cause.source();
    }
}

/// Reads a body as a request and as a response, and checks that nothing sensitive is shown.
fn read_both(body: &str) {
    match CreateRoom::decode_request(&request(&format!(
        "POST /accounts/a/rooms\ncontent-type: application/json\n\n{body}"
    ))) {
        Ok(input) => hides(&input),
        Err(rejection) => {
            hides_all(&rejection);
            assert!(
                !String::from_utf8_lossy(
                    rejection.to_response(&chime_model::SERVICE.protocol).body()
                )
                .contains(MARK)
            );
        }
    }
    for head in [
        "201",
        "404\nx-amzn-errortype: NotFoundException",
        "404",
        "503\nx-amzn-errortype: LaterException",
    ] {
        match CreateRoom::decode_response(&response(&format!("{head}\n\n{body}"))) {
            Ok(output) => hides(&output),
            Err(error) => hides_all(&error),
        }
    }
}

/// Reads a documented form with serde, and checks that nothing sensitive is shown.
fn read_documented<T: DeserializeOwned + Debug>(text: &str) {
    match serde_json::from_str::<T>(text) {
        Ok(value) => hides(&value),
        Err(error) => hides_all(&error),
    }
    if let Ok(tree) = serde_json::from_str::<serde_json::Value>(text) {
        match serde_json::from_value::<T>(tree) {
            Ok(value) => hides(&value),
            Err(error) => hides_all(&error),
        }
    }
}

#[test]
fn values_and_encoding_errors_hide_it() {
    let room = CreateRoomRequest::new("a", MARK).client_request_token(MARK);
    hides(&room);
    hides(&Room::default().name(MARK));
    hides(&CreateRoomResponse::default().room(Room::default().name(MARK)));
    hides_all(&CreateRoom::encode_request(&room.account_id("..")).expect_err("not a label"));
}

#[test]
fn violations_hide_it() {
    let token = format!("{MARK} with spaces");
    hides_all(
        &CreateRoomRequest::new("a", MARK)
            .client_request_token(token.as_str())
            .validate()
            .expect_err("a pattern"),
    );
    read_both(&format!(r#"{{"Name":"{MARK}","ClientRequestToken":"{token}"}}"#));
}

#[test]
fn values_of_the_wrong_type_hide_it() {
    let wrong = [
        MARK.to_owned(),
        format!("-{MARK}.5"),
        format!("[\"{MARK}\"]"),
        format!("{{\"{MARK}\":\"{MARK}\"}}"),
        format!("\"{MARK}\\ud800\""),
        format!("{MARK}e400"),
        format!("\"{MARK}"),
    ];
    for value in &wrong {
        for member in ["Name", "ClientRequestToken"] {
            read_both(&format!(r#"{{"{member}":{value}}}"#));
            read_documented::<CreateRoomRequest>(&format!(
                r#"{{"AccountId":"a","{member}":{value}}}"#
            ));
        }
        read_both(&format!(r#"{{"Room":{{"Name":{value}}}}}"#));
        read_documented::<CreateRoomResponse>(&format!(r#"{{"Room":{{"Name":{value}}}}}"#));
    }
}

#[test]
fn texts_in_place_of_structures_hide_it() {
    for text in [format!("\"{MARK}\""), format!("[\"{MARK}\"]"), format!("{{\"{MARK}\":1}}")] {
        read_both(&text);
        read_both(&format!(r#"{{"Room":{text}}}"#));
    }
}

#[test]
fn duplicate_members_hide_it() {
    read_both(&format!(r#"{{"Name":"{MARK}","Name":"{MARK}"}}"#));
    read_documented::<CreateRoomRequest>(&format!(r#"{{"Name":"{MARK}","Name":"{MARK}"}}"#));
}

proptest! {
    #![proptest_config(seeds::config())]

    #[test]
    fn broken_texts_hide_it(end in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), new in any::<char>()) {
        for text in [request_body(), response_body(), documented_request()] {
            let mut letters: Vec<char> = text.chars().collect();
            let cut: String = letters[..end.index(letters.len())].iter().collect();
            let at = at.index(letters.len());
            letters[at] = new;
            for broken in [cut, letters.into_iter().collect()] {
                read_both(&broken);
                read_documented::<CreateRoomRequest>(&broken);
                read_documented::<CreateRoomResponse>(&broken);
            }
        }
    }
}
