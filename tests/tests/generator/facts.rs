//! Facts about an operation or an error that are not in its messages. They become constants of
//! operations, fields of shapes and methods of errors.

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
    // The description has the older key of an unsigned payload.
    assert_eq!(facts::<SERVICEOperation>(), [false, false, true, true]);
    // The description lists several authentication schemes, one of which needs no signature.
    assert_eq!(facts::<TreeOperation>(), [false, false, true, false]);
    assert!(Large::NEEDS_CHECKSUM && Large::SHAPE.needs_checksum);
    assert_eq!((Large::COMPRESSION, Large::SHAPE.compression), (&["gzip"][..], &["gzip"][..]));
}

#[test]
fn facts_of_errors() {
    // The description says that it is retryable and throttling. Its status and its name do not.
    let error = NotFound::default();
    assert!(error.shape().retryable && error.shape().throttling);
    assert!(error.is_retryable() && error.is_throttling());
    // The description says that it is retryable, and not that it is throttling.
    let error = Error::default();
    assert!(error.shape().retryable && !error.shape().throttling);
    assert!(error.is_retryable() && !error.is_throttling());
}
