//! The whole of Amazon Chime, as the generator writes it, and a list of its operations for other
//! routers.

/// The name, the method and the URI template of each operation.
pub const OPERATIONS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/operations.rs"));

pub use chime::*;

mod chime {
    include!(concat!(env!("OUT_DIR"), "/chime.rs"));
}
