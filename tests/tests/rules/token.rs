//! The rule for idempotency tokens, O1.

use std::collections::HashSet;

use chime_model::{CreateRoom, CreateRoomRequest, Operation, Structure, with_token_source};
use chime_model_tests::message::encode_request;

use crate::{NoErrors, create_room};

/// Tokens outside the body, one of them required.
#[derive(Clone, Debug, PartialEq, Structure)]
struct InHeader {
    #[http(header = "x-token")]
    #[idempotency_token]
    token: Option<String>,
}

#[derive(Operation)]
#[operation(input = InHeader, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct HeaderToken;

#[derive(Clone, Debug, PartialEq, Structure)]
struct InQuery {
    #[http(query = "token")]
    #[idempotency_token]
    token: String,
    #[http(query = "name")]
    name: String,
}

#[derive(Operation)]
#[operation(input = InQuery, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct QueryToken;

fn token(room: &CreateRoomRequest) -> String {
    room.client_request_token.clone().expect("a token").into_inner()
}

/// Whether a text has the form of a UUID of version 4.
fn is_uuid_v4(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let is_hex = text
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && is_hex
        && groups[2].starts_with('4')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
}

#[test]
fn o1_unset_token_is_a_fresh_uuid() {
    let tokens: HashSet<String> =
        (0..100).map(|_| token(&CreateRoomRequest::new("a", "n"))).collect();
    assert_eq!(tokens.len(), 100);
    assert!(tokens.iter().all(|token| is_uuid_v4(token)), "{tokens:?}");
}

#[test]
fn o1_a_retry_sends_the_same_token() {
    let room = CreateRoomRequest::new("a", "n");
    let once = encode_request::<CreateRoom>(&room);
    assert!(once.contains(&format!("\"ClientRequestToken\":\"{}\"", token(&room))), "{once}");
    assert_eq!(once, encode_request::<CreateRoom>(&room));
    assert_eq!(once, encode_request::<CreateRoom>(&room.clone()));
}

#[test]
fn o1_a_token_that_the_caller_sets_is_kept() {
    let room = CreateRoomRequest::new("a", "n").client_request_token("mine");
    assert_eq!(token(&room), "mine");
}

#[test]
fn o1_a_generated_token_is_accepted_by_the_server() {
    let room = CreateRoomRequest::new("a", "n");
    let body = format!(r#"{{"Name":"n","ClientRequestToken":"{}"}}"#, token(&room));
    assert_eq!(create_room(&body).map(|read| token(&read)), Ok(token(&room)));
}

#[test]
fn o1_reading_generates_no_token() {
    assert_eq!(create_room(r#"{"Name":"n"}"#).map(|room| room.client_request_token), Ok(None));
    let documented: CreateRoomRequest =
        serde_json::from_str(r#"{"AccountId":"a","Name":"n"}"#).expect("a request");
    assert_eq!(documented.client_request_token, None);
}

#[test]
fn o1_source_can_be_replaced() {
    let mut count = 0;
    let source = move || {
        count += 1;
        format!("token-{count}")
    };
    let tokens =
        with_token_source(source, || [(); 2].map(|()| token(&CreateRoomRequest::new("a", "n"))));
    assert_eq!(tokens, ["token-1", "token-2"]);
    assert!(is_uuid_v4(&token(&CreateRoomRequest::new("a", "n"))), "the source is restored");
}

#[test]
fn o1_source_is_restored_after_a_panic() {
    let run = || with_token_source(|| "token-1".to_owned(), || panic!("in the middle"));
    assert!(std::panic::catch_unwind(run).is_err());
    assert!(is_uuid_v4(&token(&CreateRoomRequest::new("a", "n"))));
}

#[test]
fn o1_token_is_generated_in_header_and_query_too() {
    let (header, query) =
        with_token_source(|| "token-1".to_owned(), || (InHeader::default(), InQuery::new("n")));
    assert_eq!(encode_request::<HeaderToken>(&header), "POST /\nx-token: token-1\n\n");
    assert_eq!(encode_request::<QueryToken>(&query), "POST /?token=token-1&name=n\n\n");
}
