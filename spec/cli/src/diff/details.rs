//! Compares what the contract does not depend on: texts for people, deprecation, hints. Every key
//! that no other file compares is compared here, so that no difference is dropped.

use std::collections::HashMap;

use serde_json::Value;

use chime_model_spec::cursor::Cursor;

use super::comparison::Comparison;
use super::difference::Kind;

impl<'d> Comparison<'_, 'd> {
    /// Compares the keys of two objects, except the `known` ones.
    pub(super) fn details(&mut self, old: &Cursor<'d>, new: &Cursor<'d>, known: &[&str]) {
        let entries = |cursor: &Cursor<'d>| {
            cursor
                .entries()
                .into_iter()
                .filter(|(key, _)| !known.contains(&key.as_str()))
                .collect::<Vec<_>>()
        };
        let before = entries(old);
        let after = entries(new);
        for (key, cursor) in &after {
            match before.iter().find(|(name, _)| name == key) {
                None => self.detail(key, cursor, "added"),
                Some((_, old)) if !is_equal(old, cursor) => self.detail(key, cursor, "changed"),
                Some(_) => {}
            }
        }
        for (key, cursor) in
            before.iter().filter(|(key, _)| !after.iter().any(|(name, _)| name == key))
        {
            self.detail(key, cursor, "removed");
        }
    }

    fn detail(&mut self, key: &str, cursor: &Cursor<'_>, what: &str) {
        let kind = match key {
            "documentation" => Kind::DocumentationChanged,
            "deprecated" | "deprecatedMessage" | "deprecatedSince" => Kind::DeprecationChanged,
            _ => Kind::DetailChanged,
        };
        self.add(kind, cursor, [], format!("{key:?} is {what}"));
    }
}

/// The value of a key.
pub(super) fn value<'d>(object: &Cursor<'d>, key: &str) -> Option<Cursor<'d>> {
    object.entries().into_iter().find(|(name, _)| name == key).map(|(_, cursor)| cursor)
}

/// The entries of the object under a key.
pub(super) fn entries<'d>(object: &Cursor<'d>, key: &str) -> HashMap<String, Cursor<'d>> {
    value(object, key).map(|cursor| cursor.entries().into_iter().collect()).unwrap_or_default()
}

/// The message for a name that has been added, changed or removed.
pub(super) fn changed(what: &str, before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("the {what} is {after:?}, was {before:?}"),
        (None, Some(after)) => format!("the {what} {after:?} is added"),
        (Some(before), None) => format!("the {what} {before:?} is removed"),
        (None, None) => format!("the {what} is the same"),
    }
}

/// Whether two values are the same except for white space and the order of keys.
fn is_equal(old: &Cursor<'_>, new: &Cursor<'_>) -> bool {
    let value = |cursor: &Cursor<'_>| serde_json::from_str::<Value>(cursor.text()).ok();
    old.text() == new.text() || value(old).zip(value(new)).is_some_and(|(old, new)| old == new)
}
