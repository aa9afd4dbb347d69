//! Why this exists: a server of several operations finds the one that a request is for, however alike their paths are.

use chime_model::{CreateRoom, Operation, Rejection, Route, Routing, Structure};
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
    List, "GET", "/things", ();
    Search, "GET", "/things?operation=search", ();
    Get, "GET", "/things/{id}", Id;
    Newest, "GET", "/things/newest", ();
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
fn the_closest_template_takes_the_request() {
    for (text, expected) in [
        ("GET /things", Ok(Things::List)),
        ("GET /things?page=2", Ok(Things::List)),
        ("GET /things?operation=search&q=x", Ok(Things::Search)),
        ("GET /things/5", Ok(Things::Get)),
        ("GET /things/newest", Ok(Things::Newest)),
        ("GET /things/a/b", Ok(Things::Browse)),
        ("DELETE /things/newest", Ok(Things::Remove)),
        ("POST /things", Err(Rejection::Method)),
        ("GET /other", Err(Rejection::Path)),
        ("GET /", Err(Rejection::Path)),
    ] {
        assert_eq!(Things::of(&request(text)), expected, "{text}");
    }
}

#[test]
fn what_is_encoded_finds_its_way() {
    let message = CreateRoom::encode_request(&sample::request()).expect("a request");
    assert_eq!(Route::of(&message), Ok(Route::CreateRoom));
    assert_eq!(Route::TABLE.len(), 1);
}

#[test]
fn a_rejection_is_an_answer() {
    let body = |rejection: Rejection| String::from_utf8(rejection.to_response().into_body()).expect("text");
    let rejection = CreateRoom::decode_request(&request("POST /accounts/a/rooms\ncontent-type: application/json\n\n{}"));
    let rejection = rejection.expect_err("no name");
    let response = rejection.to_response();
    assert_eq!((response.status().as_u16(), &response.headers()["x-amzn-errortype"]), (400, &"ValidationException".parse().expect("text")));
    assert_eq!(body(rejection), r#"{"message":"Name is required"}"#);
    for (rejection, status) in [(Rejection::Path, 404), (Rejection::Method, 405)] {
        assert_eq!(rejection.to_response().status().as_u16(), status);
    }
}
