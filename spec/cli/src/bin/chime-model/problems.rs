//! Shows problems: with the line of the file and a mark under the place, on one line each, or as
//! JSON.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use chime_model_spec::{Problem, Problems, Severity};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::arguments::Format;
use crate::input::Input;

/// A longer line is shown in part. A description without line breaks is one line.
const LONGEST_LINE: usize = 500;

/// Prints the problems of one or two descriptions on the standard error, with colours if that is a
/// terminal.
pub(crate) fn print(problems: &Problems, inputs: &[Input]) {
    for input in inputs {
        // In the order of the file, so that one pass over its text finds all places.
        let all = problems.iter().chain(problems.warnings());
        let mut all: Vec<_> = all.filter(|problem| problem.file() == input.name).collect();
        all.sort();
        print_each(all, input);
    }
    if inputs.iter().any(|input| input.format == Format::Human) {
        let counts = [
            counted(problems.iter().len(), "problem"),
            counted(problems.warnings().len(), "warning"),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        anstream::eprintln!("{}", unusable(&counts.join(", ")));
    }
}

/// Prints the problems or the warnings of a description, which are in the order of the file.
pub(crate) fn print_each<'p>(problems: impl IntoIterator<Item = &'p Problem>, input: &Input) {
    let mut places = Places::new(&input.text);
    for problem in problems {
        match input.format {
            Format::Human => anstream::eprintln!("{}\n", snippet(problem, &places.find(problem))),
            Format::Short => anstream::eprintln!("{}", printable(&problem.to_string())),
            Format::Json => anstream::eprintln!("{}", object(problem, &places.find(problem))),
        }
    }
}

/// A number of things, unless it is zero.
pub(crate) fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    }
}

/// A text on one line: its control characters are escaped.
pub(crate) fn printable(text: &str) -> String {
    let escape = |c: char| {
        if c.is_control() { c.escape_default().to_string() } else { c.into() }
    };
    text.chars().map(escape).collect()
}

/// A message without a place.
pub(crate) fn unusable(message: &str) -> String {
    Renderer::styled().render(&[Group::with_title(Level::ERROR.primary_title(message))])
}

fn snippet(problem: &Problem, place: &Place<'_>) -> String {
    let label = (!problem.path().is_empty()).then(|| printable(problem.path()));
    let level = match problem.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message());
    let mark = |span| AnnotationKind::Primary.span(span).label(label.as_deref());
    let group = if place.line.len() <= LONGEST_LINE {
        let line = Snippet::source(without_controls(place.line))
            .line_start(problem.line())
            .path(problem.file());
        title.element(line.annotation(mark(place.mark.clone())))
    } else {
        let (line, span) = place.around();
        let origin =
            Origin::path(problem.file()).line(problem.line()).char_column(problem.column());
        title.element(origin).element(
            Snippet::source(without_controls(line))
                .line_start(problem.line())
                .annotation(mark(span)),
        )
    };
    Renderer::styled().render(&[group])
}

/// Replaces the control characters of Latin-1, on which terminals act, with dots of the same
/// length. The renderer escapes those of ASCII.
fn without_controls(line: &str) -> String {
    line.replace(|c| ('\u{80}'..='\u{9f}').contains(&c), "\u{b7}")
}

/// A problem for editors. Lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct Object<'p> {
    severity: &'static str,
    file: &'p str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    path: &'p str,
    message: &'p str,
}

fn object(problem: &Problem, place: &Place<'_>) -> String {
    let (end_line, end_column) = place.end;
    let file = problem.file();
    let line = problem.line();
    let column = problem.column();
    let severity = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let object = Object {
        severity,
        file,
        line,
        column,
        end_line,
        end_column,
        path: problem.path(),
        message: problem.message(),
    };
    serde_json::to_string(&object).expect("texts and numbers are JSON")
}

/// Finds the places of problems in a text, in one pass if the problems are in the order of the
/// text.
struct Places<'a> {
    text: &'a str,
    /// How far the text has been read, in bytes, and the line and the column there.
    at: usize,
    line: usize,
    column: usize,
    /// The bytes of the line of the last problem.
    bytes: Range<usize>,
}

/// The line of a problem, and the part of it that is marked.
struct Place<'a> {
    line: &'a str,
    mark: Range<usize>,
    /// The line and the column after the last character of the value, which may be on another line.
    end: (usize, usize),
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1, bytes: 0..0 }
    }

    fn find(&mut self, problem: &Problem) -> Place<'a> {
        let text = self.text;
        let wanted = (problem.line(), problem.column());
        if (self.line, self.column) > wanted {
            *self = Self::new(text);
        }
        while (self.line, self.column) < wanted
            && let Some(c) = text[self.at..].chars().next()
        {
            (self.line, self.column) = after(c, self.line, self.column);
            self.at += c.len_utf8();
        }
        if !self.bytes.contains(&self.at) {
            let start = text[..self.at].rfind('\n').map_or(0, |at| at + 1);
            self.bytes =
                start..text[self.at..].find('\n').map_or(text.len(), |length| self.at + length);
        }
        let value = &text[self.at..self.at + value_length(&text[self.at..])];
        let end = value
            .chars()
            .fold((self.line, self.column), |(line, column), c| after(c, line, column));
        let line = text[self.bytes.clone()].trim_end_matches('\r');
        let start = self.at - self.bytes.start;
        Place { line, mark: start..(start + value.len()).min(line.len()).max(start), end }
    }
}

/// The line and the column after a character.
fn after(c: char, line: usize, column: usize) -> (usize, usize) {
    if c == '\n' { (line + 1, 1) } else { (line, column + 1) }
}

impl<'a> Place<'a> {
    /// The part of a long line around the mark, and the mark in it.
    fn around(&self) -> (&'a str, Range<usize>) {
        let start = character_start(self.line, self.mark.start.saturating_sub(LONGEST_LINE / 4));
        let end = character_start(self.line, self.mark.start + LONGEST_LINE / 2);
        (&self.line[start..end], self.mark.start - start..self.mark.end.min(end) - start)
    }
}

/// The start of the character that the byte at `at` belongs to: `floor_char_boundary`, which Rust
/// has from 1.91 on.
fn character_start(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The length of the JSON value at the start of a text, or of one character without a value.
fn value_length(text: &str) -> usize {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    match values.next() {
        Some(Ok(_)) => values.byte_offset(),
        _ => text.chars().next().map_or(0, char::len_utf8),
    }
}
