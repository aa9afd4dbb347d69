//! Structures of many members, and a map: what each member and each entry costs.

use std::collections::BTreeMap;

use bench_calls::{Setup, call, entries, members, unknown_members};
use chime_model::{CreateRoomError, Operation, Structure};

include!(concat!(env!("OUT_DIR"), "/structures.rs"));

/// An operation whose output has one member.
macro_rules! operations {
    ($($operation:ident: $output:ident { $name:literal: $member:ty })*) => {$(
        #[derive(Clone, Debug, PartialEq, Structure)]
        struct $output {
            #[serde(rename = $name)]
            member: Option<$member>,
        }

        #[derive(Operation)]
        #[operation(output = $output, error = CreateRoomError, service = chime_model::SERVICE)]
        #[http(method = "GET", uri = "/sizes")]
        struct $operation;
    )*};
}

operations! {
    GetListOf10: ListOf10 { "Items": Vec<Of10> }
    GetListOf100: ListOf100 { "Items": Vec<Of100> }
    GetListOf1000: ListOf1000 { "Items": Vec<Of1000> }
    GetMap: Map { "Entries": BTreeMap<String, String> }
}

/// A call that decodes a message.
macro_rules! read {
    ($operation:ident, $message:expr) => {
        || {
            let response = $message;
            call(move || $operation::decode_response(&response).expect("it can be read"))
        }
    };
}

pub(crate) const ROWS: &[(&str, Setup)] = &[
    ("member-10", read!(GetListOf10, members(10))),
    ("member-100", read!(GetListOf100, members(100))),
    ("member-1000", read!(GetListOf1000, members(1000))),
    ("unknown-10", read!(GetListOf10, unknown_members(10))),
    ("unknown-100", read!(GetListOf100, unknown_members(100))),
    ("unknown-1000", read!(GetListOf1000, unknown_members(1000))),
    ("entry", read!(GetMap, entries())),
];
