//! No text may stall a server (rules V4 and V5). A matcher that only backtracks takes seconds or
//! forever for each of these texts.

use std::time::{Duration, Instant};

use chime_model::{CreateRoom, Operation, Reason, Rejection, Structure, Validate};
use chime_model_tests::message::decode_request;

use crate::NoErrors;

/// Patterns of published descriptions, and Smithy's example of a slow one.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Texts {
    /// `EmailAddress` in the description of chime.
    #[constraint(pattern = ".+@.+\\..+")]
    email: Option<String>,
    /// `AthenaTableName` in the description of cleanrooms, without its length.
    #[constraint(pattern = "[a-zA-Z0-9_](([a-zA-Z0-9_]+)*([a-zA-Z0-9_]+))?")]
    table: Option<String>,
    #[constraint(pattern = "^([0-9]+)+$")]
    digits: Option<String>,
    #[constraint(length(max = 9), pattern = "[a-z]*")]
    short: Option<String>,
    #[constraint(pattern = "(x+x+)+\\1y")]
    again: Option<String>,
    /// A search, like those below: it may begin at each character of a text.
    #[constraint(search = "(a|a)*(a+a+)+b$")]
    nested: Option<String>,
    #[constraint(search = "^(([0-9]+)+,?)+;")]
    start: Option<String>,
    #[constraint(search = "(?=a{1,60}b)a+c")]
    ahead: Option<String>,
    #[constraint(search = "(x+x+)+\\1y")]
    anywhere: Option<String>,
}

#[derive(Operation)]
#[operation(input = Texts, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Take;

/// The violations of a value, found in less than a second.
fn violations(texts: Texts) -> Vec<(String, Reason)> {
    let start = Instant::now();
    let found = texts.validate().err();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    found
        .iter()
        .flatten()
        .map(|violation| (violation.path().to_owned(), violation.reason().clone()))
        .collect()
}

fn mismatch(member: &str, pattern: &'static str) -> Vec<(String, Reason)> {
    vec![(member.to_owned(), Reason::Pattern(pattern))]
}

#[test]
fn v4_blanks_in_a_label_are_refused_at_once() {
    let text = format!(
        "POST /accounts/{}/rooms\ncontent-type: application/json\n\n{{\"Name\":\"n\"}}",
        "%20".repeat(16_000)
    );
    let start = Instant::now();
    let rejection = decode_request::<CreateRoom>(&text).expect_err("no account");
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(rejection.to_string(), "AccountId must contain a match of the pattern \\S");
}

#[test]
fn v4_matching_takes_linear_time() {
    assert_eq!(violations(Texts::default().email("a@.".repeat(30_000))), []);
    assert_eq!(
        violations(Texts::default().email("a@.".repeat(30_000) + "\n")),
        mismatch("email", ".+@.+\\..+")
    );
    assert_eq!(violations(Texts::default().table("a".repeat(100_000))), []);
    let pattern = "[a-zA-Z0-9_](([a-zA-Z0-9_]+)*([a-zA-Z0-9_]+))?";
    assert_eq!(
        violations(Texts::default().table("a".repeat(100_000) + "-")),
        mismatch("table", pattern)
    );
}

#[test]
fn v4_mismatch_of_nested_repeats_is_a_plain_400() {
    let text = format!(
        "POST /\ncontent-type: application/json\n\n{{\"digits\":\"{}!\"}}",
        "0".repeat(30_000)
    );
    let rejection = decode_request::<Take>(&text).expect_err("no digits");
    assert!(matches!(rejection, Rejection::Invalid(_)));
    assert_eq!(
        (rejection.status().as_u16(), rejection.to_string().as_str()),
        (400, "digits must match the pattern ^([0-9]+)+$")
    );
}

#[test]
fn v4_a_text_that_breaks_its_length_is_not_matched() {
    let length = Reason::Length { min: 0, max: Some(9) };
    assert_eq!(violations(Texts::default().short("A".repeat(10))), [("short".to_owned(), length)]);
    assert_eq!(violations(Texts::default().short("A".repeat(9))), mismatch("short", "[a-z]*"));
}

#[test]
fn v4_matching_stops_at_its_bound_with_a_distinct_reason() {
    let stopped = [("again".to_owned(), Reason::PatternTooCostly("(x+x+)+\\1y"))];
    assert_eq!(violations(Texts::default().again("x".repeat(40))), stopped);
    assert_eq!(violations(Texts::default().again("x".repeat(1_000_000))), stopped);
    assert_eq!(violations(Texts::default().again("xxxxy")), []);
    assert_eq!(violations(Texts::default().again("xxxy")), mismatch("again", "(x+x+)+\\1y"));
    let text =
        format!("POST /\ncontent-type: application/json\n\n{{\"again\":\"{}\"}}", "x".repeat(40));
    let rejection = decode_request::<Take>(&text).expect_err("too many steps");
    assert!(matches!(rejection, Rejection::Invalid(_)));
    assert_eq!(
        rejection.to_string(),
        "again takes too many steps to be matched with the pattern (x+x+)+\\1y"
    );
}

#[test]
fn v5_searching_takes_linear_time() {
    let search = |member: &str, pattern| vec![(member.to_owned(), Reason::Search(pattern))];
    let nested = "(a|a)*(a+a+)+b$";
    assert_eq!(violations(Texts::default().nested("-aab".repeat(20_000))), []);
    let many = "a".repeat(100_000);
    assert_eq!(violations(Texts::default().nested(many.clone())), search("nested", nested));
    assert_eq!(violations(Texts::default().nested(many.clone() + "b\n")), search("nested", nested));
    let digits = "0".repeat(100_000);
    assert_eq!(violations(Texts::default().start(digits.clone() + ";!")), []);
    let start = "^(([0-9]+)+,?)+;";
    assert_eq!(violations(Texts::default().start(digits.clone())), search("start", start));
    assert_eq!(
        violations(Texts::default().start("!".to_owned() + &digits)),
        search("start", start)
    );
    let ahead = "(?=a{1,60}b)a+c";
    assert_eq!(violations(Texts::default().ahead(many.clone() + "b")), search("ahead", ahead));
}

#[test]
fn v5_a_search_stops_at_its_bound_with_the_reason_of_a_match() {
    let stopped = [("anywhere".to_owned(), Reason::PatternTooCostly("(x+x+)+\\1y"))];
    assert_eq!(violations(Texts::default().anywhere("x".repeat(40))), stopped);
    assert_eq!(violations(Texts::default().anywhere("x".repeat(1_000_000))), stopped);
    // A match near the start needs no more of the text.
    assert_eq!(
        violations(Texts::default().anywhere("\nxxxxy".to_owned() + &"-".repeat(1_000_000))),
        []
    );
}

#[test]
fn v5_an_account_id_may_have_any_characters_besides_the_one_that_matches() {
    for account in ["a", "%20a%20", "a%0A", "%0Aa", "%F0%9F%98%80%09%E2%80%A8"] {
        let text = format!(
            "POST /accounts/{account}/rooms\ncontent-type: application/json\n\n{{\"Name\":\"n\"}}"
        );
        assert!(decode_request::<CreateRoom>(&text).is_ok(), "{account}");
    }
}
