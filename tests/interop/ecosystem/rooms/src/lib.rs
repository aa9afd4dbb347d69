//! The types of nine operations of Amazon Chime, and a router for two operations of another
//! service.

pub mod shadows;

include!(concat!(env!("OUT_DIR"), "/rooms.rs"));
