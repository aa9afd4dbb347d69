//! A structure cannot be outside the body, a list cannot be the whole query, a number cannot be the
//! key of a map, and a list cannot be a status.
use std::collections::BTreeMap;

use chime_model::Structure;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Inner {
    name: String,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Wrong {
    #[http(label = "label")]
    label: Inner,
    #[http(header = "x-header")]
    header: Option<Inner>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct WrongMaps {
    #[http(query_map)]
    query: Option<Vec<String>>,
    #[http(prefix_headers = "x-")]
    headers: BTreeMap<String, Inner>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct WrongStatus {
    #[http(status)]
    status: Option<Vec<i32>>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct WrongToo {
    map: BTreeMap<i32, String>,
}

fn main() {}
