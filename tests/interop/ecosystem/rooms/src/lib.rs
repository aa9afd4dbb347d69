//! The types of nine operations of Amazon Chime, and two operations of another service beside them.

pub mod shadows;

include!(concat!(env!("OUT_DIR"), "/rooms.rs"));
