//! What `diff` says of two descriptions: one mutation at a time with its exact judgement,
//! properties over any number of them, and the generated Rust as the judge of whom it breaks at
//! compile time.

mod members;
mod mutations;
mod order;
mod properties;
mod rest;
mod rust;

use chime_model_cli::{Difference, diff};

/// The description of this package, the tour of the protocol, and the edge cases.
const CHIME: &str = chime_model_spec::CHIME;
const TOUR: &str = include_str!("../../../../tests/interop/family/protocol.json");
const EDGES: &str = include_str!("../../../../tests/descriptions/edge_cases.json");

fn differences(old: &str, new: &str) -> Vec<Difference> {
    diff(("old.json", old), ("new.json", new)).unwrap_or_else(|problems| panic!("{problems}"))
}
