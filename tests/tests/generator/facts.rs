//! What a description says about an operation or an error beside its messages: constants of
//! operations, fields of shapes, and methods of errors.

use chime_model::{CreateRoom, Operation, OperationShape, ServiceError};

use crate::compiled::edge_cases::{
    BoundsOperation, Error, Large, None, NotFound, SERVICEOperation, TreeOperation,
};

/// Whether an operation is idempotent, is read-only, is signed, and is signed without its body.
fn facts<O: Operation>() -> [bool; 4] {
    let OperationShape { idempotent, readonly, needs_auth, unsigned_payload, .. } = *O::SHAPE;
    let of_shape = [idempotent, readonly, needs_auth, unsigned_payload];
    assert_eq!(of_shape, [O::IDEMPOTENT, O::READONLY, O::NEEDS_AUTH, O::UNSIGNED_PAYLOAD]);
    of_shape
}

#[test]
fn facts_of_operations() {
    assert_eq!(facts::<BoundsOperation>(), [false, false, true, false]);
    assert_eq!(facts::<CreateRoom>(), [false, false, true, false]);
    assert_eq!(facts::<Large>(), [true, false, true, true]);
    assert_eq!(facts::<None>(), [false, true, false, false]);
    // The older name of an unsigned payload, and a choice of schemes, one of which needs no
    // signature.
    assert_eq!(facts::<SERVICEOperation>(), [false, false, true, true]);
    assert_eq!(facts::<TreeOperation>(), [false, false, true, false]);
    assert!(Large::NEEDS_CHECKSUM && Large::SHAPE.needs_checksum);
    assert_eq!((Large::COMPRESSION, Large::SHAPE.compression), (&["gzip"][..], &["gzip"][..]));
}

#[test]
fn facts_of_errors() {
    // Neither its status nor its name says so, but the description does.
    let error = NotFound::default();
    assert!(error.shape().retryable && error.shape().throttling);
    assert!(error.is_retryable() && error.is_throttling());
    // `retryable` without a key is not about throttling.
    let error = Error::default();
    assert!(error.shape().retryable && !error.shape().throttling);
    assert!(error.is_retryable() && !error.is_throttling());
}
