#![doc = include_str!("../README.md")]

mod diff;
mod documents;
mod operations;
mod parts;
mod slice;

pub use diff::{Audience, Difference, Kind, diff};
pub use documents::documents;
pub use operations::{ListedOperation, operations};
pub use slice::{Selection, Slice, slice};
