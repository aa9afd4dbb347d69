//! Structures of many members, and a map: what each member and each entry costs.

use std::collections::BTreeMap;

use bench_calls::{Setup, call, entries, members, unknown_members};
use bench_hand::client;
use serde::Deserialize;

include!(concat!(env!("OUT_DIR"), "/structures.rs"));

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct List<T> {
    items: Option<Vec<T>>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: None }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Map {
    entries: Option<BTreeMap<String, String>>,
}

/// A call that decodes a message.
macro_rules! read {
    ($output:ty, $message:expr) => {
        || {
            let response = $message;
            call(move || client::decode::<$output>(&response).expect("it can be read"))
        }
    };
}

pub(crate) const ROWS: &[(&str, Setup)] = &[
    ("member-10", read!(List<Of10>, members(10))),
    ("member-100", read!(List<Of100>, members(100))),
    ("unknown-10", read!(List<Of10>, unknown_members(10))),
    ("unknown-100", read!(List<Of100>, unknown_members(100))),
    ("entry", read!(Map, entries())),
];
