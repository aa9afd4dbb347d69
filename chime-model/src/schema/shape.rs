//! What the derives say of a shape, an operation and its errors, beside their behaviour, so that documents can be built from it.
//! Constants and the traits that carry them; for the derives alone.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::registry::{self, Registry};
use crate::service_error::{ErrorShape, ErrorStructure};
use crate::timestamp::TimestampFormat;

pub use chime_model_spec::schema::data::Type;

/// A shape with a name.
#[doc(hidden)]
pub trait Shape: JsonSchema {
    /// Whether it is a type of the description.
    const IS_MODELED: bool;
    /// The doc comment.
    const DOCS: &'static str;
    /// Whether nothing of it may be shown.
    const IS_SENSITIVE: bool;
    /// What it is.
    const KIND: Kind;
}

/// What a shape is.
pub enum Kind {
    /// a structure with its members, in the order of the description
    Structure(&'static [Member]),
    /// a union with its members
    Union(&'static [Member]),
    /// a string with values that are known
    Enumeration(&'static [&'static str]),
}

/// What has a doc comment and no schema: an operation.
#[doc(hidden)]
pub trait Docs {
    /// The doc comment.
    const DOCS: &'static str;
}

/// The errors of an operation.
#[doc(hidden)]
pub trait Errors {
    /// In the order of the description.
    const ERRORS: &'static [Error];
}

/// An error.
pub struct Error {
    /// what the description says of it
    pub shape: ErrorShape,
    /// adds its shape to those of a service
    pub ty: fn(&mut Registry) -> Type,
}

impl Error {
    /// The error that a type is.
    #[must_use]
    pub const fn of<T: ErrorStructure + Shape>() -> Self {
        Self { shape: T::SHAPE, ty: Registry::shape::<T> }
    }
}

/// A member of a structure or of a union.
pub struct Member {
    /// the documented name
    pub name: &'static str,
    /// the doc comment
    pub docs: &'static str,
    /// whether it must be there
    pub required: bool,
    /// its location in an HTTP message
    pub place: Place,
    /// the format of the timestamps in it in an HTTP message (rule T1)
    pub timestamp: TimestampFormat,
    /// whether it is an idempotency token
    pub is_token: bool,
    /// its type; adds the shapes in it to those of a service
    pub ty: fn(&mut Registry) -> Type,
    /// its constraints
    pub constraints: Constraints,
}

/// The location of a member in an HTTP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// in the body, under this key
    Body(&'static str),
    /// in the path
    Label(&'static str),
    /// in the query, under this key
    Query(&'static str),
    /// in the query, under keys of its own
    QueryMap,
    /// in a header
    Header(&'static str),
    /// in all headers whose names start so
    PrefixHeaders(&'static str),
    /// the status of the response
    Status,
    /// the body
    Payload,
}

/// The constraints of a member, or of its elements or keys.
pub struct Constraints {
    /// the least and the greatest length
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// the least and the greatest value, as the description writes them
    pub range: Option<(Option<&'static str>, Option<&'static str>)>,
    /// the pattern, which matches a string as a whole
    pub pattern: Option<&'static str>,
    /// those of the elements of a list or the values of a map
    pub each: Option<&'static Constraints>,
    /// those of the keys of a map
    pub keys: Option<&'static Constraints>,
}

/// The schema of a shape for schemars. A generator of OpenAPI makes the form of HTTP bodies.
pub fn schema<T: Shape>(generator: &mut SchemaGenerator) -> Schema {
    registry::schema::<T>(generator)
}
