//! What a description says: the typed mirror of botocore's `service-2.json`. Nothing is looked up
//! yet. `read` makes it of a file.

mod read;

use std::collections::HashSet;

pub(crate) use self::read::read;
use crate::cursor::Cursor;

/// A whole description.
pub(crate) struct Description<'a> {
    pub(crate) metadata: Metadata,
    pub(crate) operations: Vec<Operation<'a>>,
    pub(crate) shapes: Vec<Shape<'a>>,
}

/// Which service it is of.
#[derive(Default)]
pub(crate) struct Metadata {
    pub(crate) service_id: String,
    pub(crate) full_name: String,
    pub(crate) api_version: String,
    pub(crate) endpoint_prefix: String,
    pub(crate) signing_name: Option<String>,
}

pub(crate) struct Operation<'a> {
    pub(crate) name: String,
    pub(crate) cursor: Cursor<'a>,
    pub(crate) method: String,
    pub(crate) method_cursor: Cursor<'a>,
    pub(crate) uri: String,
    pub(crate) uri_cursor: Cursor<'a>,
    pub(crate) code: Option<(u16, Cursor<'a>)>,
    pub(crate) input: Option<Reference<'a>>,
    pub(crate) output: Option<Reference<'a>>,
    pub(crate) errors: Vec<Reference<'a>>,
    pub(crate) host_prefix: Option<(String, Cursor<'a>)>,
    pub(crate) needs_checksum: bool,
    /// The encodings by which a client may compress a body.
    pub(crate) compression: Vec<String>,
    pub(crate) docs: Option<String>,
    pub(crate) deprecated: Option<String>,
}

/// Somewhere a shape is named.
pub(crate) struct Reference<'a> {
    pub(crate) shape: String,
    pub(crate) cursor: Cursor<'a>,
}

pub(crate) struct Shape<'a> {
    pub(crate) name: String,
    pub(crate) cursor: Cursor<'a>,
    pub(crate) kind: Kind<'a>,
    pub(crate) sensitive: bool,
    pub(crate) constraints: Constraints<'a>,
    pub(crate) docs: Option<String>,
    pub(crate) deprecated: Option<String>,
}

/// The limits of a shape, numbers as the file writes them.
#[derive(Default)]
pub(crate) struct Constraints<'a> {
    pub(crate) min: Option<(String, Cursor<'a>)>,
    pub(crate) max: Option<(String, Cursor<'a>)>,
    pub(crate) pattern: Option<(String, Cursor<'a>)>,
}

pub(crate) enum Kind<'a> {
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
    /// A stream of events. Whoever refers to it is refused; nothing else is.
    EventStream,
    /// A shape that has been refused already. A reference to it is not reported again.
    Refused,
}

pub(crate) struct Structure<'a> {
    pub(crate) members: Vec<Member<'a>>,
    pub(crate) required: Vec<(String, Cursor<'a>)>,
    required_names: HashSet<String>,
    pub(crate) payload: Option<(String, Cursor<'a>)>,
    pub(crate) exception: Option<Exception<'a>>,
    pub(crate) is_union: bool,
    pub(crate) is_document: bool,
}

impl Structure<'_> {
    /// Whether a member of that name is required.
    pub(crate) fn is_required(&self, member: &str) -> bool {
        self.required_names.contains(member)
    }
}

/// What makes a structure an error.
pub(crate) struct Exception<'a> {
    pub(crate) status: Option<(u16, Cursor<'a>)>,
    pub(crate) is_fault: bool,
    pub(crate) is_retryable: bool,
}

pub(crate) struct Member<'a> {
    pub(crate) name: String,
    pub(crate) cursor: Cursor<'a>,
    pub(crate) shape: String,
    pub(crate) location: Option<(String, Cursor<'a>)>,
    pub(crate) location_name: Option<String>,
    pub(crate) timestamp: Option<(String, Cursor<'a>)>,
    pub(crate) is_token: bool,
    pub(crate) is_json_value: bool,
    pub(crate) is_host_label: bool,
    pub(crate) docs: Option<String>,
    pub(crate) deprecated: Option<String>,
}
