//! [`Description`]: a typed mirror of botocore's `service-2.json`, with no reference resolved.

pub mod examples;
pub mod paginators;
mod protocol;
mod read;

use std::collections::HashSet;

use chime_model_vocabulary::Flag;

pub use self::examples::{Example, Examples};
pub use self::paginators::{Paginator, Paginators};
pub use self::protocol::{AwsJson, Protocol};
pub use self::read::read;
use crate::cursor::Cursor;
use crate::error::Problem;

/// A whole description.
pub struct Description<'a> {
    pub metadata: Metadata<'a>,
    pub operations: Vec<Operation<'a>>,
    pub shapes: Vec<Shape<'a>>,
    /// The operations of a file beside the description that respond page by page.
    pub paginators: Paginators<'a>,
    pub beside: Beside<'a>,
    /// The place of the whole file.
    pub cursor: Cursor<'a>,
    /// The unknown keys that were ignored.
    pub ignored_keys: Vec<Problem>,
}

/// The facts that a user adds to a description.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The codes of errors in AWS Query, by the names of their shapes.
    pub query_codes: &'a [(&'a str, &'a str)],
    /// The namespace before the name of an error in awsJson 1.0.
    pub error_namespace: Option<&'a str>,
}

/// The facts about the service.
#[derive(Default)]
pub struct Metadata<'a> {
    pub protocol: Protocol<'a>,
    pub service_id: String,
    pub full_name: String,
    pub api_version: String,
    pub endpoint_prefix: String,
    pub signing_name: Option<String>,
}

pub struct Operation<'a> {
    pub name: String,
    pub cursor: Cursor<'a>,
    pub method: String,
    pub method_cursor: Cursor<'a>,
    pub uri: String,
    pub uri_cursor: Cursor<'a>,
    pub code: Option<(u16, Cursor<'a>)>,
    pub input: Option<Reference<'a>>,
    pub output: Option<Reference<'a>>,
    pub errors: Vec<Reference<'a>>,
    pub host_prefix: Option<(String, Cursor<'a>)>,
    /// The flags that have a key of their own.
    pub flags: Vec<Flag>,
    /// How a client signs, as older tools name it.
    pub auth_type: Option<String>,
    /// The ways in which a client can sign, the best first.
    pub auth: Vec<String>,
    /// The encodings by which a client may compress a body.
    pub compression: Vec<String>,
    pub docs: Option<String>,
    pub deprecated: Option<String>,
}

/// A reference to a shape.
pub struct Reference<'a> {
    pub shape: String,
    pub cursor: Cursor<'a>,
}

pub struct Shape<'a> {
    pub name: String,
    pub cursor: Cursor<'a>,
    pub kind: Kind<'a>,
    pub sensitive: bool,
    pub constraints: Constraints<'a>,
    pub docs: Option<String>,
    pub deprecated: Option<String>,
}

impl Shape<'_> {
    /// Drops the locations of members. They have no effect in awsJson, where all members are in the
    /// body (rule A7).
    fn forget_locations(&mut self) {
        if let Kind::Structure(structure) = &mut self.kind {
            structure.payload = None;
            structure.members.iter_mut().for_each(|member| member.location = None);
        }
    }
}

/// The constraints of a shape or a member, as the file writes them.
#[derive(Clone, Default)]
pub struct Constraints<'a> {
    pub min: Option<(String, Cursor<'a>)>,
    pub max: Option<(String, Cursor<'a>)>,
    pub pattern: Option<(String, Cursor<'a>)>,
    pub unique_items: Option<(String, Cursor<'a>)>,
}

pub enum Kind<'a> {
    Structure(Structure<'a>),
    List {
        member: Reference<'a>,
        sparse: bool,
    },
    Map {
        key: Reference<'a>,
        value: Reference<'a>,
        sparse: bool,
    },
    String {
        values: Vec<(String, Cursor<'a>)>,
    },
    Timestamp {
        format: Option<(String, Cursor<'a>)>,
    },
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Blob,
    /// A shape that has been reported. References to it are not reported again.
    Refused,
}

pub struct Structure<'a> {
    pub members: Vec<Member<'a>>,
    pub required: Vec<(String, Cursor<'a>)>,
    pub(super) required_names: HashSet<String>,
    pub payload: Option<(String, Cursor<'a>)>,
    pub exception: Option<Exception<'a>>,
    /// Whether it is a union; a stream of events is one too.
    pub is_union: bool,
    /// Whether it is a stream of events.
    pub is_stream: bool,
    pub is_document: bool,
}

impl<'a> Structure<'a> {
    /// The member with this name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.name == name)
    }

    /// Whether the member with this name is required.
    pub(crate) fn is_required(&self, member: &str) -> bool {
        self.required_names.contains(member)
    }
}

/// What makes a structure an error.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Exception<'a> {
    pub status: Option<(u16, Cursor<'a>)>,
    /// The code in AWS Query.
    pub code: Option<(String, Cursor<'a>)>,
    pub is_fault: bool,
    /// Whether AWS Query says that the client caused it.
    pub is_sender_fault: bool,
    pub is_retryable: bool,
    pub is_throttling: bool,
}

/// Where a member is in the message of an event.
#[derive(Clone, Copy, PartialEq)]
pub enum InEvent {
    /// The whole payload.
    Payload,
    /// A header.
    Header,
}

pub struct Member<'a> {
    pub name: String,
    pub cursor: Cursor<'a>,
    pub shape: String,
    pub location: Option<(String, Cursor<'a>)>,
    pub location_name: Option<String>,
    pub timestamp: Option<(String, Cursor<'a>)>,
    /// The constraints of the member. Each takes precedence over that of its shape.
    pub constraints: Constraints<'a>,
    pub is_token: bool,
    pub is_json_value: bool,
    pub is_host_label: bool,
    /// Where it is in the message of an event, if not in the JSON object of the others.
    pub in_event: Option<InEvent>,
    pub docs: Option<String>,
    pub deprecated: Option<String>,
}
