//! Encodes a request, sends it, serves it and prints a schema, with only `chime-model` and the
//! standard library. Then it encodes and decodes messages of its own description.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use chime_model::http::{Request, Response};
use chime_model::{
    CreateRoom, CreateRoomRequest, CreateRoomResponse, Operation, Room, Routing, schema,
};

#[deny(warnings, missing_docs)]
mod shelf {
    //! Generated from `description.json`.
    include!(concat!(env!("OUT_DIR"), "/shelf.rs"));
}

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || serve(listener.accept().unwrap().0));

    let request =
        CreateRoom::encode_request(&CreateRoomRequest::new("12345678", "Team room")).unwrap();
    let response = send(TcpStream::connect(address).unwrap(), &request);
    let room = CreateRoom::decode_response(&response).unwrap().room.unwrap();
    server.join().unwrap();
    assert_eq!(room.name.unwrap(), "Team room");
    println!("{}", schema::of::<CreateRoomRequest>().as_value());

    let book = shelf::Book::new("1/2")
        .weights(vec![0.5, f64::INFINITY])
        .printed(chime_model::Timestamp::UNIX_EPOCH);
    let request = shelf::PutBook::encode_request(&book).unwrap();
    assert_eq!(request.uri(), "/books/1%2F2");
    assert_eq!(request.body(), br#"{"Weights":[0.5,"Infinity"],"Printed":0}"#);
    assert_eq!(shelf::Route::of(&request), Ok(shelf::Route::PutBook));
    assert_eq!(shelf::PutBook::decode_request(&request).unwrap(), book);
    let full = shelf::Full::default().message("no room left");
    let response = shelf::PutBook::encode_error(&full.into()).unwrap();
    assert_eq!(
        shelf::PutBook::decode_response(&response).unwrap_err().to_string(),
        "Full: no room left"
    );
}

fn send(mut stream: TcpStream, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    write!(stream, "{} {} HTTP/1.1\r\n", request.method(), request.uri()).unwrap();
    write_rest(&mut stream, request.headers(), request.body());
    let (first, headers, body) = read(&mut stream);
    let status = first.split(' ').nth(1).unwrap();
    let response =
        headers.iter().fold(Response::builder().status(status), |response, (name, value)| {
            response.header(name, value)
        });
    response.body(body).unwrap()
}

fn serve(mut stream: TcpStream) {
    let (first, headers, body) = read(&mut stream);
    let mut words = first.split(' ');
    let request = Request::builder().method(words.next().unwrap()).uri(words.next().unwrap());
    let request = headers
        .iter()
        .fold(request, |request, (name, value)| request.header(name, value))
        .body(body)
        .unwrap();
    let input = CreateRoom::decode_request(&request).unwrap();
    let output = CreateRoomResponse::default()
        .room(Room::default().name(input.name).account_id(input.account_id));
    let response = CreateRoom::encode_response(&output).unwrap();
    write!(stream, "HTTP/1.1 {}\r\n", response.status()).unwrap();
    write_rest(&mut stream, response.headers(), response.body());
}

fn write_rest(stream: &mut TcpStream, headers: &chime_model::http::HeaderMap, body: &[u8]) {
    for (name, value) in headers {
        write!(stream, "{name}: {}\r\n", value.to_str().unwrap()).unwrap();
    }
    stream.write_all(b"\r\n").unwrap();
    stream.write_all(body).unwrap();
}

fn read(stream: &mut TcpStream) -> (String, Vec<(String, String)>, Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let mut lines = reader.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty());
    let first = lines.next().unwrap();
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").map(|(a, b)| (a.into(), b.into())).unwrap())
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (first, headers, body)
}
