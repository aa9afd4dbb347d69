//! Generated code compiles in a crate in which `chime-model` has another name, because of the one
//! line that the README shows.

extern crate cm as chime_model;

include!(concat!(env!("OUT_DIR"), "/chime.rs"));
