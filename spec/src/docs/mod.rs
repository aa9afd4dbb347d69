//! The documentation of generated items: texts of a description, converted to Markdown, and facts
//! of the model in words.

mod constraints;
mod convert;
mod html;
mod items;
mod markdown;

pub(crate) use convert::{code, from_html, from_text, plain};
pub use items::{member, operation, ty};
