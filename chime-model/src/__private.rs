//! The names that derived and generated code uses. They are not public API: they change together
//! with the derives, whose version is pinned to this crate's.

pub use std::borrow::Cow;
pub use std::cmp::Ordering;
pub use std::convert::Infallible;
pub use std::error::Error;
pub use std::hash::{Hash, Hasher};
// The prelude, for modules under `no_implicit_prelude` and for modules with a shape that has the
// name of a prelude item.
pub use std::prelude::rust_2024::*;
pub use std::str::FromStr;
pub use std::sync::OnceLock;
pub use std::{fmt, matches};

pub use crate as model;
pub use crate::__if_schemars as if_schemars;
pub use http;
#[cfg(feature = "schemars")]
pub use schemars;
pub use serde_core as serde;

pub use crate::encode_response::Responder;
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{
    Message as EventMessage, read_event, write_event, write_unknown_event,
};
pub use crate::operation_check::{check_input, check_names, check_output, check_protocol};
pub use crate::operation_error::{ErrorStructure, MessageOf, fill_message};
pub use crate::paginated::{MoreResults, PageItems, PageToken};
pub use crate::pattern;
pub use crate::routing::{RouteKey, RouteMap, parse_route};
#[cfg(feature = "schemars")]
pub use crate::schema::derived as schema;
pub use crate::service_error::write_error;
pub use crate::wire::{
    Content, Context, Elements, Encoding, Enumeration, Form, Head, Key, MapKey, Member, Members,
    Message, ObjectWriter, Occurrence, Reading, Slot, Status, Text, TextMap, Texts,
    TimestampFormat, Union, Value, ValueVisitor, check_enumeration, check_timestamp, deserialize,
    read_enumeration, read_enumeration_payload, read_in_order, read_structure, read_union,
    required, serialize, unconstrained, write_structure, write_unknown,
};

/// Keeps what the derives emit for schemars, if that feature is on.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_schemars {
    ($($items:item)*) => { $($items)* };
}

/// Drops what the derives emit for schemars, if that feature is off.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_schemars {
    ($($items:item)*) => {};
}
