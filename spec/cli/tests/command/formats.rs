//! How problems are shown: people see the line and a mark, scripts one line each, editors JSON.

use crate::{command, feed, run, stderr, with_a_mistake};

/// A description without operations, and these shapes in it.
fn description(shapes: &str) -> String {
    let metadata = r#"{"protocol":"rest-json","apiVersion":"1","endpointPrefix":"a","serviceFullName":"A","serviceId":"A"}"#;
    format!("{{\"metadata\":{metadata},\"operations\":{{}},\n\"shapes\":{shapes}}}")
}

fn shown(text: &str, format: &str) -> String {
    let output = run(&["check", "-", "--format", format], text);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    stderr(&output)
}

#[test]
fn a_problem_has_its_line_and_a_mark() {
    let expected = r#"error: no shape named "SensitiveStrng"; did you mean "SensitiveString"?
   --> <stdin>:140:28
    |
140 |         "Name": { "shape": "SensitiveStrng", "documentation": "<p>What the room is called.</p>" },
    |                            ^^^^^^^^^^^^^^^^ shapes.Room.members.Name

error: 1 problem
"#;
    assert_eq!(shown(&with_a_mistake(), "human"), expected);
}

#[test]
fn a_value_of_several_lines_is_marked_where_it_begins() {
    let expected = r#"error: missing key "type"
 --> <stdin>:3:8
  |
3 |   "A": {
  |        ^ shapes.A

error: 1 problem
"#;
    assert_eq!(shown(&description("{\r\n  \"A\": {\r\n  }\r\n}"), "human"), expected);
}

#[test]
fn a_file_that_ends_too_early_is_marked_at_its_end() {
    let expected =
        "error: not JSON: expected a key in double quotes or `}`, not the end of the file
 --> <stdin>:3:1
  |
3 |
  | ^

error: 1 problem
";
    assert_eq!(shown("{\n  \"metadata\": {\n", "human"), expected);
    assert!(shown("", "human").contains("--> <stdin>:1:1\n"));
}

#[test]
fn a_long_line_is_shown_in_part() {
    let shapes: Vec<String> = (0..300).map(|index| format!("\"Wörter{index}\":1")).collect();
    let shown = shown(&description(&format!("{{{}}}", shapes.join(","))), "human");
    assert_eq!(
        (shown.matches("^ shapes.Wörter").count(), shown.lines().last()),
        (300, Some("error: 300 problems"))
    );
    let widest = shown.lines().map(|line| line.chars().count()).max();
    assert!(widest < Some(200), "{widest:?}");
    // Only a part of the line is laid out. Laying out the whole line takes time, once for each
    // problem in it.
    assert_eq!(shown.matches(" ::: ").count(), 300);
    // The column is that of the file, whichever part of the line is shown.
    assert!(shown.contains(" --> <stdin>:2:4099\n"), "{}", &shown[shown.len() - 600..]);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let text = description("{\n\"A\": 1, \"\\u001b[31m\\u007f\\u009b\\n\": \"\u{7f}\u{9b}31m\"\n}");
    for format in ["human", "short"] {
        let shown = shown(&text, format);
        assert!(
            !shown.contains(|character: char| character.is_control() && character != '\n'),
            "{shown:?}"
        );
    }
}

#[test]
fn colours_are_for_terminals() {
    assert!(!shown(&with_a_mistake(), "human").contains('\u{1b}'));
    let output = feed(command().args(["check", "-"]).env("CLICOLOR_FORCE", "1"), with_a_mistake());
    assert!(stderr(&output).contains("\u{1b}["));
}

#[test]
fn each_problem_is_a_line_or_an_object() {
    let text = description("{\"ö\": 1, \"A\": [\n2],\n\"B\": 3\n}");
    let expected = "\
<stdin>:2:16: shapes.ö: expected an object
<stdin>:2:24: shapes.A: expected an object
<stdin>:4:6: shapes.B: expected an object
";
    assert_eq!(shown(&text, "short"), expected);
    let expected = r#"{"severity":"error","file":"<stdin>","line":2,"column":16,"end_line":2,"end_column":17,"path":"shapes.ö","message":"expected an object"}
{"severity":"error","file":"<stdin>","line":2,"column":24,"end_line":3,"end_column":3,"path":"shapes.A","message":"expected an object"}
{"severity":"error","file":"<stdin>","line":4,"column":6,"end_line":4,"end_column":7,"path":"shapes.B","message":"expected an object"}
"#;
    assert_eq!(shown(&text, "json"), expected);
}

#[test]
fn the_hint_for_unknown_keys_reads_standard_input_too() {
    let text = description(r#"{"Name":{"type":"string","hue":1}}"#);
    let shown = shown(&text, "human");
    assert!(shown.contains("chime-model slice - --without shapes.Name.hue"), "{shown}");
}
