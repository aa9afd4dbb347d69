//! [`Cursor`]: a value of a JSON file with its place, and where its problems are recorded.
//! `description` decides what keys mean.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::ops::Range;

use chime_model_vocabulary::did_you_mean;

use crate::error::{Problem, Problems, Severity, slice_without};
use crate::json::{self, Kind, Value};
use crate::lines::Lines;
use crate::{excerpt, foreign};

/// How many characters of a key a path shows.
const LONGEST_KEY: usize = 200;

/// A file, and what has been found in it so far.
pub struct Source<'a> {
    name: &'a str,
    text: &'a str,
    lines: OnceCell<Lines>,
    /// `None` if the file is not a description, which is a problem already.
    root: Option<Value<'a>>,
    problems: RefCell<Vec<Problem>>,
    unknown: RefCell<Vec<UnknownKey>>,
}

/// The value of a file, or why it is not JSON.
type Parsed<'a> = Result<Value<'a>, json::SyntaxError>;

/// A key that is unknown.
#[derive(Clone)]
pub struct UnknownKey {
    key: String,
    /// A warning if the key was ignored.
    problem: Problem,
    /// Where its value starts.
    pub offset: usize,
}

impl UnknownKey {
    /// The path to its value.
    #[must_use]
    pub fn path(&self) -> &str {
        self.problem.path()
    }

    /// Whether the key was ignored. If not, it is a problem.
    #[must_use]
    pub fn is_ignored(&self) -> bool {
        self.problem.severity() == Severity::Warning
    }

    /// The warning that a result does not have the key.
    #[must_use]
    pub fn left_out(&self) -> Problem {
        let message = format!("left out the unknown key {:?}", self.key);
        self.problem.clone().into_warning(message)
    }
}

/// A value of a file and its place.
#[derive(Clone)]
pub struct Cursor<'a> {
    source: &'a Source<'a>,
    value: &'a Value<'a>,
    path: String,
}

/// An object whose keys are taken one by one. The keys that are left at the end are unknown.
pub struct Object<'a> {
    cursor: Cursor<'a>,
    /// Whether the value is an object. If not, that is reported, and no key is missing.
    has_keys: bool,
    entries: Vec<(String, Cursor<'a>)>,
    /// Every key that has been asked for, to suggest one for an unknown key.
    asked: Vec<&'static str>,
}

impl<'a> Source<'a> {
    /// Parses a description. A byte order mark is not part of the JSON. A file of another kind has
    /// one problem, which says what it is.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str) -> Self {
        let description = |parsed: &Parsed<'_>| match parsed {
            Ok(root) => foreign::json(root).map(|message| (0, message)),
            Err(_) => foreign::text(text).map(|message| (0, message.to_owned())),
        };
        Self::parsed(name, text, description)
    }

    /// Parses a file beside a description.
    pub(crate) fn beside(name: &'a str, text: &'a str) -> Self {
        Self::parsed(name, text, |_| None)
    }

    fn parsed(
        name: &'a str,
        text: &'a str,
        foreign: impl FnOnce(&Parsed<'_>) -> Option<(usize, String)>,
    ) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let parsed = json::parse(text);
        let broken = |error: &json::SyntaxError| (error.offset, error.message.clone());
        let problem = foreign(&parsed).or_else(|| parsed.as_ref().err().map(broken));
        let mut source = Self {
            name,
            text,
            lines: OnceCell::new(),
            root: parsed.ok().filter(|_| problem.is_none()),
            problems: RefCell::default(),
            unknown: RefCell::default(),
        };
        if let Some((offset, message)) = problem {
            let problem = source.problem(offset, "", message);
            source.problems.get_mut().push(problem);
        }
        source
    }

    /// The value of the whole file; `None` if the file is not a description.
    #[must_use]
    pub fn root(&'a self) -> Option<Cursor<'a>> {
        Some(Cursor { source: self, value: self.root.as_ref()?, path: String::new() })
    }

    #[must_use]
    pub fn has_problems(&self) -> bool {
        !self.problems.borrow().is_empty()
    }

    /// The result, if there is one and no source has a problem; otherwise, the problems of all.
    ///
    /// # Errors
    /// The problems.
    pub fn finish<T, const N: usize>(sources: [Self; N], result: Option<T>) -> Result<T, Problems> {
        let mut problems = Vec::new();
        let mut warnings = Vec::new();
        for source in sources {
            warnings.extend(source.warnings());
            problems.append(&mut source.problems.into_inner());
        }
        let problems = Problems::new(problems, warnings);
        match result {
            Some(result) if problems.iter().len() == 0 => Ok(result),
            _ => Err(problems),
        }
    }

    /// The unknown keys of the parts that have been read, in the order of the file.
    #[must_use]
    pub fn unknown_keys(&self) -> Vec<UnknownKey> {
        let mut unknown = self.unknown.borrow().clone();
        unknown.sort_by_key(|key| key.offset);
        unknown
    }

    /// A warning for each key that was ignored.
    pub(crate) fn warnings(&self) -> Vec<Problem> {
        let unknown = self.unknown_keys().into_iter();
        unknown.filter(UnknownKey::is_ignored).map(|key| key.problem).collect()
    }

    fn problem(&self, offset: usize, path: &str, message: String) -> Problem {
        let place = self.lines.get_or_init(|| Lines::new(self.text)).locate(self.text, offset);
        Problem::new(self.name, place, path, message)
    }
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

    /// Locates this value for a report that is not an error. Elements report their array's path:
    /// indices differ between files.
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
        let entries = self.read_entries();
        Object {
            cursor: self.clone(),
            has_keys: entries.is_some(),
            entries: entries.unwrap_or_default(),
            asked: Vec::new(),
        }
    }

    fn at(&self, value: &'a Value<'a>, path: String) -> Cursor<'a> {
        Cursor { source: self.source, value, path }
    }

    fn expected<T>(&self, what: &str) -> Option<T> {
        self.problem(format!("expected {what}"));
        None
    }
}

impl<'a> Object<'a> {
    /// Takes the value of an optional key.
    pub fn take(&mut self, key: &'static str) -> Option<Cursor<'a>> {
        self.asked.push(key);
        let at = self.entries.iter().position(|(known, _)| known == key)?;
        Some(self.entries.remove(at).1)
    }

    /// Takes the value of a required key.
    pub fn require(&mut self, key: &'static str) -> Option<Cursor<'a>> {
        let value = self.take(key);
        if value.is_none() && self.has_keys {
            self.cursor.problem(format!("missing key {key:?}"));
        }
        value
    }

    /// Takes an optional string.
    pub fn string(&mut self, key: &'static str) -> Option<String> {
        self.take(key)?.string()
    }

    /// Takes an optional string with its place.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<(String, Cursor<'a>)> {
        self.take(key).and_then(|cursor| Some((cursor.string()?, cursor)))
    }

    /// Takes a required string with its place.
    pub(crate) fn require_text(&mut self, key: &'static str) -> Option<(String, Cursor<'a>)> {
        self.require(key).and_then(|cursor| Some((cursor.string()?, cursor)))
    }

    /// Takes an optional number, as the file writes it, with its place.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<(String, Cursor<'a>)> {
        self.take(key).and_then(|cursor| Some((cursor.number()?, cursor)))
    }

    /// Takes an optional status code with its place.
    pub(crate) fn status(&mut self, key: &'static str) -> Option<(u16, Cursor<'a>)> {
        self.take(key).and_then(|cursor| Some((cursor.status()?, cursor)))
    }

    /// Takes an optional array of strings, each with its place.
    pub(crate) fn strings(&mut self, key: &'static str) -> Vec<(String, Cursor<'a>)> {
        self.take(key).map(|cursor| cursor.strings()).unwrap_or_default()
    }

    /// Takes the entries of a required object.
    pub(crate) fn require_entries(&mut self, key: &'static str) -> Vec<(String, Cursor<'a>)> {
        self.require(key).map(|cursor| cursor.entries()).unwrap_or_default()
    }

    /// Takes an optional flag, false by default.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        self.take(key).is_some_and(|cursor| cursor.boolean())
    }

    /// Takes known keys that change nothing here.
    pub(crate) fn ignore(&mut self, harmless: &[&'static str]) {
        for key in harmless {
            self.take(key);
        }
    }

    /// Reports every key that is left as unknown. Messages may depend on them.
    pub(crate) fn finish(self) {
        for (key, cursor) in &self.entries {
            let command = slice_without(cursor.source.name, &[&cursor.path]);
            let message = format!("{}; to leave it out: {command}", self.unknown(key));
            let problem = cursor.locate(message);
            cursor.source.problems.borrow_mut().push(problem.clone());
            cursor.record_unknown(key, problem);
        }
    }

    /// Ignores every key that is left. No message depends on them.
    pub(crate) fn ignore_rest(self) {
        for (key, cursor) in &self.entries {
            let message = format!("ignored the {}", self.unknown(key));
            cursor.record_unknown(key, cursor.locate(String::new()).into_warning(message));
        }
    }

    fn unknown(&self, key: &str) -> String {
        format!("unknown key {key:?}{}", did_you_mean(key, self.asked.iter().copied()))
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
