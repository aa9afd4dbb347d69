//! Shapes made of members: structures, unions, and the bodies of errors. The derives implement the
//! traits with tables and calls, and the behaviour is here.

mod error;
mod structure;
mod union;

pub(crate) use self::error::{ErrorTexts, bare_name};
pub use self::structure::{Structure, read_in_order, read_structure, write_structure};
pub(crate) use self::structure::{read_message, write_body};
pub use self::union::{Union, read_union, write_unknown};
