//! The command `chime-model-spec`, for people with a description: checks it, shows its Rust, cuts operations out of it.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

use chime_model_spec::{Problems, generate, slice};

const USAGE: &str = "\
chime-model-spec: descriptions of AWS restJson1 services in botocore's service-2.json format

  chime-model-spec check FILE                  say everything that is wrong or not supported, with its place
  chime-model-spec rust FILE                   print the Rust types
  chime-model-spec slice FILE OPERATION...     print the description of these operations and the shapes that they need

FILE may be - for the standard input. Exits with 0, with 1 for problems of the description, with 2 for anything else.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["check", file] => run(file, |text| generate(file, text).map(|_| format!("{file}: nothing is wrong\n"))),
        ["rust", file] => run(file, |text| generate(file, text)),
        ["slice", file, operations @ ..] if !operations.is_empty() => {
            let operations: Vec<String> = operations.iter().map(ToString::to_string).collect();
            run(file, |text| slice(file, text, &operations))
        }
        ["--help" | "-h" | "help"] => Ok(format!("{USAGE}\n")),
        ["--version" | "-V"] => Ok(format!("chime-model-spec {}\n", env!("CARGO_PKG_VERSION"))),
        _ => Err(Failure::Other(USAGE.to_owned())),
    };
    match outcome.and_then(|text| io::stdout().write_all(text.as_bytes()).map_err(|error| Failure::Other(error.to_string()))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Description(problems)) => {
            eprintln!("{problems}");
            ExitCode::from(1)
        }
        Err(Failure::Other(text)) => {
            eprintln!("{text}");
            ExitCode::from(2)
        }
    }
}

enum Failure {
    Description(Problems),
    Other(String),
}

fn run(file: &str, command: impl FnOnce(&str) -> Result<String, Problems>) -> Result<String, Failure> {
    let mut text = String::new();
    let read = match file {
        "-" => io::stdin().read_to_string(&mut text).map(|_| text),
        file => fs::read_to_string(file),
    };
    let text = read.map_err(|error| Failure::Other(format!("{file}: {error}")))?;
    command(&text).map_err(Failure::Description)
}
