//! Reads a command in JSON from each line of standard input, and writes its result in JSON to a line of standard output.

use std::io::{self, BufRead as _, Write as _};
use std::panic;

use family_harness::{Answer, Command, find};

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = panic::catch_unwind(|| answer(&line)).unwrap_or_else(|_| Err("it panicked".to_owned()));
        let answer = answer.unwrap_or_else(|error| serde_json::json!({ "error": error }));
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(line: &str) -> Answer {
    let command: Command = serde_json::from_str(line).map_err(|error| format!("not a command: {error}"))?;
    let serve = find(&command.service, &command.operation).ok_or("no such operation")?;
    serve(command.act)
}
