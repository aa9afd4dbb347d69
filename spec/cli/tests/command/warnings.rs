//! Unknown keys: those that are ignored are warnings, and change no exit code.

use chime_model_spec::CHIME;

use crate::{run, stderr, stdout, with_unknown_keys};

/// The description of CreateRoom with an unknown key in its metadata.
fn with_a_warning() -> String {
    with_unknown_keys().replace("\n      \"hue\": 210,", "")
}

#[test]
fn a_warning_has_its_line_and_a_mark() {
    let output = run(&["check", "-"], &with_a_warning());
    let expected = r#"warning: ignored the unknown key "colour"
 --> <stdin>:9:15
  |
9 |     "colour": "red",
  |               ^^^^^ metadata.colour

"#;
    assert_eq!(stderr(&output), expected);
    assert_eq!(
        (output.status.code(), stdout(&output).as_str()),
        (Some(0), "<stdin>: no problems, 1 warning\n")
    );
}

#[test]
fn a_warning_is_a_line_or_an_object() {
    let line = "<stdin>:9:15: warning: metadata.colour: ignored the unknown key \"colour\"\n";
    let object = r#"{"severity":"warning","file":"<stdin>","line":9,"column":15,"end_line":9,"end_column":20,"path":"metadata.colour","message":"ignored the unknown key \"colour\""}
"#;
    for (format, expected) in [("short", line), ("json", object)] {
        let output = run(&["check", "-", "--format", format], &with_a_warning());
        assert_eq!((stderr(&output).as_str(), stdout(&output).as_str()), (expected, ""));
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn warnings_are_shown_among_problems_in_the_order_of_the_file() {
    let output = run(&["check", "-"], &with_unknown_keys());
    let shown = stderr(&output);
    let titles: Vec<&str> = shown.lines().filter(|line| !line.contains(['|', '>'])).collect();
    let expected = [
        "warning: ignored the unknown key \"colour\"",
        "",
        "error: unknown key \"hue\"; to leave it out: chime-model slice - --without shapes.ClientRequestToken.hue",
        "",
        "error: 1 problem, 1 warning",
    ];
    assert_eq!(titles, expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_slice_is_without_unknown_keys_and_says_so() {
    let named = ["slice", "-", "--without", "shapes.ClientRequestToken.hue", "--format", "short"];
    let text = with_unknown_keys().replacen('{', "{ \"clients\": {},", 1);
    let output = run(&named, &text);
    let expected = "<stdin>:1:14: warning: clients: left out the unknown key \"clients\"\n\
                    <stdin>:9:15: warning: metadata.colour: left out the unknown key \"colour\"\n\
                    <stdin>:48:14: warning: shapes.ClientRequestToken.hue: left out the unknown key \"hue\"\n";
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), expected));
    // The slice is that of the description without unknown keys.
    let plain = run(&["slice", "-", "CreateRoom"], CHIME);
    assert_eq!(stdout(&output), stdout(&plain));
}

#[test]
fn a_key_that_has_to_be_named_is_kept() {
    let output = run(&["slice", "-", "CreateRoom"], &with_unknown_keys());
    assert!(stdout(&output).contains("\"hue\"") && !stdout(&output).contains("\"colour\""));
    let output = run(&["slice", "-", "--without", "shapes.Room.members"], &with_unknown_keys());
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""));
    assert!(stderr(&output).contains("no operation named \"shapes.Room.members\""));
}

#[test]
fn the_rust_types_list_what_was_ignored() {
    let text = stdout(&run(&["rust", "-"], &with_a_warning()));
    let listed = text.lines().nth(1);
    let expected = "// Keys of the description that are unknown and were ignored: metadata.colour";
    assert_eq!(listed, Some(expected));
}
