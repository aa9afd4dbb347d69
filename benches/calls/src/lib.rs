//! The messages that every peer handles, and the loop that makes one call many times under
//! valgrind.

use std::hint::black_box;
use std::{env, fs};

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{Request, Response};

/// The account of every room.
pub const ACCOUNT: &str = "12345678-1234-1234-1234-123456789012";
/// The name of every room.
pub const NAME: &str = "Team room";
/// The idempotency token of the request.
pub const TOKEN: &str = "5f9f3ecb-3b3b-4c8e-9d0a-2b1a7c6d5e4f";
/// The message of the error.
pub const MESSAGE: &str = "there is no such account";
/// The room of the response.
pub const ROOM: &str = concat!(
    r#"{"RoomId":"0f8fad5b-d9cb-469f-a165-70867728950e","Name":"Team room","#,
    r#""AccountId":"12345678-1234-1234-1234-123456789012","CreatedBy":"7c9e6679-7425-40de-944b-e07fc1f90ae7","#,
    r#""CreatedTimestamp":"2018-10-25T20:44:16.837Z","UpdatedTimestamp":"2018-10-25T20:44:16.837Z"}"#
);
/// How many rooms the list has.
pub const ROOMS: usize = 1000;

/// Sets up a call, and returns it.
pub type Setup = fn() -> Box<dyn FnMut()>;

/// Makes the call of a row as many times as the arguments say: `PROGRAM ROW CALLS`.
///
/// # Panics
/// Without these arguments.
pub fn run(rows: &[(&str, Setup)]) {
    let mut arguments = env::args().skip(1);
    let row = arguments.next().expect("the name of a row");
    let calls: usize =
        arguments.next().and_then(|calls| calls.parse().ok()).expect("a number of calls");
    let (_, setup) = rows.iter().find(|(name, _)| *name == row).expect("a row of this peer");
    let mut call = setup();
    for _ in 0..calls {
        call();
    }
}

/// A call whose result is dropped.
pub fn call<T>(mut run: impl FnMut() -> T + 'static) -> Box<dyn FnMut()> {
    Box::new(move || drop(black_box(run())))
}

/// A request for a room, as every client writes it.
#[must_use]
pub fn request() -> Request<Vec<u8>> {
    let body = format!(r#"{{"Name":"{NAME}","ClientRequestToken":"{TOKEN}"}}"#);
    let request = Request::post(format!("/accounts/{ACCOUNT}/rooms"))
        .header(CONTENT_TYPE, "application/json");
    message(request.header(CONTENT_LENGTH, body.len()).body(body.into_bytes()))
}

/// A room that was created.
#[must_use]
pub fn created() -> Response<Vec<u8>> {
    response(201, format!(r#"{{"Room":{ROOM}}}"#))
}

/// An error that the operation models.
#[must_use]
pub fn not_found() -> Response<Vec<u8>> {
    let mut response = response(404, format!(r#"{{"Code":"NotFound","Message":"{MESSAGE}"}}"#));
    response
        .headers_mut()
        .insert("x-amzn-errortype", http::HeaderValue::from_static("NotFoundException"));
    response
}

/// A list of rooms.
#[must_use]
pub fn rooms() -> Response<Vec<u8>> {
    response(200, list(r#"{"Rooms":["#, ROOMS, |_| ROOM.to_owned(), r#"],"NextToken":"next"}"#))
}

/// A created room among a megabyte of unknown members.
#[must_use]
pub fn unknown() -> Response<Vec<u8>> {
    let member = |at| {
        format!(
            r#""Unknown{at}":{{"Id":{at},"Tags":["a","b"],"Text":"what it says","On":true,"Size":1.5,"None":null,"Inner":{{}}}}"#
        )
    };
    response(201, list(&format!(r#"{{"Room":{ROOM},"#), 7900, member, "}"))
}

/// A text of 100 KB in a hundred objects, one within another.
#[must_use]
pub fn nested() -> Response<Vec<u8>> {
    let text = "what it says ".repeat(7_700);
    response(
        200,
        format!(r#"{}{{"Text":"{text}"}}{}"#, r#"{"Inner":"#.repeat(100), "}".repeat(100)),
    )
}

/// How many members all structures of [`members`] have together, and how many entries the map of
/// [`entries`] has.
pub const ITEMS: usize = 1000;

/// A list of structures with that many members. They come out of order: each is the seventh after
/// the one before it.
#[must_use]
pub fn members(size: usize) -> Response<Vec<u8>> {
    structures(size, |at| format!("Member{:04}", at * 7 % size))
}

/// A list of structures with that many unknown members. Their names are as long as those of the
/// modeled members, and begin in the same way.
#[must_use]
pub fn unknown_members(size: usize) -> Response<Vec<u8>> {
    structures(size, |at| format!("Member{:03}X", at * 7 % size))
}

/// A map of strings, whose keys come out of order.
#[must_use]
pub fn entries() -> Response<Vec<u8>> {
    let map = object(ITEMS, |at| format!("Key{:04}", at * 7 % ITEMS));
    response(200, format!(r#"{{"Entries":{map}}}"#))
}

fn structures(size: usize, key: impl Fn(usize) -> String) -> Response<Vec<u8>> {
    response(200, list(r#"{"Items":["#, ITEMS / size, |_| object(size, &key), "]}"))
}

fn object(size: usize, key: impl Fn(usize) -> String) -> String {
    list("{", size, |at| format!(r#""{}":"what it says""#, key(at)), "}")
}

/// The name, the method and the URI template of an operation.
pub type Operation = (&'static str, &'static str, &'static str);

/// The operations in a file of the folder `$OPERATIONS`: those of `chime`, or `all` of every
/// service.
///
/// # Panics
/// Without that file, which `benches/run` writes.
#[must_use]
pub fn operations(file: &str) -> Vec<Operation> {
    let folder = env::var("OPERATIONS").expect("OPERATIONS names a folder");
    let text = fs::read_to_string(format!("{folder}/{file}")).expect("the operations are a text");
    let lines = text.leak().lines();
    let parts = lines.map(|line| line.splitn(3, ' ').collect::<Vec<_>>());
    parts.map(|parts| (parts[0], parts[1], parts[2])).collect()
}

/// A request for each operation: the method and the URI, with a text for each label.
///
/// # Panics
/// If one is not a valid request.
#[must_use]
pub fn requests(operations: &[Operation]) -> Vec<Request<()>> {
    let segment = |segment: &str| {
        if segment.starts_with('{') { ACCOUNT.to_owned() } else { segment.to_owned() }
    };
    let request = |(_, method, template): &Operation| {
        let (path, query) =
            template.split_once('?').map_or((*template, None), |(path, query)| (path, Some(query)));
        let path = path.split('/').map(segment).collect::<Vec<_>>().join("/");
        let uri = query.map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
        message(Request::builder().method(*method).uri(uri).body(()))
    };
    operations.iter().map(request).collect()
}

fn response(status: u16, body: String) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).header(CONTENT_TYPE, "application/json");
    let response = response.header(CONTENT_LENGTH, body.len()).header("x-amzn-requestid", TOKEN);
    message(response.body(body.into_bytes()))
}

fn message<T>(message: http::Result<T>) -> T {
    message.expect("the parts of every message are valid")
}

/// Texts with commas between them. It is allocated once at its final size, because peak memory is
/// measured.
fn list(start: &str, count: usize, text: impl Fn(usize) -> String, end: &str) -> String {
    let texts: usize = (0..count).map(|at| text(at).len()).sum();
    let mut list = String::with_capacity(start.len() + texts + count - 1 + end.len());
    list.push_str(start);
    for at in 0..count {
        list.push_str(if at > 0 { "," } else { "" });
        list.push_str(&text(at));
    }
    list.push_str(end);
    list
}
