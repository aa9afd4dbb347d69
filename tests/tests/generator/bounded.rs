//! The generated code enforces every kind of constraint in a description, at both of its bounds and
//! at every depth.

use chime_model::{Operation, Validate};
use chime_model_tests::message::decode_request;

use crate::compiled::edge_cases;

/// Decodes a body as a server. An error is the text of the rejection, which must equal the text of
/// the violations that `validate` finds.
fn judge(body: &str) -> Result<(), String> {
    type Bounds = edge_cases::BoundsOperation;
    let text = format!("POST {}\ncontent-type: application/json\n\n{body}", Bounds::URI);
    let received =
        decode_request::<Bounds>(&text).map(drop).map_err(|rejection| rejection.to_string());
    let read: edge_cases::Bounds = serde_json::from_str(body).expect("a value");
    assert_eq!(read.validate().map_err(|violations| violations.to_string()), received, "{body}");
    received
}

/// The value just inside each bound is accepted, and the value just outside is rejected.
#[test]
fn both_ends_of_every_bound() {
    let cases: [(&str, &[&str], &[&str], &str); 16] = [
        ("Integer", &["-1", "9"], &["-2", "10"], "must be from -1 to 9"),
        ("IntegerAtLeast", &["3", "2147483647"], &["2"], "must be at least 3"),
        ("IntegerAtMost", &["-3", "-2147483648"], &["-2"], "must be at most -3"),
        (
            "Long",
            &["-5000000000", "5000000000"],
            &["-5000000001", "5000000001"],
            "must be from -5000000000 to 5000000000",
        ),
        (
            "Float",
            &["0.5", "2"],
            &["0.49", "2.01", "\"NaN\"", "\"Infinity\""],
            "must be from 0.5 to 2.0",
        ),
        (
            "Double",
            &["-0.25", "1e300"],
            &["-0.26", "\"NaN\"", "\"-Infinity\""],
            "must be at least -0.25",
        ),
        ("Text", &["\"a\"", "\"ab\""], &["\"\"", "\"abc\""], "must have a length from 1 to 2"),
        ("Text", &["\"zz\""], &["\"A\"", "\"a \"", "\"\\n\""], "must match the pattern [a-z]*"),
        ("Exact", &["\"äöü\""], &["\"ab\"", "\"abcd\""], "must have a length of 3"),
        (
            "Blob",
            &["\"AAE=\"", "\"AAEC\""],
            &["\"AA==\"", "\"AAECAw==\""],
            "must have a length from 2 to 3",
        ),
        (
            "Words",
            &["[\"a\"]", "[\"a\",\"b\"]"],
            &["[]", "[\"a\",\"b\",\"c\"]"],
            "must have a length from 1 to 2",
        ),
        ("Numbers", &["[]", "[5000000000]"], &[], ""),
        ("Secrets", &["{\"abc\":9}"], &["{}"], "must have a length of at least 1"),
        (
            "Levels",
            &["{\"a\":1}", "{\"a\":1,\"b\":2}"],
            &["{}", "{\"a\":1,\"b\":1,\"c\":1}"],
            "must have a length from 1 to 2",
        ),
        ("Deep", &["[]", "[{}]", "[{\"abc\":[\"a\"]}]"], &[], ""),
        ("Either", &["{\"Text\":\"abc\"}", "{\"Words\":[\"a\"]}"], &[], ""),
    ];
    for (member, inside, outside, rule) in cases {
        for value in inside {
            assert_eq!(judge(&format!(r#"{{"{member}":{value}}}"#)), Ok(()));
        }
        for value in outside {
            assert_eq!(
                judge(&format!(r#"{{"{member}":{value}}}"#)),
                Err(format!("{member} {rule}"))
            );
        }
    }
}

#[test]
fn elements_keys_and_values_at_every_depth() {
    for (body, violations) in [
        (r#"{"Words":["a",""]}"#, "Words[1] must have a length from 1 to 2"),
        (r#"{"Words":["A"]}"#, "Words[0] must match the pattern [a-z]*"),
        (r#"{"Numbers":[0,-5000000001]}"#, "Numbers[1] must be from -5000000000 to 5000000000"),
        (r#"{"Levels":{"a":0.49}}"#, "Levels[\"a\"] must be from 0.5 to 2.0"),
        (r#"{"Levels":{"abc":1}}"#, "Levels: a key must have a length from 1 to 2"),
        (r#"{"Levels":{"A":1}}"#, "Levels: a key must match the pattern [a-z]*"),
        (r#"{"Secrets":{"abc":10}}"#, "Secrets[\"[sensitive]\"] must be from -1 to 9"),
        (r#"{"Secrets":{"ab":9}}"#, "Secrets: a key must have a length of 3"),
        // What follows a sensitive value is shown as usual.
        (
            r#"{"Secrets":{"ab":9},"Levels":{"A":1},"Deep":[{"ab":["a"]}]}"#,
            "Secrets: a key must have a length of 3; Levels: a key must match the pattern [a-z]*; \
             Deep[0]: a key must have a length of 3",
        ),
        (r#"{"Deep":[{},{"ab":["a"]}]}"#, "Deep[1]: a key must have a length of 3"),
        (r#"{"Deep":[{"abc":[]}]}"#, "Deep[0][\"abc\"] must have a length from 1 to 2"),
        (r#"{"Deep":[{"abc":["a","A"]}]}"#, "Deep[0][\"abc\"][1] must match the pattern [a-z]*"),
        (r#"{"Either":{"Text":"ab"}}"#, "Either.Text must have a length of 3"),
        (r#"{"Either":{"Words":[""]}}"#, "Either.Words[0] must have a length from 1 to 2"),
        (r#"{"Inner":{"Inner":{"Integer":10}}}"#, "Inner.Inner.Integer must be from -1 to 9"),
    ] {
        assert_eq!(judge(body), Err(violations.to_owned()), "{body}");
    }
}
