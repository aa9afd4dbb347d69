//! The links of the documentation lead to the generated text, so it must look as if a person
//! had written it.

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

#[test]
fn text() {
    let texts = texts();
    for (name, text) in &texts {
        insta::with_settings!({ snapshot_path => "printed", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(*name, text);
        });
    }
    snapshots::are_all("generator/printed", texts.iter().map(|(name, _)| *name));
}

/// Lines may be of any length; in everything else the text is as rustfmt leaves it.
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
