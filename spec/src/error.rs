//! [`Problems`]: everything that is wrong with a description, each with its place, and how a
//! problem is shown.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use chime_model_vocabulary::did_you_mean;

/// What the command calls its standard input in problems. As an argument it is `-`.
#[doc(hidden)]
pub const STDIN: &str = "<stdin>";

/// One problem: `spec/chime.json:64:16: shapes.Room.members.Name: no shape named "SensitiveStrng"`.
///
/// ```
/// let text = r#"{"metadata": {}, "shapes": {}}"#;
/// let problems = chime_model_spec::generate("my.json", text).unwrap_err();
/// let problem = problems.iter().next().unwrap();
/// assert_eq!((problem.file(), problem.line()), ("my.json", 1));
/// assert_eq!(problem.message(), "missing key \"operations\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    file: String,
    line: usize,
    column: usize,
    path: String,
    message: String,
    severity: Severity,
}

/// Whether a problem prevents generating code from a description.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It does.
    Error,
    /// It does not: an unknown key was ignored.
    Warning,
}

impl Problem {
    pub(crate) fn new(
        file: &str,
        (line, column): (usize, usize),
        path: &str,
        message: String,
    ) -> Self {
        let severity = Severity::Error;
        Self { file: file.to_owned(), line, column, path: path.to_owned(), message, severity }
    }

    /// The same place with a warning.
    pub(crate) fn into_warning(self, message: String) -> Self {
        Self { message, severity: Severity::Warning, ..self }
    }

    /// The name of the file, as it was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line of the description, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// The path to the place in the JSON, such as `shapes.Room.members.Name`; empty for the
    /// whole file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether it is an error. Each problem of [`Problems`] is one.
    #[doc(hidden)]
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The problem without the advice at the end of its message, which comes after a semicolon: for
    /// lists that repeat the problem.
    #[doc(hidden)]
    #[must_use]
    pub fn without_advice(&self) -> Self {
        let message = self.message.split_once("; ").map_or(&*self.message, |(what, _)| what);
        Self { message: message.to_owned(), ..self.clone() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, path, message, severity } = self;
        let severity = if *severity == Severity::Warning { "warning: " } else { "" };
        let separator = if path.is_empty() { "" } else { ": " };
        let file = OneLine(file);
        let path = OneLine(path);
        write!(f, "{file}:{line}:{column}: {severity}{path}{separator}{message}")
    }
}

/// A name from outside on one line: its control characters are escaped.
struct OneLine<'n>(&'n str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| {
            if c.is_control() { write!(f, "{}", c.escape_default()) } else { write!(f, "{c}") }
        })
    }
}

/// All problems of a description, in the order of the file.
///
/// ```
/// let text = r#"{"metadata": {}, "operations": {}}"#;
/// let problems = chime_model_spec::generate("my.json", text).unwrap_err();
/// let places = problems.iter().map(|problem| (problem.line(), problem.column()));
/// assert!(places.count() > 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Problems {
    pub(crate) fn new(mut problems: Vec<Problem>, warnings: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self { problems, warnings }
    }

    /// The problems, one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }

    /// The unknown keys that were ignored.
    #[doc(hidden)]
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The command that removes parts from a file.
pub(crate) fn slice_without(file: &str, parts: &[&str]) -> String {
    let file = if file == STDIN { "-" } else { file };
    let words = [&["chime-model", "slice", file, "--without"], parts].concat();
    words.into_iter().map(shell_word).collect::<Vec<_>>().join(" ")
}

/// A word of a shell's command, in quotes if it needs them.
fn shell_word(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''")).into()
    }
}

/// The end of a message about an unknown name: the known name that is closest, or all of them if
/// none is close.
pub(crate) fn expected_one_of(name: &str, known: &[&str]) -> String {
    let hint = did_you_mean(name, known.iter().copied());
    if hint.is_empty() { format!("; expected one of {}", known.join(", ")) } else { hint }
}

/// How many unknown names get a hint: each is compared with all known ones.
const MAX_HINTS: usize = 100;

/// Hints for unknown names, up to a limit.
#[derive(Default)]
pub(crate) struct Hints(Cell<usize>);

impl Hints {
    /// The known name that is closest, as the end of a message.
    pub(crate) fn did_you_mean<'k>(
        &self,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> String {
        self.0.set(self.0.get() + 1);
        if self.0.get() > MAX_HINTS { String::new() } else { did_you_mean(name, known) }
    }
}
