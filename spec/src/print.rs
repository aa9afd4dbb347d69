//! [`Printer`]: writes lines with their indentation.

use std::fmt::{Arguments, Write as _};

#[derive(Default)]
pub(crate) struct Printer {
    text: String,
    depth: usize,
}

impl Printer {
    pub(crate) fn finish(self) -> String {
        self.text
    }

    pub(crate) fn blank_line(&mut self) {
        self.text.push('\n');
    }

    pub(crate) fn line(&mut self, line: Arguments<'_>) {
        self.indent();
        // Writing to a string never fails.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }

    /// The lines of a doc comment.
    pub(crate) fn docs(&mut self, markdown: &str) {
        for line in markdown.lines() {
            self.indent();
            self.text.extend([if line.is_empty() { "///" } else { "/// " }, line, "\n"]);
        }
    }

    /// The line that opens a block in braces.
    pub(crate) fn open(&mut self, head: Arguments<'_>) {
        self.line(format_args!("{head} {{"));
        self.depth += 1;
    }

    pub(crate) fn close(&mut self) {
        self.depth -= 1;
        if self.text.ends_with("{\n") {
            self.text.pop();
            self.text += "}\n";
        } else {
            self.line(format_args!("}}"));
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("    ", self.depth));
    }
}

/// The arguments that are present, joined with commas.
pub(crate) fn list<const N: usize>(facts: [Option<String>; N]) -> String {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    facts.join(", ")
}
