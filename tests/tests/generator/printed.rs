//! Locks the generated text. People read it through the source links of the documentation, so it
//! must look as if a person had written it.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use chime_model_spec::{CHIME, generate};
use chime_model_tests::snapshots;

const EDGE_CASES: &str = include_str!("../../descriptions/edge_cases.json");

fn texts() -> [(&'static str, String); 2] {
    let text = |file, description| {
        generate(file, description).unwrap_or_else(|problems| panic!("{problems}"))
    };
    [
        ("chime", text("spec/chime.json", CHIME)),
        ("edge_cases", text("descriptions/edge_cases.json", EDGE_CASES)),
    ]
}

/// A snapshot of the edge cases: its name, what it shows, and the items in it.
const CASES: [(&str, &str, &str); 11] = [
    ("service", "quotes in the name of the service", "SERVICE OperationRoute"),
    (
        "operations",
        "operations with the name of a keyword, of another item and of a name in the prelude",
        "Type None Route SERVICEOperation SelfOperation",
    ),
    ("calls", "what callers of an operation have to do", "Large BoundsOperation"),
    (
        "errors",
        "no errors, an error that is declared twice, and errors with a status or a fault",
        "TypeError NoneError LargeError RouteError SERVICEError BoundsError SelfError TreeError \
         NotFound Error",
    ),
    ("keywords", "members with the names of keywords, methods and variables", "Keywords"),
    (
        "shadows",
        "shapes with the names of the prelude, and members of their types",
        "Prelude Option Vec Box Result Document Sensitive BTreeMap Blob Timestamp UnknownMember \
         Service Structure Serialize Clone Default Self_",
    ),
    ("letters", "shapes with the names of the derives' parameters", "Letters A D R S Visitor"),
    (
        "values",
        "names that are not identifiers, or that become the same identifier",
        "Signs Sign Color String V2dPoint",
    ),
    ("maps", "maps with an enumeration as their key", "Colors"),
    (
        "recursion",
        "types that contain themselves, and documentation in HTML",
        "TreeOperation Tree Expression Hen Egg",
    ),
    ("constraints", "constraints of every kind, alone and inside others", "Bounds Either"),
];

/// The items of a generated text, each with its name. The comment and the imports at its start are
/// left out.
fn items(text: &str) -> Vec<(&str, &str)> {
    let items = text.trim_end().split("\n\n").skip(2);
    items.map(|item| (name(item).unwrap_or_else(|| panic!("{item}")), item)).collect()
}

fn name(item: &str) -> Option<&str> {
    let line = item.lines().find(|line| line.starts_with("pub "))?;
    line.split([' ', ':', ';']).nth(2)
}

#[test]
fn text() {
    let [(_, chime), (_, edge_cases)] = texts();
    insta::with_settings!({ snapshot_path => "printed", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("chime", chime);
    });
    let items = items(&edge_cases);
    for (case, shows, names) in CASES {
        let names: BTreeSet<_> = names.split_whitespace().collect();
        let shown: Vec<_> = items.iter().filter(|(name, _)| names.contains(name)).collect();
        assert_eq!(shown.len(), names.len(), "{case}");
        let text = shown.into_iter().map(|(_, item)| *item).collect::<Vec<_>>().join("\n\n");
        insta::with_settings!({ snapshot_path => "printed", prepend_module_to_snapshot => false, omit_expression => true, description => shows }, {
            insta::assert_snapshot!(case, text);
        });
    }
    let shown = CASES.iter().flat_map(|(_, _, names)| names.split_whitespace());
    assert_eq!(shown.collect::<BTreeSet<_>>(), items.iter().map(|(name, _)| *name).collect());
    let cases = CASES.iter().map(|(case, ..)| *case);
    snapshots::are_all("generator/printed", cases.chain(["chime"]));
}

/// Lines may have any length. Otherwise the text is formatted as rustfmt formats it.
#[test]
fn rustfmt_has_nothing_to_change() {
    for (name, text) in texts() {
        let arguments =
            ["--edition", "2024", "--config", "max_width=1000,use_small_heuristics=Max"];
        let rustfmt = Command::new("rustfmt")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut rustfmt = rustfmt.expect("rustfmt, a component of the toolchain");
        rustfmt.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("rustfmt reads it");
        let output = rustfmt.wait_with_output().expect("rustfmt ends");
        assert!(output.status.success(), "{name}");
        assert_eq!(String::from_utf8(output.stdout).expect("text"), text, "{name}");
    }
}

#[test]
fn no_line_ends_in_a_space() {
    for (name, text) in texts() {
        assert!(text.lines().all(|line| line == line.trim_end()), "{name}");
        assert!(text.ends_with("}\n") && !text.contains("\n\n\n"), "{name}");
    }
}

#[test]
fn the_order_is_that_of_the_file_and_always_the_same() {
    let [(_, text), _] = texts();
    let found: Vec<usize> = [
        "enum Route",
        "struct CreateRoom;",
        "enum CreateRoomError",
        "struct BadRequestException",
        "struct Room ",
    ]
    .map(|item| text.find(item).unwrap_or_else(|| panic!("{item}")))
    .to_vec();
    assert!(found.is_sorted(), "{found:?}");
    assert_eq!(texts()[0].1, text);
}
