#![doc = include_str!("../README.md")]

mod cache;
mod char_set;
mod class;
mod compile;
mod error;
mod node;
mod parse;
mod parser;
mod pattern;
mod ranges;
mod size;
mod unicode;

pub use cache::Cache;
pub use char_set::CharSet;
pub use compile::{Matcher, SIZE_LIMIT};
pub use error::Error;
pub use node::Node;
pub use pattern::Pattern;
