//! How values travel: the traits that the derives implement and the parts they read and write. Public only for what the derives
//! write, by way of `__private`; nothing here does I/O, and nothing knows a particular operation.

#![expect(clippy::must_use_candidate, clippy::missing_errors_doc, reason = "the derives' own, and not for people")]

mod body;
mod constraint;
mod context;
mod head;
pub(crate) mod headers;
pub(crate) mod json;
mod structure;
mod text;
pub(crate) mod uri;
mod write;

pub use body::Body;
pub(crate) use body::{float_name, mismatch};
#[cfg(feature = "schemars")]
pub(crate) use constraint::anchored;
pub use constraint::{Elements, Pattern};
pub use context::{Context, Side};
pub use head::Head;
pub(crate) use head::MemberStatus;
pub use json::Json;
pub use structure::{Content, Message, Structure, UnionMember, check_entries, read_nested, read_union};
pub(crate) use text::not_finite;
pub use text::{Text, Texts};
pub use write::{JsonWriter, ObjectWriter};
