//! The functions that the targets call. Each takes a text from the fuzzer, and panics if an oracle
//! is broken.

use chime_model::Operation;
use chime_model::http::{Request, Response};

mod message;
mod oracle;

/// The types of the tour of the protocol.
#[allow(dead_code, reason = "no target routes its requests")]
mod tour {
    include!(concat!(env!("OUT_DIR"), "/tour.rs"));
}

/// Calls a generic function for each operation: `f::<CreateRoom>(arguments)`, and so on.
macro_rules! each_operation {
    ($function:ident $arguments:tt) => {{
        use chime_model::CreateRoom;
        use tour::*;
        each_operation! { $function $arguments
            CreateRoom PutObject ListThings FilterThings FilterNamed TourPrefixes PutRetention TagThing AskTenant
            FilterLists TourHeaders SendDates TourLabels TourBody PutSettings PutText PutChoice PutDocument Ping PingEmpty AskShard
            AskFixed DeleteThing TokenInQuery TokenInHeader TreeOperation Fail
        }
    }};
    ($function:ident $arguments:tt $($operation:ident)+) => { $(#[allow(deprecated)] $function::<$operation> $arguments;)+ };
}

/// Passes a request to every operation.
pub fn request(text: &[u8]) {
    fn of<O: Operation>(message: &Request<Vec<u8>>) {
        oracle::request::<O>(message);
    }
    if let Some(message) = message::request(text) {
        each_operation!(of(&message));
    }
}

/// Passes a response to the operation that its first line names.
pub fn response(text: &[u8]) {
    fn of<O: Operation>(name: &str, message: &Response<Vec<u8>>) {
        if O::NAME == name {
            oracle::response::<O>(message);
        }
    }
    if let Some((name, message)) = message::response(text) {
        each_operation!(of(&name, &message));
    }
}

/// Reads a text as the documented form of the input or of the output of the operation that its
/// first line names.
pub fn documented_form(text: &[u8]) {
    fn of<O: Operation>(name: &str, json: &[u8]) {
        match name.strip_prefix(O::NAME) {
            Some(" input") => oracle::documented_form::<O::Input>(json),
            Some(" output") => oracle::documented_form::<O::Output>(json),
            _ => {}
        }
    }
    if let Some((name, json)) = message::first_line(text) {
        let json = message::with_secrets(json);
        each_operation!(of(name, &json));
    }
}
