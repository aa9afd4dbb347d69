#![doc = include_str!("../README.md")]

mod constraints;
mod flag;
mod location;
mod program;
mod service;
mod suggestion;
mod timestamp;

pub use constraints::{Bounds, Constraints};
pub use flag::Flag;
pub use location::Location;
pub use program::{CompiledSet, Op, Program};
pub use service::{METHODS, Service, is_error_message};
pub use suggestion::did_you_mean;
pub use timestamp::TimestampFormat;
