//! How values travel: the traits that the derives implement and the parts they read and write. Public only for what the derives
//! write, by way of `__private`. Each trait but `Structure` is hidden, so that no page lists its impls. Nothing here does I/O, and
//! nothing knows a particular operation.

mod collection;
mod constraint;
mod context;
mod document;
mod entries;
mod error_body;
mod head;
pub(crate) mod headers;
pub(crate) mod json;
mod key;
mod message;
mod number;
mod scalar;
mod slot;
mod structure;
mod text;
mod union;
pub(crate) mod uri;
mod value;
mod visit;

pub use constraint::Elements;
pub use context::{Context, Side};
pub use entries::check_entries;
pub(crate) use error_body::ErrorTexts;
pub use head::Head;
pub(crate) use head::MemberStatus;
pub use key::MapKey;
pub use message::Message;
pub use slot::Slot;
pub(crate) use structure::read_message;
pub use structure::{Content, Member, ObjectWriter, Structure, read_in_order, read_structure, write_structure};
pub use text::{Text, Texts};
pub use union::{Union, read_union, write_unknown};
pub use uri::Template;
pub use value::{Form, Value, deserialize, serialize};
pub use visit::Visit;
