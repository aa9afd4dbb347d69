//! A server of several operations finds the one that a request is for, however alike their paths
//! are.

use chime_model::http::Method;
use chime_model::{CreateRoom, Empty, Operation, Rejection, Route, Routing, Structure};
use chime_model_tests::message::request;
use chime_model_tests::sample;

use crate::NoErrors;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Id {
    #[http(label = "id")]
    id: String,
}

macro_rules! operations {
    ($($name:ident, $method:literal, $uri:literal, $input:ty;)*) => {$(
        #[derive(Operation)]
        #[operation(input = $input, error = NoErrors, service = chime_model::SERVICE)]
        #[http(method = $method, uri = $uri)]
        struct $name;
    )*};
}

operations! {
    List, "GET", "/things", Empty;
    Search, "GET", "/things?operation=search", Empty;
    Get, "GET", "/things/{id}", Id;
    Newest, "GET", "/things/newest", Empty;
    Remove, "DELETE", "/things/{id}", Id;
    Browse, "GET", "/things/{id+}", Id;
}

#[derive(Clone, Copy, Debug, PartialEq, Routing)]
enum Things {
    Browse,
    List,
    Search,
    Get,
    Newest,
    Remove,
}

#[test]
fn the_most_specific_template_takes_the_request() {
    for (text, expected) in [
        ("GET /things", Ok(Things::List)),
        ("GET /things?page=2", Ok(Things::List)),
        ("GET /things?operation=search&q=x", Ok(Things::Search)),
        ("GET /things/5", Ok(Things::Get)),
        ("GET /things/newest", Ok(Things::Newest)),
        ("GET /things/a/b", Ok(Things::Browse)),
        ("DELETE /things/newest", Ok(Things::Remove)),
        ("POST /things", Err(Rejection::MethodNotAllowed { allow: vec![Method::GET] })),
        ("GET /other", Err(Rejection::UnknownOperation)),
        ("GET /", Err(Rejection::UnknownOperation)),
    ] {
        assert_eq!(Things::of(&request(text)), expected, "{text}");
    }
}

#[test]
fn an_encoded_request_finds_its_operation() {
    let message = CreateRoom::encode_request(&sample::request()).expect("a request");
    assert_eq!(Route::of(&message), Ok(Route::CreateRoom));
    assert_eq!(Route::ALL, [Route::CreateRoom]);
}

#[test]
fn c10_allow_lists_every_method_of_the_path() {
    let rejection = Things::of(&request("PATCH /things/5")).expect_err("no such method");
    assert_eq!(rejection, Rejection::MethodNotAllowed { allow: vec![Method::GET, Method::DELETE] });
    assert_eq!(
        rejection.to_response(&chime_model::SERVICE.protocol).headers()["allow"],
        "GET, DELETE"
    );
    // A single operation knows only its own method.
    let rejection =
        Remove::decode_request(&request("PATCH /things/5")).expect_err("another method");
    assert_eq!(rejection, Rejection::MethodNotAllowed { allow: vec![Method::DELETE] });
}

#[test]
fn a_route_has_the_name_of_its_operation() {
    assert_eq!(Things::ALL.len(), 6);
    for route in Things::ALL {
        assert_eq!((route.to_string().as_str(), route.name().parse()), (route.name(), Ok(*route)));
    }
    assert_eq!(format!("{:>8}", Things::List), "    List");
    let error = "list".parse::<Things>().expect_err("no such name");
    assert_eq!(error.to_string(), "no operation of the service has this name");
}
