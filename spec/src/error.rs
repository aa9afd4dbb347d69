//! What is wrong with a description: every problem of a run, each with its place. How a message
//! reads is decided here and nowhere else.

use std::fmt;

/// What the command calls its standard input in problems. As an argument it is `-`.
#[doc(hidden)]
pub const STDIN: &str = "<stdin>";

/// One problem: `spec/chime.json:64:16: shapes.Room.members.Name: no shape named "SensitiveStrng"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    file: String,
    line: usize,
    column: usize,
    path: String,
    message: String,
}

impl Problem {
    pub(crate) fn new(
        file: &str,
        (line, column): (usize, usize),
        path: &str,
        message: String,
    ) -> Self {
        Self { file: file.to_owned(), line, column, path: path.to_owned(), message }
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

    /// The way to the place through the JSON, such as `shapes.Room.members.Name`; empty for the
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
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, path, message } = self;
        let separator = if path.is_empty() { "" } else { ": " };
        write!(f, "{}:{line}:{column}: {}{separator}{message}", OneLine(file), OneLine(path))
    }
}

/// A name of somebody else's, on one line whatever it has: its control characters are escaped.
struct OneLine<'n>(&'n str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character.is_control() {
            true => write!(f, "{}", character.escape_default()),
            false => write!(f, "{character}"),
        })
    }
}

/// Every problem of a description, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self(problems)
    }

    /// The problems, one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
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

/// Names longer than this have no hint: to compare two of them takes as long as the product of
/// their lengths.
const LONGEST_NAME: usize = 100;

/// The name among `known` that is closest to `name`, as the end of a message; empty if none is
/// close.
pub(crate) fn did_you_mean<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    if name.len() > LONGEST_NAME {
        return String::new();
    }
    let limit = name.chars().count().div_ceil(4).min(3);
    let known = known.into_iter().filter(|known| known.len() <= LONGEST_NAME);
    let closest = known
        .map(|known| (distance(name, known), known))
        .filter(|(distance, _)| (1..=limit).contains(distance))
        .min();
    closest.map(|(_, known)| format!("; did you mean {known:?}?")).unwrap_or_default()
}

/// The same for a name of a few that are fixed: if none is close, all of them.
pub(crate) fn expected_one_of(name: &str, known: &[&str]) -> String {
    let hint = did_you_mean(name, known.iter().copied());
    if hint.is_empty() { format!("; expected one of {}", known.join(", ")) } else { hint }
}

/// How many characters have to be put in, taken out or changed to come from one text to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(!a.eq_ignore_ascii_case(b));
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    // Texts that differ in case alone are as close as can be without being the same.
    if row[to.len()] == 0 && from.chars().ne(to.iter().copied()) { 1 } else { row[to.len()] }
}
