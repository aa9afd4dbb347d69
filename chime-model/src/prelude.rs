//! The names that a generated file uses without a path.
//!
//! A file of the generator begins with `use ::chime_model::prelude::*;` and names nothing from
//! elsewhere. So it compiles in any module: also under `#![no_implicit_prelude]`, beside a
//! dependency that is called `core`, and where the module around it has types called `Option` or
//! `String`. If a shape has one of these names, the file uses the full path of the name in here.
//!
//! It also serves types that are written by hand:
//!
//! ```
//! # #![no_implicit_prelude]
//! use ::chime_model::prelude::*;
//!
//! #[derive(Clone, Debug, PartialEq, Structure)]
//! pub struct Shelf {
//!     pub books: Option<Vec<String>>,
//!     pub built: Option<Timestamp>,
//! }
//! # fn main() {}
//! ```

pub use std::boxed::Box;
pub use std::clone::Clone;
pub use std::cmp::{Eq, PartialEq};
pub use std::collections::BTreeMap;
pub use std::fmt::Debug;
pub use std::hash::Hash;
pub use std::marker::Copy;
pub use std::option::Option;
pub use std::string::String;
pub use std::vec::Vec;

#[cfg(feature = "event-stream")]
pub use crate::EventStream;
pub use crate::{
    Blob, Document, Enumeration, Exception, JsonValue, Operation, OperationError, Routing,
    Sensitive, Service, Structure, Timestamp, Union, UnknownMember,
};
