//! The calls of the code written by hand, and those of axum's router.

mod sizes;

use std::hint::black_box;

use bench_calls::{ACCOUNT, MESSAGE, NAME, Operation, Setup, TOKEN, call, run};
use bench_hand::{CreateRoomError, CreateRoomRequest, ErrorCode, Reason, client, server};
use http::{Method, Request};
use serde::Deserialize;

const ROWS: &[(&str, Setup)] = &[
    ("encode-request", || {
        let input = CreateRoomRequest {
            account_id: ACCOUNT.into(),
            name: NAME.into(),
            client_request_token: Some(TOKEN.into()),
        };
        call(move || client::encode_request(&input).expect("it can be sent"))
    }),
    ("decode-201", || {
        let response = bench_calls::created();
        call(move || client::decode_response(&response).expect("a room"))
    }),
    ("decode-404", || {
        let response = bench_calls::not_found();
        call(move || client::decode_response(&response).expect_err("an error"))
    }),
    ("encode-201", || {
        let output = client::decode_response(&bench_calls::created()).expect("a room");
        call(move || server::encode_response(&output).expect("it can be sent"))
    }),
    ("decode-request", || {
        let request = bench_calls::request();
        call(move || server::decode_request(&request).expect("a request"))
    }),
    ("encode-error", || {
        let error = CreateRoomError::NotFound(Reason {
            code: Some(ErrorCode::NotFound),
            message: Some(MESSAGE.into()),
        });
        call(move || server::encode_error(&error).expect("it can be sent"))
    }),
    ("decode-list", || {
        let response = bench_calls::rooms();
        call(move || client::decode_list(&response).expect("a list"))
    }),
    ("decode-unknown", || {
        let response = bench_calls::unknown();
        call(move || client::decode_response(&response).expect("a room"))
    }),
    ("decode-nested", || {
        let response = bench_calls::nested();
        call(move || client::decode::<Nested>(&response).expect("it can be read"))
    }),
    ("route", || route("chime")),
    ("route-all", || route("all")),
];

/// A structure that contains itself.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Nested {
    text: Option<String>,
    inner: Option<Box<Nested>>,
}

/// What one path routes to: operations by their method and their literal query, those with a query
/// first.
type Operations = Vec<(Method, &'static str, &'static str)>;

fn route(file: &str) -> Box<dyn FnMut()> {
    let operations = bench_calls::operations(file);
    let (router, requests) = (router(&operations), bench_calls::requests(&operations));
    call(move || {
        requests.iter().filter(|request| black_box(find(&router, request)).is_some()).count()
    })
}

fn router(operations: &[Operation]) -> matchit::Router<Operations> {
    let mut router = matchit::Router::<Operations>::new();
    for (name, method, uri) in operations {
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        let operation = (method.parse().expect("a method"), query, *name);
        // The router requires the same name for the label at one position.
        let segments = path.split('/').enumerate();
        let path: String = segments
            .skip(1)
            .map(|(at, segment)| {
                if segment.starts_with('{') { format!("/{{l{at}}}") } else { format!("/{segment}") }
            })
            .collect();
        match router.at_mut(&path) {
            Ok(found) => {
                found.value.insert(if query.is_empty() { found.value.len() } else { 0 }, operation)
            }
            // matchit refuses some paths of one service beside those of another, and greedy labels
            // in the middle of a path. Requests for these find no operation.
            Err(_) => drop(router.insert(path, vec![operation])),
        }
    }
    router
}

fn find<'r>(router: &'r matchit::Router<Operations>, request: &Request<()>) -> Option<&'r str> {
    let operations = router.at(request.uri().path()).ok()?.value;
    let pairs = || request.uri().query().unwrap_or("").split('&');
    let operation = operations.iter().find(|(method, query, _)| {
        method == request.method() && (query.is_empty() || pairs().any(|pair| pair == *query))
    });
    operation.map(|(_, _, name)| *name)
}

fn main() {
    run(&[ROWS, sizes::ROWS].concat());
}
