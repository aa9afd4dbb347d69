//! Only these messages show a user where and how a description is broken, so each is locked with
//! its place.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chime_model_spec::{Problems, generate};
use chime_model_tests::snapshots;

/// One description for each kind of mistake; each holds many, and one run reports all of them.
const KINDS: [&str; 9] = [
    "constraints",
    "cycles",
    "heads",
    "keys",
    "labels",
    "names",
    "places",
    "references",
    "streams",
];

#[test]
fn descriptions() {
    for kind in KINDS {
        let file = format!("tests/descriptions/broken/{kind}.json");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&file))
            .expect("a description");
        insta::with_settings!({ snapshot_path => "broken", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(kind, shown(&text, &problems(&file, &text)));
        });
    }
    snapshots::are_all("generator/broken", KINDS);
}

#[test]
fn every_broken_description_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("descriptions/broken");
    let names = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, KINDS.map(|kind| format!("{kind}.json")));
}

#[test]
fn text_that_is_not_json() {
    for (text, expected) in [
        ("", "d.json:1:1: not JSON: expected a value, not the end of the file"),
        ("Room", "d.json:1:1: not JSON: expected a value"),
        (
            "{\n  \"metadata\": {\n",
            "d.json:3:1: not JSON: expected a key in double quotes or `}`, not the end of the file",
        ),
        ("{\n  \"metadata\": {},\n}", "d.json:3:1: not JSON: expected a key in double quotes"),
        ("{\n  \"é\": {} {}\n}", "d.json:2:11: not JSON: expected `,` or `}`"),
        ("{} {}", "d.json:1:4: not JSON: expected nothing after the value"),
        ("{ 'metadata': {} }", "d.json:1:3: not JSON: expected a key in double quotes or `}`"),
        ("{\"metadata\" {}}", "d.json:1:13: not JSON: expected a colon after the key"),
        ("{\"metadata\": tru}", "d.json:1:14: not JSON: expected a value"),
        ("{\"metadata\": -}", "d.json:1:15: not JSON: expected digits in each part of this number"),
        (
            "[\"a",
            "d.json:1:4: not JSON: expected the closing quote of a string, not the end of the file",
        ),
        (
            "{\"metadata\": \"\n\"}",
            "d.json:1:15: not JSON: expected no control character in a string, where a line break is `\\n`",
        ),
        ("[\"a\\d\"]", "d.json:1:4: not JSON: expected an escape that JSON has, such as `\\n`"),
        ("[\"\\u12", "d.json:1:3: not JSON: expected four hexadecimal digits after `\\u`"),
        ("[\"\\u+123\"]", "d.json:1:3: not JSON: expected four hexadecimal digits after `\\u`"),
        (
            "[\"\\ud83d\\ude00\\u00e9\\ud83d\"]",
            "d.json:1:21: not JSON: expected both halves of a surrogate pair",
        ),
        ("{\"\\ude00\": 1}", "d.json:1:3: not JSON: expected both halves of a surrogate pair"),
        (
            "[01]",
            "d.json:1:3: not JSON: expected no more digits after a zero at the start of a number",
        ),
        ("[1,", "d.json:1:4: not JSON: expected a value, not the end of the file"),
        ("[1", "d.json:1:3: not JSON: expected `,` or `]`, not the end of the file"),
        ("[-", "d.json:1:2: not JSON: expected digits in each part of this number"),
        ("\u{feff}\u{feff}{}", "d.json:1:1: not JSON: expected a value"),
        ("[1,,2]", "d.json:1:4: not JSON: expected a value"),
        ("[1 2]", "d.json:1:4: not JSON: expected `,` or `]`"),
        ("[nul", "d.json:1:2: not JSON: expected a value or `]`"),
        (&"[".repeat(1_000), "d.json:1:128: a value is nested more than 127 levels deep"),
        ("[]", "d.json:1:1: expected an object"),
        ("null", "d.json:1:1: expected an object"),
    ] {
        assert_eq!(problems("d.json", text).to_string().lines().next(), Some(expected), "{text}");
    }
}

#[test]
fn an_empty_object() {
    let expected =
        ["metadata", "operations", "shapes"].map(|key| format!("d.json:1:1: missing key {key:?}"));
    assert_eq!(problems("d.json", "{}").to_string(), expected.join("\n"));
}

#[test]
fn a_problem_gives_access_to_its_parts() {
    let problems =
        problems("d.json", "{ \"metadata\": {}, \"operations\": {}, \"shapes\": {\n \"ö\": 1 } }");
    let problem = problems.iter().last().expect("a problem");
    assert_eq!((problem.line(), problem.column(), problem.path()), (2, 7, "shapes.ö"));
    assert_eq!(problem.message(), "expected an object");
    assert_eq!(problem.to_string(), "d.json:2:7: shapes.ö: expected an object");
    assert!(problems.iter().is_sorted());
}

#[test]
fn a_problem_is_one_line_whatever_the_names_are() {
    let problems = problems(
        "a\nb.json",
        "{ \"metadata\": 1, \"operations\": 1, \"shapes\": { \"x\\ny\": 1 } }",
    )
    .to_string();
    assert_eq!(problems.lines().count(), 3, "{problems}");
    assert!(
        problems.ends_with("\na\\nb.json:1:55: shapes.x\\ny: expected an object"),
        "{problems}"
    );
}

fn problems(file: &str, text: &str) -> Problems {
    generate(file, text).expect_err("a broken description")
}

/// Every problem and warning, each with the line of the description that it is in and a mark under
/// its place.
fn shown(text: &str, problems: &Problems) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut shown = String::new();
    let mut all: Vec<_> = problems.iter().chain(problems.warnings()).collect();
    all.sort();
    for problem in all {
        let line = lines.get(problem.line() - 1).copied().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        let mark = " ".repeat((problem.column() - 1).saturating_sub(indent));
        let _ = writeln!(shown, "{problem}\n    | {}\n    | {mark}^", line.trim_start());
    }
    shown
}
