//! The types of three operations of Amazon DynamoDB, and a double that keeps tables in memory.

pub mod double;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
