#![doc = include_str!("../README.md")]

mod constraints;
mod location;
mod program;
mod suggestion;
mod timestamp;

pub use constraints::{Bounds, Constraints};
pub use location::Location;
pub use program::{CompiledSet, Op, Program};
pub use suggestion::did_you_mean;
pub use timestamp::TimestampFormat;

/// The HTTP methods that descriptions use, all of them constants of the `http` crate.
pub const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
