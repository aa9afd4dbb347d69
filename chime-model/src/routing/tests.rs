//! The trie finds what a search through all templates finds.

use std::collections::HashSet;

use http::{Method, Request};

use super::{RouteKey, RouteMap};
use crate::wire::{Path, Segment};

const SEGMENTS: [&str; 6] = ["a", "ab", "b", "", "{l}", "{g+}"];
const QUERIES: [&str; 5] = ["", "?q", "?q=1", "?r", "?q=1&r"];
const METHODS: [Method; 2] = [Method::GET, Method::PUT];

/// Every template of one to three segments with one greedy label at most, and every method.
fn keys() -> Vec<RouteKey> {
    let mut keys = Vec::new();
    for path in paths(&SEGMENTS) {
        if path.matches('+').count() <= 1 {
            for query in QUERIES {
                let template: &'static str = format!("{path}{query}").leak();
                keys.extend(METHODS.map(|method| RouteKey::uri(method, template)));
            }
        }
    }
    keys
}

fn paths(segments: &[&str]) -> Vec<String> {
    let (mut paths, mut last) = (Vec::new(), vec![String::new()]);
    for _ in 0..3 {
        let longer = |path: &String| {
            segments.iter().map(|segment| format!("{path}/{segment}")).collect::<Vec<_>>()
        };
        last = last.iter().flat_map(longer).collect();
        paths.extend(last.iter().cloned());
    }
    paths
}

/// The number of the key that a request is for, and of those that differ by the method at most.
fn search(keys: &[RouteKey], request: &Request<()>) -> (Option<usize>, Vec<usize>) {
    let (path, query) = (Path::new(request.uri().path()), request.uri().query().unwrap_or(""));
    let is_of_path = |key: &RouteKey| key.uri.read(path).is_some() && key.uri.matches_query(query);
    let others: Vec<usize> = (0..keys.len()).filter(|at| is_of_path(&keys[*at])).collect();
    let of_method = others.iter().copied().filter(|at| keys[*at].method == *request.method());
    let closeness = |at: &usize| {
        let uri = &keys[*at].uri;
        let path: Vec<u8> = uri.split_path().map(Segment::specificity).collect();
        (path, uri.literal_query().count())
    };
    (of_method.max_by_key(closeness), others)
}

#[test]
fn the_trie_finds_what_a_search_finds() {
    let (all, mut state) = (keys(), 1_u64);
    let mut random = |bound: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % bound
    };
    let mut found = 0;
    for _ in 0..300 {
        let mut chosen: Vec<usize> = (0..12).map(|_| random(all.len())).collect();
        let mut seen = HashSet::new();
        chosen.retain(|at| seen.insert(*at));
        let keys: Vec<RouteKey> = chosen.iter().map(|at| all[*at].clone()).collect();
        let map = RouteMap::of(keys.iter().cloned().enumerate().map(|(at, key)| (key, at)));
        for path in paths(&["a", "ab", "b", "c", ""]) {
            let query = QUERIES[random(QUERIES.len())];
            let request = Request::get(format!("{path}{query}")).body(()).expect("a request");
            let (expected, others) = search(&keys, &request);
            assert_eq!(map.find(&request).copied(), expected, "{path}{query}");
            let methods = map.of_any_method(&request);
            assert!(methods.iter().map(|(_, at)| **at).eq(others), "{path}{query}");
            found += usize::from(expected.is_some());
        }
    }
    assert!(found > 1_000, "only {found} requests were found");
}
