#![doc = include_str!("../README.md")]
//!
// The picture of the README's last section is included, since a page of rustdoc cannot link to a
// file of the package.
#![doc = include_str!("../wire.svg")]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The derives emit `::chime_model`, also in this crate.
extern crate self as chime_model;

#[cfg(any(feature = "client", feature = "server"))]
mod body;
#[cfg(feature = "client")]
pub mod client;
mod decode_response;
mod empty;
mod encode_error;
mod encode_response;
mod endpoint;
mod escaped;
#[cfg(feature = "event-stream")]
pub mod event_stream;
#[doc = include_str!("../FORMS.md")]
pub mod forms {}
mod operation;
mod operation_check;
mod operation_error;
mod operation_shape;
mod paginated;
#[doc(hidden)]
pub mod pattern;
pub mod prelude;
mod protocol;
mod query_error;
#[doc = include_str!("../RECIPES.md")]
pub mod recipes {}
mod rejection;
mod request;
mod response_error;
mod retries;
mod routing;
#[doc = include_str!("../RULES.md")]
pub mod rules {}
#[cfg(feature = "schemars")]
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
mod service;
mod service_error;
mod token;
mod unknown_error;
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

#[cfg(feature = "event-stream")]
pub use chime_model_derive::EventStream;
pub use chime_model_derive::{
    Enumeration, Exception, Operation, OperationError, Routing, Structure, Union,
};
pub use chime_model_vocabulary::AwsJsonVersion;
pub use http;
// The links in jiff's documentation work only on jiff's own pages.
#[doc(no_inline)]
pub use jiff::{self, Timestamp};

#[cfg(any(feature = "client", feature = "server"))]
pub use crate::body::Body;
pub use crate::empty::Empty;
pub use crate::encode_error::EncodeError;
pub use crate::endpoint::{Endpoint, EndpointError};
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{EventStream, NoEvents, Streaming};
pub use crate::operation::Operation;
pub use crate::operation_error::OperationError;
pub use crate::operation_shape::OperationShape;
pub use crate::paginated::Paginated;
pub use crate::protocol::{AwsJson, Protocol};
pub use crate::query_error::QueryError;
pub use crate::rejection::Rejection;
pub use crate::request::HostPrefix;
pub use crate::response_error::{MalformedResponse, ResponseError};
pub use crate::routing::{ParseRouteError, Routing};
pub use crate::service::Service;
pub use crate::service_error::{ErrorShape, Fault, ServiceError};
pub use crate::token::{idempotency_token, with_token_source};
pub use crate::unknown_error::UnknownError;
pub use crate::validate::Validate;
pub use crate::violation::{Reason, Violation, Violations};
pub use crate::wire::{Blob, Document, JsonValue, Sensitive, Structure, UnknownMember};
