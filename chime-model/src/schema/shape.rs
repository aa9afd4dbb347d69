//! What the derives say of a shape, an operation and its errors, beside their behaviour, so that documents can be built from it.
//! Data and the traits that carry it; for the derives alone.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::service_error::{ErrorShape, ErrorStructure};
use crate::timestamp::TimestampFormat;

/// A structure or a union.
#[doc(hidden)]
pub trait Shape {
    /// Whether it is a type of the description.
    const IS_MODELED: bool = true;
    /// The doc comment.
    const DOCS: &'static str;
    /// The members, in the order of the description.
    const MEMBERS: &'static [Member];
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
    /// the doc comment
    pub docs: &'static str,
    /// its members
    pub members: &'static [Member],
    /// the document of its type
    pub document: fn(SchemaGenerator) -> Schema,
}

impl Error {
    /// The error that a type is.
    #[must_use]
    pub const fn of<T: ErrorStructure + Shape + JsonSchema>() -> Self {
        Self { shape: T::SHAPE, docs: T::DOCS, members: T::MEMBERS, document: SchemaGenerator::into_root_schema_for::<T> }
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
    /// the schema of its type
    pub schema: fn(&mut SchemaGenerator, TimestampFormat) -> Schema,
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
