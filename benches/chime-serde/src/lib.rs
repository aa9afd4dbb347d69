//! The structures of Amazon Chime with serde's own derives.

use jiff::Timestamp;

type Sensitive<T> = T;

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
