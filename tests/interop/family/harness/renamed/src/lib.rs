//! Compiles where `chime-model` has another name, by the one line that the README shows.

extern crate cm as chime_model;

include!(concat!(env!("OUT_DIR"), "/chime.rs"));
