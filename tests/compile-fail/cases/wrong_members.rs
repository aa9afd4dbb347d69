//! Five members have a type that no member can have, and each is one error.
use chime_model::{Structure, Union, UnknownMember};

#[derive(Clone, Debug, PartialEq)]
struct Plain;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Wrong {
    number: u128,
    time: Option<std::time::SystemTime>,
    list: Vec<Plain>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum WrongToo {
    Right(String),
    Wrong(Plain),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct WrongPayload {
    #[http(payload)]
    body: Plain,
}

fn main() {}
