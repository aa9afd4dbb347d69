//! What the README shows is what the command does: each command after `$` is run by the shell, and
//! prints the lines below it, as a terminal of 80 columns shows them.
#![cfg(unix)]

use std::process::Command;

use crate::{folder, stdout, with_a_mistake, with_unknown_keys};

const README: &str = include_str!("../../README.md");

#[test]
fn the_examples_of_the_readme() {
    let folder = folder("readme");
    let chime = chime_model_spec::CHIME;
    let shorter = chime.replace("\"max\": 64", "\"max\": 32");
    for (name, text) in [
        ("chime.json", chime),
        ("service.json", &with_a_mistake()),
        ("rooms.json", &with_an_event_stream()),
        ("newer.json", &with_unknown_keys()),
        ("old.json", chime),
        ("examples.json", crate::EXAMPLES),
        ("new.json", &shorter),
    ] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    let binaries =
        std::path::Path::new(env!("CARGO_BIN_EXE_chime-model")).parent().expect("a folder");
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").expect("a path"));
    let mut examples = 0;
    for block in README.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        for example in block.split("$ ").skip(1) {
            // A command goes on after a backslash at the end of a line.
            let ends = example.match_indices('\n').map(|(at, _)| at);
            let end = ends.into_iter().find(|at| !example[..*at].ends_with('\\')).expect("a line");
            let (line, expected) = (&example[..end], &example[end + 1..]);
            let mut shell = Command::new("sh");
            shell
                .args(["-c", &format!("exec 2>&1; {line}")])
                .current_dir(&folder)
                .env("PATH", &path)
                .env("NO_COLOR", "1");
            let output = shown(&stdout(&shell.output().expect("a shell")));
            assert_eq!(output, expected, "{line}");
            examples += 1;
        }
    }
    assert!(examples >= 8, "{examples}");
}

/// A text as a terminal of 80 columns shows it.
fn shown(text: &str) -> String {
    let line = |line: &str| {
        let characters: Vec<char> = line.chars().collect();
        let lines: Vec<String> = characters.chunks(80).map(|part| part.iter().collect()).collect();
        lines.join("\n") + "\n"
    };
    text.lines().map(line).collect()
}

/// The description of this package, and an operation whose stream of events is not the payload.
fn with_an_event_stream() -> String {
    let operation = r#"{ "http": { "method": "GET", "requestUri": "/rooms" }, "output": { "shape": "Rooms" } }"#;
    let shapes = r#""Rooms": { "type": "structure", "members": { "Events": { "shape": "Events" } } },
    "Events": { "type": "structure", "members": {}, "eventstream": true },"#;
    let text = chime_model_spec::CHIME.replace(
        "\"operations\": {",
        &format!("\"operations\": {{\n    \"WatchRooms\": {operation},"),
    );
    text.replace("\"shapes\": {", &format!("\"shapes\": {{\n    {shapes}"))
}
