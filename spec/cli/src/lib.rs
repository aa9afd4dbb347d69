#![doc = include_str!("../README.md")]

mod diff;
mod documents;
mod slice;

pub use diff::{Audience, Difference, Kind, diff};
pub use documents::documents;
pub use slice::{Selection, Slice, slice};
