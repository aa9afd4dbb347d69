//! Rule V3 for hand-written shapes, with a sensitive value in every location that `CreateRoom` does
//! not use.

use std::collections::BTreeMap;

use chime_model::{JsonValue, Operation, Sensitive, Structure, Union, UnknownMember, Validate};
use serde_json::json;

use crate::NoErrors;

const MARK: &str = "merger";

#[derive(Clone, Debug, PartialEq, Structure)]
struct Places {
    #[http(query = "tag")]
    tags: Option<Vec<Sensitive<String>>>,
    #[http(query = "word")]
    words: Option<Sensitive<Vec<String>>>,
    #[http(header = "X-Json")]
    json: Option<Sensitive<JsonValue>>,
    #[http(prefix_headers = "X-Meta-")]
    meta: Option<Sensitive<BTreeMap<String, String>>>,
    inside: Option<Hidden>,
    choice: Option<HiddenChoice>,
}

/// A structure that is sensitive as a whole.
#[derive(Clone, PartialEq, Structure)]
#[sensitive]
struct Hidden {
    #[constraint(length(max = 3))]
    text: Option<String>,
}

/// A union that is sensitive as a whole.
#[derive(Clone, PartialEq, Union)]
#[sensitive]
enum HiddenChoice {
    #[serde(rename = "words")]
    Words(BTreeMap<String, i32>),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Places, output = Hidden, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Put;

fn filled() -> Places {
    Places::default()
        .tags(vec![MARK.into()])
        .words(vec![MARK.to_owned(), String::new()])
        .json(JsonValue(json!(MARK)))
        .meta(BTreeMap::from([(MARK.to_owned(), MARK.to_owned())]))
        .inside(Hidden::default().text("abc"))
}

#[test]
fn v3_sensitive_members_are_sent_in_every_place() {
    let request = Put::encode_request(&filled()).expect("it can be sent");
    assert_eq!(request.uri(), "/?tag=merger&word=merger&word=");
    assert_eq!(Put::decode_request(&request), Ok(filled()));
}

#[test]
fn v3_sensitive_members_are_not_shown() {
    assert!(!format!("{:?}", filled()).contains(MARK));
    assert_eq!(format!("{:?}", Hidden::default().text(MARK)), "[sensitive]");
    let request = Put::encode_request(&filled()).expect("it can be sent");
    let headers = format!("{:?}", request.headers());
    assert_eq!(headers.matches("Sensitive").count(), 2, "{headers}");
    // `http` cannot hide the name of a header, but it hides the value.
    assert!(headers.replace("x-meta-merger", "").find(MARK).is_none(), "{headers}");
}

#[test]
fn v3_a_key_that_cannot_be_sent_is_not_shown() {
    let value =
        Places::default().meta(BTreeMap::from([("merger \u{fc}".to_owned(), String::new())]));
    let error = Put::encode_request(&value).expect_err("not the name of a header");
    assert_eq!(
        error.to_string(),
        "Put cannot be sent: meta[\"[sensitive]\"] must be visible ASCII, since it is in a header"
    );
}

#[test]
fn v3_a_key_inside_a_sensitive_union_is_not_shown() {
    let choice = HiddenChoice::Words(BTreeMap::from([(MARK.to_owned(), 1)]));
    assert_eq!(format!("{choice:?}"), "[sensitive]");
    let request = Put::encode_request(&filled().choice(choice)).expect("it can be sent");
    assert!(Put::decode_request(&request).is_ok());
    let request = request.map(|body| {
        let body = String::from_utf8(body).expect("it is JSON");
        body.replace(r#""merger":1"#, r#""merger":"1""#)
    });
    let error = Put::decode_request(&request).expect_err("a text is not an integer");
    assert_eq!(
        error.to_string(),
        "choice.words[\"[sensitive]\"] must be an integer of 32 bits, not a string"
    );
}

#[expect(clippy::cmp_owned, clippy::nonminimal_bool, reason = "the comparisons are what is tested")]
#[test]
fn sensitive_values_compare_as_what_they_hold() {
    let (one, same, other) = (
        Sensitive::new(MARK.to_owned()),
        Sensitive::new(MARK.to_owned()),
        Sensitive::new("split".to_owned()),
    );
    assert!(one == same && one != other && one < other && other > one);
    assert!(one == *MARK && one == MARK && one == MARK.to_owned());
    assert!(one != *"split" && one != "split" && one != "split".to_owned());
}

#[test]
fn v2_constraints_inside_a_sensitive_shape_hold() {
    let error = Places::default()
        .inside(Hidden::default().text(MARK))
        .validate()
        .expect_err("it is too long");
    assert_eq!(error.to_string(), "inside.text must have a length of at most 3");
}
