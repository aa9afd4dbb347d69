//! Exit codes, what goes where, and help for those who ask or mistype.

use std::io::Write as _;
use std::process::Stdio;

use chime_model_spec::CHIME;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{command, feed, folder, run, stderr, stdout, with_a_mistake};

#[test]
fn success() {
    for (arguments, begins) in [
        (&["check", "-"][..], "<stdin>: no problems\n"),
        (&["rust", "-"], "// "),
        (&["slice", "-", "CreateRoom"], "{\n  \"version\": \"2.0\""),
        (
            &["help"],
            "Checks, slices and compares descriptions of AWS restJson1 and awsJson services",
        ),
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
        stderr(&output).contains("<stdin>: invalid utf-8 sequence of 1 bytes from index 1"),
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

#[test]
fn a_compressed_description_is_read() {
    let compressed = compressed(CHIME);
    let output = feed(command().args(["check", "-"]), &compressed);
    assert_eq!(stdout(&output), "<stdin>: no problems\n", "{}", stderr(&output));
    let file = folder("compressed").join("service-2.json.gz");
    std::fs::write(&file, &compressed).expect("a file");
    let output = command().arg("rust").arg(&file).output().expect("the command");
    assert!(stdout(&output).contains("pub struct CreateRoom;"), "{}", stderr(&output));

    let output = feed(command().args(["check", "-"]), &compressed[..compressed.len() / 2]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(stderr(&output).contains("<stdin>: "), "{}", stderr(&output));
}

#[test]
fn a_compressed_file_cannot_take_all_memory() {
    let output = feed(command().args(["check", "-"]), compressed(&" ".repeat(33 << 20)));
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(stderr(&output).contains("more than 32 MiB unpacked"), "{}", stderr(&output));
}

fn compressed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("bytes");
    encoder.finish().expect("bytes")
}
