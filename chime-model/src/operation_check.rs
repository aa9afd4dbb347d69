//! Compile-time checks of an operation together with its input, its output and its errors. A derive
//! sees only one of these types, so it cannot make them.

use chime_model_vocabulary::{has_labels, has_query_key, path};

use crate::operation::Operation;
use crate::operation_error::OperationError;
use crate::service_error::ErrorShape;
use crate::wire::Structure;

/// Fails to compile if the structure of an operation's input cannot be an input.
///
/// # Panics
/// If a member has no place in the request, or a place that is already taken.
pub const fn check_input<O: Operation>() {
    assert!(
        !O::Input::HAS_CONTENT_LENGTH,
        "only an output can have the header Content-Length as a member"
    );
    assert!(!O::Input::HAS_STATUS, "a member of an input cannot be the status of the response");
    assert!(
        has_labels(path(O::URI), O::Input::LABELS),
        "the labels of the input must be those of the URI template"
    );
    assert!(
        O::HOST_PREFIX.is_empty() || has_labels(O::HOST_PREFIX, O::Input::HOST_LABELS),
        "the host labels of the input must be those of the host prefix"
    );
    let keys = O::Input::QUERY_KEYS;
    let mut index = 0;
    while index < keys.len() {
        assert!(
            !has_query_key(O::URI, keys[index]),
            "a member of the input has a key of the query in the URI template"
        );
        index += 1;
    }
}

/// Fails to compile if the structure of an operation's output cannot be an output.
///
/// # Panics
/// If a member has a place that only requests have.
pub const fn check_output<O: Operation>() {
    assert!(
        !O::Output::IS_IN_URI,
        "a member of an output cannot be a label, and it cannot be in the query"
    );
}

/// Fails to compile if the protocol of the service does not allow the operation. `has_uri` says
/// whether the operation has the attribute `http`.
///
/// # Panics
/// If the attribute is missing or has no effect, or if a member has a place that no message has.
pub const fn check_protocol<O: Operation>(has_uri: bool) {
    let protocol = O::SERVICE.protocol;
    protocol.check_operation(O::NAME, has_uri);
    protocol.check_members(O::Input::MEMBERS.list);
    protocol.check_members(O::Output::MEMBERS.list);
    let mut errors = <O::Error as OperationError>::TABLES;
    while let [first, rest @ ..] = errors {
        protocol.check_members(first);
        errors = rest;
    }
    protocol.check_stream::<O::Input>(true);
    protocol.check_stream::<O::Output>(false);
}

/// Fails to compile if two errors of an operation have the same name, since clients tell them apart
/// by name.
///
/// # Panics
/// If two names are the same.
pub const fn check_names(errors: &[ErrorShape]) {
    let mut first = 0;
    while first < errors.len() {
        let mut second = first + 1;
        while second < errors.len() {
            assert!(
                !is_same(errors[first].name.as_bytes(), errors[second].name.as_bytes()),
                "two errors of an operation have the same name in messages"
            );
            second += 1;
        }
        first += 1;
    }
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while a.len() == b.len() && at < a.len() && a[at] == b[at] {
        at += 1;
    }
    a.len() == b.len() && at == a.len()
}
