//! [`Path`]: the steps from a message to a value in it.

use std::cmp::Ordering;

use super::table::Member;

/// The most characters of a map key that a path shows.
const MAX_KEY: usize = 64;

/// The most bytes in the text of a path. A longer path leaves out steps in the middle.
const MAX_TEXT: usize = 512;

/// A step of a path.
#[derive(Clone)]
pub(super) enum Step {
    /// To a member of a structure or a union.
    Member(&'static Member),
    /// To an element of a list.
    Index(usize),
    /// To the key of an entry of a map. It is the last step, and the path is shown without it.
    Key(String),
    /// To the value of an entry of a map.
    Entry {
        key: String,
        /// whether the key is part of a sensitive value, and not shown
        is_sensitive: bool,
    },
}

/// The steps to a value, the last one first: a path is built from its end.
#[derive(Clone, Default)]
pub(super) struct Path(Vec<Step>);

impl Path {
    /// Puts a step before the others.
    pub(super) fn prepend(&mut self, step: Step) {
        self.0.push(step);
    }

    /// Whether the path leads to the key of an entry.
    pub(super) fn is_to_key(&self) -> bool {
        matches!(self.0.first(), Some(Step::Key(_)))
    }

    /// Compares in the order in which a check visits the values: members as in their table,
    /// elements as in their list, the keys of a map and then its values by key.
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        let own = self.0.iter().rev();
        let others = other.0.iter().rev();
        own.map(Step::rank).cmp(others.map(Step::rank))
    }

    /// The documented names, such as `Room.Name` or `Tags[2].Key`.
    pub(super) fn to_text(&self) -> String {
        let mut texts: Vec<String> = self.0.iter().rev().map(Step::to_text).collect();
        let length: usize = texts.iter().map(String::len).sum();
        if length > MAX_TEXT {
            shorten(&mut texts);
        }
        let mut path = String::new();
        for text in texts {
            if !path.is_empty() && !text.is_empty() && !text.starts_with('[') {
                path.push('.');
            }
            path.push_str(&text);
        }
        path
    }
}

/// Leaves out steps in the middle of a path, so that its start and its end are short enough.
fn shorten(texts: &mut Vec<String>) {
    let count_within = |texts: &mut dyn Iterator<Item = &String>| {
        let mut length = 0;
        texts
            .take_while(|text| {
                length += text.len();
                length < MAX_TEXT / 2
            })
            .count()
    };
    let start = count_within(&mut texts.iter()).max(1);
    let end = texts.len() - count_within(&mut texts.iter().rev()).max(1);
    if start < end {
        texts.drain(start + 1..end);
        "…".clone_into(&mut texts[start]);
    }
}

impl Step {
    fn to_text(&self) -> String {
        match self {
            Step::Member(member) => member.name.to_owned(),
            Step::Index(index) => format!("[{index}]"),
            Step::Key(_) => String::new(),
            Step::Entry { is_sensitive: true, .. } => "[\"[sensitive]\"]".to_owned(),
            Step::Entry { key, .. } => match key.char_indices().nth(MAX_KEY) {
                None => format!("[{key:?}]"),
                Some((end, _)) => format!("[{:?}…]", &key[..end]),
            },
        }
    }

    /// The place of the step among those of one value.
    fn rank(&self) -> (usize, &str) {
        match self {
            Step::Member(member) => (member.index.into(), ""),
            Step::Index(index) => (*index, ""),
            Step::Key(key) => (0, key),
            Step::Entry { key, .. } => (1, key),
        }
    }
}
