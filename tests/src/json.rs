//! Compares the JSON reader and the JSON writer of bodies with those of serde_json. The body is a
//! payload of the type `Document`, which can be any JSON.

use chime_model::http::Response;
use chime_model::{Document, Operation, OperationError, Reason, ResponseError, Structure};

#[derive(Clone, Debug, PartialEq, Structure)]
struct Anything {
    #[http(payload)]
    value: Option<Document>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(output = Anything, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/")]
struct Get;

/// Reads a body with our reader.
///
/// # Errors
/// The reason of each violation.
///
/// # Panics
/// If the text is empty.
pub fn read(text: &[u8]) -> Result<Document, Vec<Reason>> {
    let response = Response::new(text);
    match Get::decode_response(&response) {
        Ok(output) => Ok(output.value.expect("the body is not empty")),
        Err(ResponseError::Malformed(error)) => {
            Err(error.violations.iter().map(|violation| violation.reason().clone()).collect())
        }
        Err(error) => panic!("{error}"),
    }
}

/// Writes a value as a body with our writer.
///
/// # Panics
/// If the value is nested too deeply.
#[must_use]
pub fn write(value: &Document) -> Vec<u8> {
    let output = Anything::default().value(value.clone());
    Get::encode_response(&output).expect("it can be sent").into_body()
}

/// Reads a text with our reader and with serde_json, and compares the results. Returns whether both
/// accept the text.
///
/// # Panics
/// If they differ.
#[must_use]
pub fn compare(text: &[u8]) -> bool {
    let shown = String::from_utf8_lossy(text);
    if shown.contains("$serde_json") {
        // serde_json gives its private keys a meaning, and our reader does not.
        let value = read(text);
        return value.is_ok_and(|value| read(&write(&value)) == Ok(value));
    }
    match (read(text), serde_json::from_slice::<Document>(text)) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs, "{shown}");
            let written = serde_json::to_vec(&theirs).expect("a value");
            assert_eq!(String::from_utf8_lossy(&write(&ours)), String::from_utf8_lossy(&written));
            true
        }
        (Err(_), Err(_)) => false,
        (Err(reasons), Ok(_)) => {
            // serde_json keeps the last of two equal keys, and has another limit of depth.
            let is_ours = |reason: &Reason| matches!(reason, Reason::Duplicate | Reason::TooDeep);
            assert!(reasons.iter().all(is_ours), "{reasons:?}: {shown}");
            false
        }
        (Ok(_), Err(error)) => panic!("{error}: {shown}"),
    }
}
