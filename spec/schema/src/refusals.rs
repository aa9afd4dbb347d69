//! The refusals of a server (rule C10), which no operation models.

use chime_model_vocabulary::media::BLOB;

use crate::message::{Content, Message};

/// A status with the type of the error, and when a server sends it.
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) name: &'static str,
    pub(crate) docs: &'static str,
}

const UNREADABLE: Refusal =
    Refusal { status: 400, name: "SerializationException", docs: "The request cannot be read." };
const INVALID: Refusal = Refusal {
    status: 400,
    name: "ValidationException",
    docs: "A member of the request breaks a constraint.",
};
const UNKNOWN_OPERATION: Refusal =
    Refusal { status: 404, name: "UnknownOperationException", docs: "No operation has the path." };
const METHOD_NOT_ALLOWED: Refusal = Refusal {
    status: 405,
    name: "UnknownOperationException",
    docs: "No operation of the path has the method.",
};
const NOT_ACCEPTABLE: Refusal = Refusal {
    status: 406,
    name: "NotAcceptableException",
    docs: "The header `Accept` excludes the media type of the response.",
};
const UNSUPPORTED_MEDIA_TYPE: Refusal = Refusal {
    status: 415,
    name: "UnsupportedMediaTypeException",
    docs: "The body has a media type that the operation does not take.",
};

/// The refusals that an operation with this input, this output and this status can have.
pub(crate) fn refusals(
    input: &Message<'_>,
    output: &Message<'_>,
    code: u16,
) -> impl Iterator<Item = Refusal> {
    let not_acceptable = produces_one_type(input, output, code).then_some(NOT_ACCEPTABLE);
    let unsupported = expects_one_type(input).then_some(UNSUPPORTED_MEDIA_TYPE);
    [UNREADABLE, INVALID, UNKNOWN_OPERATION, METHOD_NOT_ALLOWED]
        .into_iter()
        .chain(not_acceptable)
        .chain(unsupported)
}

/// Whether the media type of a response is known before the operation runs.
fn produces_one_type(input: &Message<'_>, output: &Message<'_>, code: u16) -> bool {
    let produces = match output.content {
        Content::Absent => false,
        Content::Nothing => code != 204,
        Content::Members | Content::Events(_) => true,
        Content::Payload(_, media_type) => media_type != BLOB,
    };
    produces && !input.has_header("accept") && !output.has_header("content-type")
}

/// Whether a server checks the media type of a body. An unexpected body always has a wrong one.
fn expects_one_type(input: &Message<'_>) -> bool {
    !matches!(input.content, Content::Payload(_, BLOB)) && !input.has_header("content-type")
}
