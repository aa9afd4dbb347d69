//! One test for each rule of the protocols, named after the rule, for client and server.
//!
//! The tests use CreateRoom if a rule applies to it. Otherwise they use types written by hand, with
//! the derives that any crate can use.

mod aws_json;
mod aws_json_errors;
mod bodies;
mod errors;
mod forms;
mod headers;
mod json;
mod malformed;
mod page;
mod patterns;
mod payloads;
mod query;
mod reading;
mod refusals;
mod routing;
mod sensitive;
mod timestamps;
mod token;
mod uri;
mod validation;

use chime_model::{
    CreateRoom, CreateRoomRequest, CreateRoomResponse, Operation, OperationError, ResponseError,
};
use chime_model_tests::message::{decode_request, decode_response};

/// The errors of an operation that models none.
#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

/// What a server reads from the body of a CreateRoom request, or the text of its rejection.
fn create_room(body: &str) -> Result<CreateRoomRequest, String> {
    let text = format!("POST /accounts/account-1/rooms\ncontent-type: application/json\n\n{body}");
    decode_request::<CreateRoom>(&text).map_err(|rejection| rejection.to_string())
}

/// What a client reads from the body of a CreateRoom response, or the text of its violations.
fn created_room(body: &str) -> Result<CreateRoomResponse, String> {
    malformed(decode_response::<CreateRoom>(&format!("201\n\n{body}")))
}

/// The text of the violations in a malformed success.
fn malformed<T, E: std::fmt::Debug>(result: Result<T, ResponseError<E>>) -> Result<T, String> {
    result.map_err(|error| match error {
        ResponseError::Malformed(error) => error.violations.to_string(),
        other => panic!("expected a success or a malformed response, got {other:?}"),
    })
}

/// What a server of a hand-written operation reads from a JSON body.
fn decode_input<O: Operation>(body: &str) -> Result<O::Input, String> {
    let text = format!("{} {}\ncontent-type: application/json\n\n{body}", O::METHOD, O::URI);
    decode_request::<O>(&text).map_err(|rejection| rejection.to_string())
}

/// What a client of a hand-written operation reads from a JSON body.
fn decode_output<O: Operation>(body: &str) -> Result<O::Output, String> {
    malformed(decode_response::<O>(&format!("200\n\n{body}")))
}
