//! [`Object`]: an object whose keys are taken one by one.

use chime_model_vocabulary::did_you_mean;

use super::Cursor;
use crate::error::slice_without;

/// An object whose keys are taken one by one. The keys that are left at the end are unknown.
pub struct Object<'a> {
    cursor: Cursor<'a>,
    /// Whether the value is an object. If not, only that is reported, and no missing keys.
    has_keys: bool,
    entries: Vec<(String, Cursor<'a>)>,
    /// Every key that has been asked for, to suggest one for an unknown key.
    asked: Vec<&'static str>,
}

impl<'a> Object<'a> {
    pub(super) fn new(cursor: Cursor<'a>, entries: Option<Vec<(String, Cursor<'a>)>>) -> Self {
        let has_keys = entries.is_some();
        Self { cursor, has_keys, entries: entries.unwrap_or_default(), asked: Vec::new() }
    }

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

    /// Takes an optional boolean, as the file writes it, with its place.
    pub(crate) fn boolean(&mut self, key: &'static str) -> Option<(String, Cursor<'a>)> {
        self.take(key).map(|cursor| (cursor.boolean().to_string(), cursor))
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
