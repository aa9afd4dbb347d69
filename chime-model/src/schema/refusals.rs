//! The refusals of a server made with these types, which no operation models (rule C10).

use super::operation::{Message, OperationDocs};
use super::shape::Place;
use crate::wire::Content;

/// A status with the type of the error, and when a server responds so.
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) name: &'static str,
    pub(super) docs: &'static str,
}

const UNREADABLE: Refusal = Refusal { status: 400, name: "SerializationException", docs: "The request cannot be read." };
const INVALID: Refusal = Refusal { status: 400, name: "ValidationException", docs: "A member of the request breaks a constraint." };
const UNKNOWN_OPERATION: Refusal = Refusal { status: 404, name: "UnknownOperationException", docs: "No operation has the path." };
const METHOD_NOT_ALLOWED: Refusal =
    Refusal { status: 405, name: "UnknownOperationException", docs: "No operation of the path has the method." };
const NOT_ACCEPTABLE: Refusal =
    Refusal { status: 406, name: "NotAcceptableException", docs: "The header `Accept` excludes the media type of the response." };
const UNSUPPORTED_MEDIA_TYPE: Refusal =
    Refusal { status: 415, name: "UnsupportedMediaTypeException", docs: "The body has a media type that the operation does not take." };

/// The refusals that an operation can have.
pub(super) fn refusals(operation: &OperationDocs) -> impl Iterator<Item = Refusal> {
    let not_acceptable = produces_one_type(operation).then_some(NOT_ACCEPTABLE);
    let unsupported = expects_one_type(&operation.input).then_some(UNSUPPORTED_MEDIA_TYPE);
    [UNREADABLE, INVALID, UNKNOWN_OPERATION, METHOD_NOT_ALLOWED].into_iter().chain(not_acceptable).chain(unsupported)
}

/// Whether the media type of a response is known before there is one.
fn produces_one_type(operation: &OperationDocs) -> bool {
    let produces = match operation.output.content {
        Content::Absent => false,
        Content::Nothing => operation.status != 204,
        Content::Members => true,
        Content::Payload { content_type, .. } => content_type != BLOB,
    };
    produces && !has_header(&operation.input, "accept") && !has_header(&operation.output, "content-type")
}

/// Whether a server looks at the media type of a body; a body where none is expected has the wrong one, too.
fn expects_one_type(input: &Message) -> bool {
    !matches!(input.content, Content::Payload { content_type: BLOB, .. }) && !has_header(input, "content-type")
}

/// A blob is of any type.
const BLOB: &str = "application/octet-stream";

fn has_header(message: &Message, name: &str) -> bool {
    message.members.iter().any(|member| matches!(member.place, Place::Header(header) if header.eq_ignore_ascii_case(name)))
}
