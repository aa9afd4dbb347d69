//! The documentation of generated items: texts of a description, converted to Markdown, and facts
//! of the model in words.

mod code;
mod constraints;
mod convert;
mod example;
mod facts;
mod html;
mod items;
mod markdown;
mod uses;

pub(crate) use convert::{code, from_html, from_text, plain};
pub(crate) use example::Sections as Examples;
pub(crate) use items::error;
pub use items::{member, operation, structure, ty};
pub(crate) use uses::Uses;
