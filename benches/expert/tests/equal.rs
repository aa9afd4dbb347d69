//! The expert's code reads and writes the same as `bench_hand`, on thousands of messages that are
//! changed in one place. Some of them cannot be read.

mod changes;

use std::fmt::Debug;

use bench_expert::{Bodies, Derived, Scanned, client, server};
use bench_hand::{
    CreateRoomError, CreateRoomRequest, CreateRoomResponse, ErrorCode, Reason, client as by_hand,
    server as served_by_hand,
};
use http::{HeaderMap, Request, Response};

/// How many messages could be read, and how many could not.
#[derive(Debug, Default)]
struct Seen {
    readable: usize,
    unreadable: usize,
}

impl Seen {
    fn add<T, E>(&mut self, read: &Result<T, E>) {
        match read {
            Ok(_) => self.readable += 1,
            Err(_) => self.unreadable += 1,
        }
    }
}

fn assert_same<T: PartialEq + Debug>(hand: &T, derived: &T, scanned: &T, message: &impl Debug) {
    assert!(hand == derived, "serde's derive: {derived:?}\nby hand: {hand:?}\n{message:?}");
    assert!(hand == scanned, "the scanner: {scanned:?}\nby hand: {hand:?}\n{message:?}");
}

fn sent(response: Response<Vec<u8>>) -> (u16, HeaderMap, String) {
    let (head, body) = response.into_parts();
    (head.status.as_u16(), head.headers, String::from_utf8(body).expect("JSON is a text"))
}

fn asked<E>(request: Result<Request<Vec<u8>>, E>) -> Option<(String, HeaderMap, String)> {
    let (head, body) = request.ok()?.into_parts();
    let line = format!("{} {}", head.method, head.uri);
    Some((line, head.headers, String::from_utf8(body).expect("JSON is a text")))
}

fn assert_written_alike(output: &CreateRoomResponse) {
    let written = |response: Result<_, _>| sent(response.expect("it can be written"));
    assert_same(
        &written(served_by_hand::encode_response(output)),
        &written(server::encode_response::<Derived>(output)),
        &written(server::encode_response::<Scanned>(output)),
        output,
    );
}

fn assert_asked_alike(input: &CreateRoomRequest) {
    assert_same(
        &asked(by_hand::encode_request(input)),
        &asked(client::encode_request::<Derived>(input)),
        &asked(client::encode_request::<Scanned>(input)),
        input,
    );
}

#[test]
fn changed_responses() {
    let mut seen = Seen::default();
    for response in changes::responses() {
        let hand = by_hand::decode_response(&response);
        let derived = client::decode_response::<Derived>(&response);
        assert_same(&hand, &derived, &client::decode_response::<Scanned>(&response), &response);
        seen.add(&hand);
        if let Ok(output) = hand {
            assert_written_alike(&output);
        }
    }
    assert!(seen.readable > 10_000 && seen.unreadable > 10_000, "too few responses: {seen:?}");
}

#[test]
fn changed_lists() {
    let mut seen = Seen::default();
    for response in changes::lists() {
        let hand = by_hand::decode_list(&response);
        let derived = client::decode_list::<Derived>(&response);
        assert_same(&hand, &derived, &client::decode_list::<Scanned>(&response), &response);
        seen.add(&hand);
    }
    assert!(seen.readable > 10_000 && seen.unreadable > 10_000, "too few lists: {seen:?}");
}

#[test]
fn changed_requests() {
    fn decode<B: Bodies>(request: &Request<Vec<u8>>) -> Result<CreateRoomRequest, String> {
        server::decode_request::<B>(request).map_err(|rejection| format!("{rejection:?}"))
    }
    let mut seen = Seen::default();
    for request in changes::requests() {
        let hand = served_by_hand::decode_request(&request);
        let hand = hand.map_err(|rejection| format!("{rejection:?}"));
        assert_same(&hand, &decode::<Derived>(&request), &decode::<Scanned>(&request), &request);
        seen.add(&hand);
        if let Ok(input) = hand {
            assert_asked_alike(&input);
        }
    }
    assert!(seen.readable > 2_000 && seen.unreadable > 2_000, "too few requests: {seen:?}");
}

#[test]
fn dates() {
    let mut seen = Seen::default();
    for response in changes::dates() {
        let hand = by_hand::decode_response(&response);
        let derived = client::decode_response::<Derived>(&response);
        assert_same(&hand, &derived, &client::decode_response::<Scanned>(&response), &response);
        seen.add(&hand);
        if let Ok(output) = hand {
            assert_written_alike(&output);
        }
    }
    assert!(seen.readable > 4_000 && seen.unreadable > 1_000, "too few dates: {seen:?}");
}

#[test]
fn accounts_that_no_server_reads() {
    for account in ["", ".", "..", "...", "a/b", "a b", "é", "%", "~", "\n"] {
        assert_asked_alike(&CreateRoomRequest {
            account_id: account.into(),
            name: "\"\\\n\u{1}é\u{2028}".into(),
            client_request_token: None,
        });
    }
}

#[test]
fn errors() {
    let errors = [
        CreateRoomError::BadRequest,
        CreateRoomError::Forbidden,
        CreateRoomError::NotFound,
        CreateRoomError::ResourceLimitExceeded,
        CreateRoomError::ServiceFailure,
        CreateRoomError::ServiceUnavailable,
        CreateRoomError::ThrottledClient,
        CreateRoomError::UnauthorizedClient,
    ];
    let codes =
        [None, Some(ErrorCode::Conflict), Some(ErrorCode::Unknown("\u{1f600} \"new\"".into()))];
    let messages = [None, Some(String::new()), Some("it's \\ broken\r\n".into())];
    for error in errors {
        for code in &codes {
            for message in &messages {
                let error = error(Reason { code: code.clone(), message: message.clone() });
                let written = |response: Result<_, _>| sent(response.expect("it can be written"));
                assert_same(
                    &written(served_by_hand::encode_error(&error)),
                    &written(server::encode_error::<Derived>(&error)),
                    &written(server::encode_error::<Scanned>(&error)),
                    &error,
                );
            }
        }
    }
}
