//! [`V8`]: the ECMAScript engine of Node, as a process that answers in JSON.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::json;

/// A running engine.
pub(crate) struct V8 {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// Whether a source is found in each text; `None` for a text that V8 has no verdict on.
pub(crate) type Verdicts = Vec<Option<bool>>;

impl V8 {
    pub(crate) fn start() -> Self {
        let mut process = Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/src/v8.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node runs");
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        Self { process, input, output }
    }

    /// Searches for each source in each text, in Unicode mode; `None` for a source that V8 refuses.
    pub(crate) fn search(&mut self, sources: &[String], texts: &[String]) -> Vec<Option<Verdicts>> {
        let input = self.input.as_mut().expect("it is open until the end");
        writeln!(input, "{}", json!({ "sources": sources, "texts": texts })).expect("Node reads");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("Node answers");
        let answers: Vec<Option<String>> = serde_json::from_str(&line).expect("an answer in JSON");
        let verdict = |c: char| (c != '?').then_some(c == '1');
        answers.into_iter().map(|answer| Some(answer?.chars().map(verdict).collect())).collect()
    }
}

impl Drop for V8 {
    fn drop(&mut self) {
        drop(self.input.take());
        self.process.wait().expect("Node ends with its input");
    }
}
