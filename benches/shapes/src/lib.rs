//! The code of the description in `$DESCRIPTION`, as `build.rs` writes it.

#![allow(dead_code, unused_imports, reason = "not every description needs all that is in scope")]

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
