#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The derives emit `::chime_model`, also in this crate.
extern crate self as chime_model;

mod blob;
mod document;
mod empty;
mod endpoint;
mod error;
mod operation;
#[doc(hidden)]
pub mod pattern;
mod request;
mod response;
mod routing;
#[doc = include_str!("../RULES.md")]
pub mod rules {}
#[cfg(feature = "schemars")]
pub mod schema;
mod sensitive;
mod service_error;
mod token;
mod validate;
mod violation;
mod wire;

#[doc(hidden)]
pub mod __private;

mod chime {
    //! The types that the generator makes from `spec/chime.json`.
    include!(concat!(env!("OUT_DIR"), "/chime.rs"));
}

pub use chime::*;

pub use chime_model_derive::{Enumeration, Exception, Operation, OperationError, Routing, Structure, Union};
pub use http;
pub use jiff::{self, Timestamp};

pub use crate::blob::Blob;
pub use crate::document::{Document, JsonValue, UnknownMember};
pub use crate::empty::Empty;
pub use crate::endpoint::{Endpoint, EndpointError};
pub use crate::error::{EncodeError, MalformedResponse, Rejection, ResponseError, UnknownError};
pub use crate::operation::{Operation, Service};
pub use crate::request::HostPrefix;
pub use crate::routing::Routing;
pub use crate::sensitive::Sensitive;
pub use crate::service_error::{ErrorShape, Fault, OperationError, ServiceError};
pub use crate::token::{idempotency_token, with_token_source};
pub use crate::validate::Validate;
pub use crate::violation::{Reason, Violation, Violations};
pub use crate::wire::Structure;
