//! The JSON reader and the JSON writer of bodies, beside those of serde_json. A document as a
//! payload shows both: any JSON is its body.

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

/// The value of a body, or the reasons for which it has none.
///
/// # Errors
/// The reasons.
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

/// The body of a value.
///
/// # Panics
/// If the value is nested too deeply.
#[must_use]
pub fn write(value: &Document) -> Vec<u8> {
    let output = Anything::default().value(value.clone());
    Get::encode_response(&output).expect("it can be sent").into_body()
}

/// Compares what ours and serde_json make of a text, and returns whether both take it.
///
/// # Panics
/// If they differ.
#[must_use]
pub fn compare(text: &[u8]) -> bool {
    let shown = String::from_utf8_lossy(text);
    if shown.contains("$serde_json") {
        // A key that has a meaning to serde_json has none to ours.
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
            // Ours finds what a document cannot keep.
            let is_kept = |reason: &Reason| matches!(reason, Reason::Duplicate | Reason::TooDeep);
            assert!(reasons.iter().all(is_kept), "{reasons:?}: {shown}");
            false
        }
        (Ok(_), Err(error)) => panic!("{error}: {shown}"),
    }
}
