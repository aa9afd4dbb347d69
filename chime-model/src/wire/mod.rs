//! How values travel: the traits that the derives implement and the parts they read and write.
//! Public only for what the derives write, by way of `__private`. Each trait but `Structure` is
//! hidden, so that no page lists its impls. Nothing here does I/O, and nothing knows a particular
//! operation.

mod collection;
mod constraint;
mod context;
mod document;
mod documented;
mod entries;
mod error_body;
mod float;
mod form;
mod head;
pub(crate) mod headers;
pub(crate) mod json;
mod key;
mod member;
mod message;
mod number;
mod object;
mod repair;
mod scalar;
mod side;
mod slot;
mod structure;
mod table;
mod text;
mod timestamp;
mod union;
pub(crate) mod uri;
mod value;

pub use constraint::Elements;
pub use context::Context;
pub use documented::{deserialize, serialize};
pub use entries::Entries;
pub(crate) use error_body::ErrorTexts;
pub use form::Form;
pub use head::Head;
pub(crate) use head::MemberStatus;
pub use key::MapKey;
pub use member::{MemberValue, unconstrained};
pub use message::Message;
pub use object::ObjectWriter;
pub use side::Side;
pub use slot::Slot;
pub(crate) use structure::read_message;
pub use structure::{Structure, read_in_order, read_structure, write_structure};
pub use table::{Content, Member};
pub use text::{Text, Texts};
pub use timestamp::TimestampFormat;
pub use union::{Union, read_union, write_unknown};
pub use uri::Template;
pub use value::{Value, Visit};
