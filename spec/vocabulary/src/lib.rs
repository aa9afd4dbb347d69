#![doc = include_str!("../README.md")]

mod address;
mod constraints;
mod flag;
mod location;
pub mod media;
mod names;
mod notes;
mod places;
mod program;
mod service;
mod suggestion;
mod template;
mod timestamp;
mod visible;

pub use address::{
    UriTemplate, check_header, host_labels, is_content_length, is_of_message, is_path,
};
pub use constraints::{Bounds, Constraints};
pub use flag::Flag;
pub use location::Location;
pub use names::{EMPTY_SLOT, first_slot, name_slots};
pub use notes::{IDEMPOTENCY_TOKEN, SENSITIVE};
pub use places::Places;
pub use program::{CompiledSet, Op, Program};
pub use service::{AwsJson, AwsJsonVersion, METHODS, Protocol, Service, is_error_message};
pub use suggestion::did_you_mean;
pub use template::{has_labels, has_query_key, path};
pub use timestamp::TimestampFormat;
pub use visible::{is_error_name, is_query_code, is_visible};
