//! The operations and the shapes of a service as plain data, from which documents are built. The
//! command fills it from a description, and `chime-model` from Rust types.

use std::collections::BTreeMap;

pub use chime_model_vocabulary::Service;
use chime_model_vocabulary::{Location, TimestampFormat};

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The name.
    pub name: String,
    /// The documentation, in Markdown.
    pub docs: String,
    /// The HTTP method.
    pub method: String,
    /// The template of the path and of the literal query.
    pub uri: String,
    /// What the header `X-Amz-Target` says of it in awsJson.
    pub target: Option<String>,
    /// The status of a success.
    pub code: u16,
    /// The shape of the input.
    pub input: Option<String>,
    /// The shape of the output.
    pub output: Option<String>,
    /// The union of events, if the body of a request is a stream of them.
    pub input_events: Option<String>,
    /// The union of events, if the body of a response is a stream of them.
    pub output_events: Option<String>,
    /// The errors, in the order of the description.
    pub errors: Vec<Error>,
}

/// An error of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// Its shape. The error has the same name in messages.
    pub shape: String,
    /// The status of the response.
    pub status: u16,
}

/// The shapes of a service by their names.
pub type Shapes = BTreeMap<String, Shape>;

/// A shape with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The documentation, in Markdown.
    pub docs: String,
    /// Whether its value must not be shown.
    pub is_sensitive: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a shape is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A structure with its members, in the order of the description.
    Structure(Vec<Member>),
    /// A union with its members.
    Union(Vec<Member>),
    /// An open enumeration with its known values.
    Enumeration(Vec<String>),
}

/// A member of a structure or of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The documented name.
    pub name: String,
    /// The documentation, in Markdown.
    pub docs: String,
    /// Whether it is required.
    pub required: bool,
    /// Its location in an HTTP message.
    pub location: Location<String>,
    /// The format of the timestamps in it in an HTTP message (rule T1).
    pub timestamp: TimestampFormat,
    /// Whether it is an idempotency token.
    pub is_token: bool,
    /// Its type.
    pub ty: Type,
    /// Its constraints.
    pub constraints: Constraints,
}

/// The type of a member, an element or a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `true` or `false`
    Boolean,
    /// An integer of 32 bits.
    Integer,
    /// An integer of 64 bits.
    Long,
    /// A float of 32 bits.
    Float,
    /// A float of 64 bits.
    Double,
    /// A string.
    String,
    /// A point in time.
    Timestamp,
    /// Bytes.
    Blob,
    /// Any JSON value.
    Document,
    /// A JSON value as text in a string.
    JsonValue,
    /// A shape with a name.
    Shape(String),
    /// A list.
    List(Box<Type>),
    /// A map with strings as keys.
    Map(Box<Type>),
    /// An element of a sparse list or a value of a sparse map.
    Nullable(Box<Type>),
    /// A value that must not be shown.
    Sensitive(Box<Type>),
}

/// The constraints of a member, or of its elements or keys: bounds as the description writes them,
/// and anchored patterns.
pub type Constraints = chime_model_vocabulary::Constraints<String, String>;

impl Shape {
    /// The members of a structure or of a union.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Structure(members) | Kind::Union(members) => members,
            Kind::Enumeration(_) => &[],
        }
    }
}
