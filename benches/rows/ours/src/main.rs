//! The calls of this repository's crates.

mod sizes;

use std::hint::black_box;

use bench_calls::{ACCOUNT, MESSAGE, NAME, ROOM, Setup, TOKEN, call, run};
use bench_chime::{ListRooms, Route};
use chime_model::__private::{RouteKey, RouteMap};
use chime_model::{
    CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse, ErrorCode,
    NotFoundException, Operation, Routing, Structure,
};

const ROWS: &[(&str, Setup)] = &[
    ("encode-request", || {
        let input = CreateRoomRequest::new(ACCOUNT, NAME).client_request_token(TOKEN.to_owned());
        call(move || CreateRoom::encode_request(&input).expect("it can be sent"))
    }),
    ("decode-201", || {
        let response = bench_calls::created();
        call(move || CreateRoom::decode_response(&response).expect("a room"))
    }),
    ("decode-404", || {
        let response = bench_calls::not_found();
        call(move || CreateRoom::decode_response(&response).expect_err("an error"))
    }),
    ("encode-201", || {
        let output = CreateRoom::decode_response(&bench_calls::created()).expect("a room");
        call(move || CreateRoom::encode_response(&output).expect("it can be sent"))
    }),
    ("decode-request", || {
        let request = bench_calls::request();
        call(move || CreateRoom::decode_request(&request).expect("a request"))
    }),
    ("encode-error", || {
        let error = NotFoundException::default().code(ErrorCode::NotFound).message(MESSAGE).into();
        call(move || CreateRoom::encode_error(&error).expect("it can be sent"))
    }),
    ("decode-list", || {
        let response = bench_calls::rooms();
        call(move || ListRooms::decode_response(&response).expect("a list"))
    }),
    ("decode-unknown", || {
        let response = bench_calls::unknown();
        call(move || CreateRoom::decode_response(&response).expect("a room"))
    }),
    ("decode-nested", || {
        let response = bench_calls::nested();
        call(move || GetNested::decode_response(&response).expect("it can be read"))
    }),
    ("route", || {
        let requests = bench_calls::requests(&bench_calls::operations("chime"));
        call(move || {
            requests.iter().filter(|request| black_box(Route::of(request)).is_ok()).count()
        })
    }),
    ("route-all", || {
        let operations = bench_calls::operations("all");
        let requests = bench_calls::requests(&operations);
        let key = |method: &str, uri| RouteKey::uri(method.parse().expect("a method"), uri);
        let routes =
            RouteMap::of(operations.iter().map(|(name, method, uri)| (key(method, uri), *name)));
        call(move || {
            requests.iter().filter(|request| black_box(routes.find(request)).is_some()).count()
        })
    }),
];

/// A structure that contains itself, which no operation of Chime has.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Nested {
    #[serde(rename = "Text")]
    text: Option<String>,
    #[serde(rename = "Inner")]
    inner: Option<Box<Nested>>,
}

#[derive(Operation)]
#[operation(output = Nested, error = CreateRoomError, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/nested")]
struct GetNested;

fn main() {
    let read: CreateRoomResponse =
        CreateRoom::decode_response(&bench_calls::created()).expect("a room");
    assert!(ROOM.contains(read.room.and_then(|room| room.room_id).expect("it has an id").as_str()));
    run(&[ROWS, sizes::ROWS].concat());
}
