//! How values become messages and messages become values: the traits that the derives implement,
//! and the code that reads and writes through them. Nothing here does I/O or knows a particular
//! operation.
//!
//! A *layer* is a row of this table: a folder, or one or more files. A layer uses only the layers
//! above it:
//!
//! | layer | what is in it | rules |
//! |---|---|---|
//! | `fault` | the error of readers and writers | |
//! | `json` | JSON text over serde's traits | J3, J5, C7 |
//! | `form`, `table` | the facts by which a value is read and written | J6, T1 |
//! | `path`, `context`, `encoding` | the state of a read and of a write | V6 |
//! | `object` | a member that is being read, a structure that is being written | C7 |
//! | `value` | each type of value in a file of its own, and the documented form | J1 to J8, T2, T3, V1, V2 |
//! | `message` | labels, query, headers, status, and the type of a body | C4 to C10, H, Q, U |
//! | `shape` | structures, unions, the bodies of errors | C1 to C3, C7, E1 to E3, J2, J9 |
//!
//! Each trait but `Structure` is hidden, so that no page lists its impls.

mod context;
mod encoding;
mod fault;
mod form;
mod json;
mod message;
mod object;
mod path;
mod shape;
mod table;
mod value;

pub use self::context::Context;
pub use self::encoding::Encoding;
pub use self::form::Form;
pub use self::message::{Content, Head, Message};
pub(crate) use self::message::{
    MemberStatus, Path, Segment, Template, accepts, check_content_type, describe_body,
    first_header, parse_query,
};
pub use self::object::{ObjectWriter, Occurrence, Slot, required};
pub(crate) use self::shape::{ErrorTexts, bare_name, read_message, write_body};
pub use self::shape::{
    Structure, Union, read_in_order, read_structure, read_union, write_structure, write_unknown,
};
pub use self::table::{Key, Member, Members};
pub(crate) use self::value::Null;
pub use self::value::{
    Blob, Document, Elements, Enumeration, JsonValue, MapKey, Reading, Sensitive, Status, Text,
    TextMap, Texts, UnknownMember, Value, ValueVisitor, check_enumeration, check_timestamp,
    deserialize, read_enumeration, read_enumeration_payload, serialize, unconstrained,
};
pub use chime_model_vocabulary::TimestampFormat;
