//! What the derives and the generated code name. Not for people: anything here may change in any
//! version, with the derives, which are pinned to this crate.

pub use std::borrow::{Cow, ToOwned};
pub use std::boxed::Box;
pub use std::clone::Clone;
pub use std::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
pub use std::convert::{AsRef, From, Infallible, Into};
pub use std::default::Default;
pub use std::error::Error;
pub use std::fmt;
pub use std::hash::{Hash, Hasher};
pub use std::option::Option::{self, None, Some};
pub use std::result::Result::{self, Err, Ok};
pub use std::str::FromStr;
pub use std::string::String;
pub use std::sync::LazyLock;
pub use std::vec::Vec;
pub use std::{concat, matches, module_path};

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
pub use crate::operation::{check_input, check_operation};
pub use crate::operation_error::{ErrorStructure, MessageOf, fill_message};
pub use crate::paginated::{MoreResults, PageItems, PageToken};
pub use crate::pattern;
pub use crate::routing::{RouteKey, RouteMap, parse_route};
#[cfg(feature = "schemars")]
pub use crate::schema::derived as schema;
pub use crate::service_error::write_error;
pub use crate::wire::{
    Content, Context, Elements, Encoding, Enumeration, Form, Head, Key, MapKey, Member, Members,
    Message, ObjectWriter, Occurrence, Reading, Slot, Text, TextMap, Texts, TimestampFormat, Union,
    Value, ValueVisitor, check_enumeration, check_timestamp, deserialize, read_enumeration,
    read_enumeration_payload, read_in_order, read_structure, read_union, required, serialize,
    unconstrained, write_structure, write_unknown,
};

/// Keeps what the derives write for schemars, with that feature.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_schemars {
    ($($items:item)*) => { $($items)* };
}

/// Drops what the derives write for schemars, without that feature.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_schemars {
    ($($items:item)*) => {};
}
