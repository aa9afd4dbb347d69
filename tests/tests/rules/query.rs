//! The rules for the query, Q1 to Q3.

use std::collections::BTreeMap;

use chime_model::{Operation, Structure, Timestamp};
use chime_model_tests::message::{decode_request, encode_request};
use chime_model_tests::sample;

use crate::NoErrors;

/// Every kind of member that a query can hold.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Search {
    #[http(query = "max-results")]
    limit: Option<i32>,
    #[http(query = "q")]
    text: Option<String>,
    #[http(query = "tag")]
    #[constraint(length(max = 3), each(length(max = 4)))]
    tags: Option<Vec<String>>,
    #[http(query = "since")]
    since: Option<Timestamp>,
    #[http(query = "exact")]
    exact: Option<bool>,
}

#[derive(Operation)]
#[operation(input = Search, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/rooms")]
struct Find;

/// A named key and a map, which is listed first.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Filter {
    #[http(query_map)]
    all: Option<BTreeMap<String, Vec<String>>>,
    #[http(query = "name")]
    name: Option<String>,
}

#[derive(Operation)]
#[operation(input = Filter, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/rooms?list")]
struct List;

#[derive(Operation)]
#[operation(input = Filter, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/rooms?k%C3%BC=a%20b")]
struct Encoded;

/// A map with one value for each key, and a required key.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Pairs {
    #[http(query = "id")]
    id: String,
    #[http(query_map)]
    pairs: Option<BTreeMap<String, String>>,
}

#[derive(Operation)]
#[operation(input = Pairs, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/pairs")]
struct Pair;

/// A client sends this URI, and a server reads it back.
fn both_ways<O: Operation>(input: &O::Input, uri: &str) {
    assert_eq!(encode_request::<O>(input), format!("GET {uri}\n\n"));
    assert_eq!(decode_request::<O>(&format!("GET {uri}")).as_ref(), Ok(input));
}

fn map<V>(entries: impl IntoIterator<Item = (&'static str, V)>) -> BTreeMap<String, V> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

#[test]
fn q1_keys_and_values_are_encoded_like_labels() {
    both_ways::<Find>(
        &Search::default().text("a b+c/d&e=f~é"),
        "/rooms?q=a%20b%2Bc%2Fd%26e%3Df~%C3%A9",
    );
    // After reading, the map holds the named key too.
    let pairs = Pairs::new("1").pairs(map([("a b&=", "?#".to_owned()), ("id", "1".to_owned())]));
    both_ways::<Pair>(&pairs, "/pairs?id=1&a%20b%26%3D=%3F%23");
    assert_eq!(decode_request::<Find>("GET /rooms?q=a+b"), Ok(Search::default().text("a+b")));
}

#[test]
fn q2_null_is_omitted_and_empty_is_not() {
    both_ways::<Find>(&Search::default(), "/rooms");
    both_ways::<Find>(&Search::default().text(""), "/rooms?q=");
    assert_eq!(encode_request::<Find>(&Search::default().tags(vec![])), "GET /rooms\n\n");
    assert_eq!(decode_request::<Find>("GET /rooms?q"), Ok(Search::default().text("")));
}

#[test]
fn q2_list_repeats_the_key() {
    let tags = vec!["a".to_owned(), String::new(), "b,c".to_owned()];
    both_ways::<Find>(&Search::default().tags(tags), "/rooms?tag=a&tag=&tag=b%2Cc");
}

#[test]
fn q2_values_of_other_types_are_sent_as_text() {
    let search =
        Search::default().limit(-5).since(sample::time("2018-10-25T20:44:16.5Z")).exact(false);
    both_ways::<Find>(
        &search,
        "/rooms?max-results=-5&since=2018-10-25T20%3A44%3A16.500Z&exact=false",
    );
    let error = decode_request::<Find>("GET /rooms?max-results=5x&exact=yes&since=now")
        .expect_err("no such values");
    assert_eq!(
        error.to_string(),
        "limit must be an integer of 32 bits; since must be a date-time such as 2018-10-25T20:44:16Z; exact must be true or false",
    );
}

#[test]
fn q3_named_member_overrides_the_map_when_writing() {
    let filter = Filter::default()
        .name("a")
        .all(map([("name", vec!["b".to_owned()]), ("x", vec!["1".to_owned(), "2".to_owned()])]));
    assert_eq!(encode_request::<List>(&filter), "GET /rooms?list&name=a&x=1&x=2\n\n");
}

#[test]
fn q3_map_gets_all_but_the_literal_query_when_reading() {
    let filter = decode_request::<List>("GET /rooms?list&name=a&x=1&x=2").expect("a filter");
    let all = map([("name", vec!["a".to_owned()]), ("x", vec!["1".to_owned(), "2".to_owned()])]);
    assert_eq!(filter, Filter::default().name("a").all(all));
    assert_eq!(encode_request::<List>(&filter), "GET /rooms?list&name=a&x=1&x=2\n\n");
    assert_eq!(
        decode_request::<List>("GET /rooms?x=1&list=").expect("a filter").all,
        Some(map([("x", vec!["1".to_owned()])]))
    );
    assert_eq!(decode_request::<List>("GET /rooms?list"), Ok(Filter::default()));
}

#[test]
fn q3_literal_query_may_be_encoded() {
    let filter = Filter::default().all(map([("x", vec!["1".to_owned()])]));
    both_ways::<Encoded>(&filter, "/rooms?k%C3%BC=a%20b&x=1");
    for uri in ["/rooms?k%c3%bc=a%20b&x=1", "/rooms?x=1&k%C3%BC=a%20%62"] {
        assert_eq!(decode_request::<Encoded>(&format!("GET {uri}")), Ok(filter.clone()));
    }
    decode_request::<Encoded>("GET /rooms?k%C3%BC=a+b").expect_err("another value");
}

#[test]
fn q3_map_keeps_a_key_that_is_also_literal() {
    let filter = Filter::default().all(map([("list", vec!["1".to_owned()])]));
    both_ways::<List>(&filter, "/rooms?list&list=1");
}

#[test]
fn q3_first_value_counts_for_a_member_that_is_not_a_list() {
    assert_eq!(
        decode_request::<Find>("GET /rooms?q=first&q=second"),
        Ok(Search::default().text("first"))
    );
    let pairs = decode_request::<Pair>("GET /pairs?id=1&a=first&a=second").expect("pairs");
    assert_eq!(pairs.pairs.expect("a map")["a"], "first");
}

#[test]
fn j1_required_key_must_be_present() {
    assert_eq!(
        decode_request::<Pair>("GET /pairs").expect_err("no id").to_string(),
        "id is required"
    );
}

#[test]
fn u5_malformed_encoding_of_a_query_is_a_decoding_error() {
    for query in ["q=%", "q=%zz", "q=%ff", "%=a"] {
        let error = decode_request::<Find>(&format!("GET /rooms?{query}")).expect_err(query);
        assert_eq!(
            (error.status().as_u16(), error.to_string().as_str()),
            (400, "the query must be percent-encoded UTF-8")
        );
    }
}

#[test]
fn v2_constraints_hold_in_the_query() {
    let error = decode_request::<Find>("GET /rooms?tag=a&tag=b&tag=c&tag=toolong")
        .expect_err("too many and too long");
    assert_eq!(
        error.to_string(),
        "tags must have a length of at most 3; tags[3] must have a length of at most 4"
    );
}
