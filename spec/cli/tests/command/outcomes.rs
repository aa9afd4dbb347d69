//! Exit codes, what goes where, and help for who asks or mistypes.

use std::process::Stdio;

use chime_model_spec::CHIME;

use crate::{command, feed, run, stderr, stdout, with_a_mistake};

#[test]
fn success() {
    for (arguments, begins) in [
        (&["check", "-"][..], "<stdin>: no problems\n"),
        (&["rust", "-"], "// "),
        (&["slice", "-", "CreateRoom"], "{\n  \"version\": \"2.0\""),
        (&["help"], "Descriptions of AWS restJson1 services"),
        (&["--version"], "chime-model 0."),
    ] {
        let output = run(arguments, CHIME);
        assert!(stdout(&output).starts_with(begins), "{arguments:?}");
        assert_eq!(
            (output.status.code(), stderr(&output).as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn editors_see_nothing_where_nothing_is_wrong() {
    for format in ["short", "json"] {
        let output = run(&["check", "-", "--format", format], CHIME);
        assert_eq!(
            (output.status.code(), output.stdout, output.stderr),
            (Some(0), Vec::new(), Vec::new())
        );
    }
}

#[test]
fn problems_print_no_half_result() {
    for arguments in [
        &["check", "-"][..],
        &["rust", "-"],
        &["slice", "-", "CreateRom"],
        &["slice", "-", "--without", "CreateRom"],
    ] {
        let output = run(arguments, &with_a_mistake());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        assert!(stderr(&output).contains("did you mean"), "{arguments:?}");
    }
}

#[test]
fn anything_else() {
    for (arguments, expected) in [
        (&["chek", "-"][..], "similar subcommands exist: 'schema', 'check'"),
        (&["check"], "<FILE>"),
        (&["check", "-", "--fromat", "json"], "a similar argument exists: '--format'"),
        (&["check", "-", "--format", "jsn"], "a similar value exists: 'json'"),
        (&["slice", "-"], "<OPERATION>..."),
        (&["slice", "-", "CreateRoom", "--without", "CreateRoom"], "cannot be used with"),
        (&["check", "there/is/none.json"], "there/is/none.json: No such file"),
        (&[], "Usage: chime-model <COMMAND>"),
    ] {
        let output = run(arguments, CHIME);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(stderr(&output).contains(expected), "{arguments:?}: {}", stderr(&output));
    }
    let output = feed(command().args(["check", "-"]), b"\"\xe9\"");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("<stdin>: stream did not contain valid UTF-8"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&run(&["completions", shell], ""));
        assert!(script.contains("slice") && script.contains("format"), "{shell}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = command()
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("its output");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}
