//! The documentation of generated items: texts of a description, converted to Markdown, and facts
//! of the model in words.

mod constraints;
mod convert;
mod facts;
mod html;
mod items;
mod markdown;

pub(crate) use convert::{code, from_html, from_text, plain};
pub(crate) use items::error;
pub use items::{member, operation, structure, ty};
