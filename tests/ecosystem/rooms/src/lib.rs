//! The types of nine operations of Amazon Chime.

include!(concat!(env!("OUT_DIR"), "/rooms.rs"));
