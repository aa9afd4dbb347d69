//! [`Cursor`]: a value of a JSON file with its place. [`Source`] is the file, where problems are
//! recorded, and [`Object`] takes keys. `description` decides what keys mean.

mod object;
mod source;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::error::Problem;
use crate::excerpt;
use crate::json::{Kind, Value};

pub use self::object::Object;
pub use self::source::{Source, UnknownKey};

/// How many characters of a key a path shows.
const LONGEST_KEY: usize = 200;

/// A value of a file and its place.
#[derive(Clone)]
pub struct Cursor<'a> {
    source: &'a Source<'a>,
    value: &'a Value<'a>,
    path: String,
}

impl<'a> Cursor<'a> {
    /// Records a problem at this value.
    pub fn problem(&self, message: impl Into<String>) {
        let problem = self.locate(message.into());
        self.source.problems.borrow_mut().push(problem);
    }

    fn locate(&self, message: String) -> Problem {
        self.source.problem(self.offset(), &self.path, message)
    }

    fn record_unknown(&self, key: &str, problem: Problem) {
        let key = UnknownKey { key: key.to_owned(), problem, offset: self.offset() };
        self.source.unknown.borrow_mut().push(key);
    }

    fn offset(&self) -> usize {
        self.value.range.start
    }

    /// Locates this value for a report that is not an error. An element of an array gets the path
    /// of the array, since indices differ between files.
    #[must_use]
    pub fn place(&self, message: String) -> Problem {
        let array = self.path.strip_suffix(']').and_then(|path| path.rsplit_once('['));
        self.source.problem(self.offset(), array.map_or(&self.path, |(path, _)| path), message)
    }

    /// The bytes of this value in the file, after a byte order mark.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.value.range.clone()
    }

    /// The value as the file writes it.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.source.text[self.value.range.clone()]
    }

    /// The value as the file writes it, without the entries whose values start at these offsets.
    #[must_use]
    pub fn text_without(&self, left_out: &HashSet<usize>) -> String {
        excerpt::without(self.value, self.source.text, left_out)
    }

    /// Every text under a key, at any depth.
    #[must_use]
    pub fn texts_of(&self, key: &str) -> Vec<&'a str> {
        let mut found = Vec::new();
        let mut open = vec![self.value];
        while let Some(value) = open.pop() {
            match &value.kind {
                Kind::Array(elements) => open.extend(elements),
                Kind::Object(entries) => {
                    for (name, value) in entries {
                        match &value.kind {
                            Kind::String(text) if name == key => found.push(&**text),
                            _ => open.push(value),
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// This value, with its problems shown at a part of it.
    pub(crate) fn pointing_at(&self, part: &Cursor<'a>) -> Cursor<'a> {
        Cursor { value: part.value, ..self.clone() }
    }

    #[must_use]
    pub fn string(&self) -> Option<String> {
        match &self.value.kind {
            Kind::String(text) => Some(text.clone().into_owned()),
            _ => self.expected("a string"),
        }
    }

    #[must_use]
    pub fn boolean(&self) -> bool {
        match self.value.kind {
            Kind::Boolean(value) => value,
            _ => self.expected("true or false").unwrap_or_default(),
        }
    }

    pub(crate) fn status(&self) -> Option<u16> {
        let status = self.text().parse().ok();
        status.or_else(|| self.expected("a status code"))
    }

    /// A number as the file writes it, so that no digit is lost.
    pub(crate) fn number(&self) -> Option<String> {
        match self.value.kind {
            Kind::Number if self.text().parse().is_ok_and(f64::is_finite) => {
                Some(self.text().to_owned())
            }
            _ => self.expected("a number"),
        }
    }

    pub(crate) fn array(&self) -> Vec<Cursor<'a>> {
        let Kind::Array(elements) = &self.value.kind else {
            return self.expected("an array").unwrap_or_default();
        };
        let cursor = |(index, value): (usize, &'a Value<'a>)| {
            self.at(value, format!("{}[{index}]", self.path))
        };
        elements.iter().enumerate().map(cursor).collect()
    }

    /// A string, or each of an array of strings.
    pub(crate) fn string_or_strings(&self) -> Vec<(String, Cursor<'a>)> {
        match &self.value.kind {
            Kind::String(text) => vec![(text.clone().into_owned(), self.clone())],
            Kind::Array(_) => self.strings(),
            _ => self.expected("a string or an array of strings").unwrap_or_default(),
        }
    }

    pub(crate) fn strings(&self) -> Vec<(String, Cursor<'a>)> {
        self.array().into_iter().filter_map(|cursor| Some((cursor.string()?, cursor))).collect()
    }

    /// The entries of an object in the order of the file.
    #[must_use]
    pub fn entries(&self) -> Vec<(String, Cursor<'a>)> {
        self.read_entries().unwrap_or_default()
    }

    pub(crate) fn read_entries(&self) -> Option<Vec<(String, Cursor<'a>)>> {
        let Kind::Object(entries) = &self.value.kind else { return self.expected("an object") };
        let mut keys = HashSet::new();
        let mut cursors: Vec<(String, Cursor<'a>)> = Vec::new();
        for (key, value) in entries {
            let shown = shortened(key);
            let path = if self.path.is_empty() {
                shown.into_owned()
            } else {
                format!("{}.{shown}", self.path)
            };
            let cursor = self.at(value, path);
            if keys.insert(key) {
                cursors.push((key.clone().into_owned(), cursor));
            } else {
                cursor.problem(format!("duplicate key {key:?}"));
            }
        }
        Some(cursors)
    }

    #[must_use]
    pub fn object(&self) -> Object<'a> {
        Object::new(self.clone(), self.read_entries())
    }

    fn at(&self, value: &'a Value<'a>, path: String) -> Cursor<'a> {
        Cursor { source: self.source, value, path }
    }

    fn expected<T>(&self, what: &str) -> Option<T> {
        self.problem(format!("expected {what}"));
        None
    }
}

/// A key as paths show it. Every value inside has the key in its own path, so a long key would take
/// much memory.
fn shortened(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(LONGEST_KEY) {
        None => key.into(),
        Some((end, _)) => format!("{}…", &key[..end]).into(),
    }
}
