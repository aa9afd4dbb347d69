//! Reads a command in JSON from each line of standard input, and writes its result in JSON to a
//! line of standard output. With files of descriptions as arguments, it compares the schema
//! documents of each description with those of its types instead.

use std::io::{self, BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, panic};

use family_harness::{Answer, Command, compare_documents, find};

fn main() -> io::Result<ExitCode> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if !files.is_empty() {
        let are_same: Vec<bool> = files.iter().map(|file| compare(file)).collect();
        return Ok(if are_same.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS });
    }
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer =
            panic::catch_unwind(|| answer(&line)).unwrap_or_else(|_| Err("it panicked".to_owned()));
        let answer = answer.unwrap_or_else(|error| serde_json::json!({ "error": error }));
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether the documents of a description are those of its types.
fn compare(file: &Path) -> bool {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(file).map_err(|error| error.to_string());
    match text.and_then(|text| compare_documents(&name, &text)) {
        Ok((count, differ)) => {
            println!("{name}: {count} documents, {} differ {}", differ.len(), differ.join(" "));
            count > 0 && differ.is_empty()
        }
        Err(error) => {
            println!("{name}: {error}");
            false
        }
    }
}

fn answer(line: &str) -> Answer {
    let command: Command =
        serde_json::from_str(line).map_err(|error| format!("not a command: {error}"))?;
    let serve = find(&command.service, &command.operation).ok_or("no such operation")?;
    serve(command.act)
}
