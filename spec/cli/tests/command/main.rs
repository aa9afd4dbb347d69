//! The command as its users run it: the examples of the README, every format, every exit code.

mod aws_json;
mod differences;
mod formats;
mod operations;
mod outcomes;
mod readme;
mod schema;
mod warnings;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The examples of CreateRoom.
const EXAMPLES: &str = include_str!("../../../../chime-model/src/schema/examples.json");

/// The description of CreateRoom with one mistake in it.
fn with_a_mistake() -> String {
    let member = "\"Name\": { \"shape\": \"SensitiveString\", \"documentation\": \"<p>What the room is called.";
    chime_model_spec::CHIME.replace(member, &member.replace("SensitiveString", "SensitiveStrng"))
}

/// The description of CreateRoom with an unknown key in its metadata, and one on a shape.
fn with_unknown_keys() -> String {
    let text = chime_model_spec::CHIME
        .replace("\"serviceId\":", "\"colour\": \"red\",\n    \"serviceId\":");
    text.replace("\"max\": 64,", "\"max\": 64,\n      \"hue\": 210,")
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chime-model"));
    command.env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

/// Runs the command on a text as its standard input.
fn run(arguments: &[&str], input: &str) -> Output {
    feed(command().args(arguments), input)
}

fn feed(command: &mut Command, input: impl AsRef<[u8]>) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    // A command that fails early does not read.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_ref());
    child.wait_with_output().expect("its output")
}

/// An empty folder for a test.
fn folder(test: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}
