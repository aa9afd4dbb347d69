//! Values of a JSON file that know their place in it. Reads values and collects problems; what keys mean is `json`'s.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::{Problem, did_you_mean};
use crate::lines::Lines;

/// How many characters of a key a path shows.
const LONGEST_KEY: usize = 200;

/// A file, and what has been found wrong in it so far.
pub(crate) struct Source<'a> {
    name: &'a str,
    text: &'a str,
    lines: OnceCell<Lines>,
    problems: RefCell<Vec<Problem>>,
}

/// A value in a file.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    source: &'a Source<'a>,
    text: &'a str,
    path: String,
}

/// An object whose keys are taken one by one; what is left over at the end is unknown.
pub(crate) struct Object<'a> {
    node: Node<'a>,
    /// What is no object has been reported, and nothing is missing in it.
    has_keys: bool,
    entries: Vec<(String, Node<'a>)>,
    /// Every key that has been asked for, to suggest one in the place of an unknown key.
    asked: Vec<&'static str>,
}

impl<'a> Source<'a> {
    /// A byte order mark is no part of the JSON.
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { name, text, lines: OnceCell::new(), problems: RefCell::default() }
    }

    /// The value of the whole file; nothing if the file is not JSON.
    pub(crate) fn root(&'a self) -> Option<Node<'a>> {
        match serde_json::from_str::<&'a RawValue>(self.text) {
            Ok(value) => Some(Node { source: self, text: value.get(), path: String::new() }),
            Err(error) => {
                let line_start = self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
                let offset = line_start + error.column().saturating_sub(1);
                let what = error.to_string();
                let what = what.split(" at line ").next().unwrap_or(&what);
                self.problems.borrow_mut().push(self.problem(offset, "", format!("not JSON: {what}")));
                None
            }
        }
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    pub(crate) fn has_problems(&self) -> bool {
        !self.problems.borrow().is_empty()
    }

    fn problem(&self, offset: usize, path: &str, message: String) -> Problem {
        let place = self.lines.get_or_init(|| Lines::new(self.text)).locate(self.text, offset);
        Problem::new(self.name, place, path, message)
    }
}

impl<'a> Node<'a> {
    /// Records a problem at this value.
    pub(crate) fn problem(&self, message: impl Into<String>) {
        let problem = self.source.problem(self.offset(), &self.path, message.into());
        self.source.problems.borrow_mut().push(problem);
    }

    /// Where the value is in the file: its text is a part of the file's.
    fn offset(&self) -> usize {
        self.text.as_ptr() as usize - self.source.text.as_ptr() as usize
    }

    /// The place of this value, for what is no problem. An element is placed in its array: an index says nothing of another file.
    #[cfg(feature = "diff")]
    pub(crate) fn place(&self, message: String) -> Problem {
        let array = self.path.strip_suffix(']').and_then(|path| path.rsplit_once('['));
        self.source.problem(self.offset(), array.map_or(&self.path, |(path, _)| path), message)
    }

    /// The value as the file writes it.
    #[cfg(any(feature = "cli", feature = "diff"))]
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// This value, whose problems are shown at a part of it.
    pub(crate) fn pointing_at(&self, part: &Node<'a>) -> Node<'a> {
        Node { text: part.text, ..self.clone() }
    }

    pub(crate) fn string(&self) -> Option<String> {
        self.read("a string")
    }

    pub(crate) fn boolean(&self) -> bool {
        self.read("true or false").unwrap_or_default()
    }

    pub(crate) fn status(&self) -> Option<u16> {
        self.read("a status code")
    }

    /// A number as the file writes it, so that nothing of it is lost.
    pub(crate) fn number(&self) -> Option<String> {
        self.read::<serde_json::Number>("a number").map(|_| self.text.to_owned())
    }

    pub(crate) fn array(&self) -> Vec<Node<'a>> {
        let elements: Vec<&'a RawValue> = self.read("an array").unwrap_or_default();
        let node = |(index, value): (usize, &'a RawValue)| self.at(value.get(), format!("{}[{index}]", self.path));
        elements.into_iter().enumerate().map(node).collect()
    }

    pub(crate) fn strings(&self) -> Vec<(String, Node<'a>)> {
        self.array().into_iter().filter_map(|node| Some((node.string()?, node))).collect()
    }

    /// The entries of an object in the order of the file.
    pub(crate) fn entries(&self) -> Vec<(String, Node<'a>)> {
        self.read_entries().unwrap_or_default()
    }

    fn read_entries(&self) -> Option<Vec<(String, Node<'a>)>> {
        let entries = self.read::<Entries<'a>>("an object")?;
        let mut keys = HashSet::new();
        let mut nodes: Vec<(String, Node<'a>)> = Vec::new();
        for (key, value) in entries.0 {
            let shown = shortened(&key);
            let path = if self.path.is_empty() { shown.into_owned() } else { format!("{}.{shown}", self.path) };
            let node = self.at(value.get(), path);
            if keys.insert(key.clone()) {
                nodes.push((key, node));
            } else {
                node.problem(format!("duplicate key {key:?}"));
            }
        }
        Some(nodes)
    }

    pub(crate) fn object(&self) -> Object<'a> {
        let entries = self.read_entries();
        Object { node: self.clone(), has_keys: entries.is_some(), entries: entries.unwrap_or_default(), asked: Vec::new() }
    }

    fn at(&self, text: &'a str, path: String) -> Node<'a> {
        Node { source: self.source, text, path }
    }

    fn read<T: Deserialize<'a>>(&self, expected: &str) -> Option<T> {
        let value = serde_json::from_str(self.text);
        value.map_err(|_| self.problem(format!("expected {expected}"))).ok()
    }
}

impl<'a> Object<'a> {
    /// Takes the value of a key that may be missing.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        let at = self.entries.iter().position(|(known, _)| known == key)?;
        Some(self.entries.remove(at).1)
    }

    /// Takes the value of a key that has to be there.
    pub(crate) fn require(&mut self, key: &'static str) -> Option<Node<'a>> {
        let value = self.take(key);
        if value.is_none() && self.has_keys {
            self.node.problem(format!("missing key {key:?}"));
        }
        value
    }

    /// Takes a string that may be missing.
    pub(crate) fn string(&mut self, key: &'static str) -> Option<String> {
        self.take(key)?.string()
    }

    /// Takes a flag, which is false where it is missing.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        self.take(key).is_some_and(|node| node.boolean())
    }

    /// Passes over keys that are known and change nothing here.
    pub(crate) fn ignore(&mut self, harmless: &[&'static str]) {
        for key in harmless {
            self.take(key);
        }
    }

    /// Says of every key that is left that it is unknown.
    pub(crate) fn finish(self) {
        for (key, node) in self.entries {
            node.problem(format!("unknown key {key:?}{}", did_you_mean(&key, self.asked.iter().copied())));
        }
    }
}

/// A key as a path shows it. All that is inside of its value has a path of its own, so a long key would take memory many times.
fn shortened(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(LONGEST_KEY) {
        None => key.into(),
        Some((end, _)) => format!("{}…", &key[..end]).into(),
    }
}

/// An object's entries in their order, duplicates included.
#[derive(Default)]
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'a> Visitor<'a> for Collect {
            type Value = Entries<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}
