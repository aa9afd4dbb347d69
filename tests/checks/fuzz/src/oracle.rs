//! The oracles: what must hold for every message and every text, whatever its content is.

use std::fmt::{Debug, Display};

use chime_model::http::header::CONTENT_TYPE;
use chime_model::http::{HeaderMap, Request, Response};
use chime_model::{EncodeError, Operation, ResponseError, ServiceError, Structure, Validate};

use crate::message::SECRET;

/// A server decodes a request to a valid input, which its own request gives back. Otherwise it
/// rejects the request, and the rejection shows no secret.
pub fn request<O: Operation>(message: &Request<Vec<u8>>) {
    let input = match O::decode_request(message) {
        Ok(input) => input,
        Err(rejection) => {
            hides(&rejection);
            hides(&String::from_utf8_lossy(
                rejection.to_response(&chime_model::SERVICE.protocol).body(),
            ));
            return;
        }
    };
    input.validate().expect("a decoded input is valid");
    documented(&input);
    let Some(encoded) = message_of(O::encode_request(&input)) else { return };
    let again = O::decode_request(&encoded).expect("an encoded request can be decoded");
    let (given, written) = (pairs(message), pairs(&encoded));
    // If a key of one member occurs more than once, the first value is read (rule Q3). In
    // `FilterNamed`, a map of the query has the texts of other members too. An integer may be `01`
    // there, and is written as `1`.
    if same_parts((message.headers(), message.body()), (encoded.headers(), encoded.body()))
        && given.len() == written.len()
        && (O::NAME != "FilterNamed" || given == written)
    {
        equal(&input, &again);
    }
    let settled = O::encode_request(&again).expect("what was sent can be sent again");
    equal(&again, &O::decode_request(&settled).expect("an encoded request can be decoded"));
}

/// A client decodes a response to an output or an error, which its own response gives back.
/// The violations of a malformed response show no secret.
pub fn response<O: Operation>(message: &Response<Vec<u8>>) {
    match O::decode_response(message) {
        Ok(output) => {
            documented(&output);
            let Some(encoded) = message_of(O::encode_response(&output)) else { return };
            let again = O::decode_response(&encoded)
                .unwrap_or_else(|_| panic!("an encoded response cannot be decoded"));
            if same_parts((message.headers(), message.body()), (encoded.headers(), encoded.body()))
            {
                equal(&output, &again);
            }
        }
        Err(ResponseError::Modeled { error, .. }) => {
            let Some(encoded) = message_of(O::encode_error(&error)) else { return };
            match O::decode_response(&encoded) {
                Err(ResponseError::Modeled { error: again, .. }) => {
                    assert!(error == again && error.name() == again.name(), "an error changes");
                }
                _ => panic!("an encoded error is not modeled any more"),
            }
        }
        Err(ResponseError::Malformed(error)) => hides(&error.violations),
        Err(_) => {}
    }
}

/// A documented form round-trips through JSON and CBOR. Otherwise it is rejected with an error that
/// shows no secret.
pub fn documented_form<T: Structure + Validate + Debug>(json: &[u8]) {
    match serde_json::from_slice::<T>(json) {
        Ok(value) => {
            if let Err(violations) = value.validate() {
                hides(&violations);
            }
            documented(&value);
        }
        Err(error) => hides(&error),
    }
}

fn documented<T: Structure>(value: &T) {
    let text = match serde_json::to_string(value) {
        Ok(text) => text,
        // An unknown member of a union came from a message, where it does not have the documented
        // name of a modeled one (rule J9); or a time came from a number of seconds.
        Err(error)
            if ["an unknown member", "in the year 0 or later"]
                .iter()
                .any(|text| error.to_string().contains(text)) =>
        {
            return;
        }
        Err(error) => panic!("JSON takes every other value: {error}"),
    };
    let again: T = serde_json::from_str(&text).expect("a written value can be read");
    equal(value, &again);
    let tree = serde_json::to_value(value).expect("JSON takes every value");
    equal(value, &serde_json::from_value::<T>(tree).expect("a written value can be read"));
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("CBOR takes every value");
    equal(value, &ciborium::from_reader::<T, _>(&*bytes).expect("a written value can be read"));
}

/// The pairs of the query, sorted.
fn pairs(request: &Request<Vec<u8>>) -> Vec<&str> {
    let query = request.uri().query();
    let mut pairs: Vec<_> = query.into_iter().flat_map(|query| query.split('&')).collect();
    pairs.sort_unstable();
    pairs
}

/// Whether both messages or neither have a body, and the same for a Content-Type. Both may be
/// members, and encoding can add them: an absent payload is sent as an empty one, and a body gets a
/// Content-Type (rules C3 and C8).
fn same_parts(left: (&HeaderMap, &Vec<u8>), right: (&HeaderMap, &Vec<u8>)) -> bool {
    left.1.is_empty() == right.1.is_empty()
        && left.0.contains_key(CONTENT_TYPE) == right.0.contains_key(CONTENT_TYPE)
}

/// Checks that two values have the same documented form. `==` is not used, since NaN is not equal
/// to itself.
fn equal<T: Structure>(left: &T, right: &T) {
    let text = |value| serde_json::to_string(value).map_err(|error| error.to_string());
    assert_eq!(text(left), text(right));
}

/// The encoded message, or `None` after an error, which must show no secret.
fn message_of<T>(encoded: Result<T, EncodeError>) -> Option<T> {
    encoded.map_err(|error| hides(&error)).ok()
}

fn hides(error: &(impl Debug + Display)) {
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SECRET), "a secret is shown: {shown}");
}
