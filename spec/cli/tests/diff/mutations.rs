//! The tables in `mutations/`: each entry is one mutation of a description, with the judgement on
//! it and on its reverse.
//!
//! ```text
//! # What it is about.
//! on chime                    the description that is mutated, or `tour`
//! with /POINTER = JSON        made before, in the old and in the new description
//! edit /POINTER = JSON        the mutation; null takes a key away
//! forwards KIND PATH: AUDIENCES
//! backwards KIND PATH: AUDIENCES
//! ```

use std::sync::LazyLock;

use chime_model_cli::{Audience, Difference, Kind};
use serde_json::Value;

use crate::{CHIME, TOUR, differences};

const TABLES: [&str; 5] = [
    include_str!("mutations/constraints.txt"),
    include_str!("mutations/members.txt"),
    include_str!("mutations/service.txt"),
    include_str!("mutations/shapes.txt"),
    include_str!("mutations/targets.txt"),
];

/// An entry with its descriptions, and how they differ.
pub(crate) struct Mutation {
    pub(crate) entry: &'static str,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) forwards: Vec<Difference>,
    pub(crate) backwards: Vec<Difference>,
}

/// The entries of all tables. To compare their descriptions takes seconds, so the tests share it.
pub(crate) static MUTATIONS: LazyLock<Vec<Mutation>> = LazyLock::new(|| {
    let entries = TABLES.iter().flat_map(|table| table.split("\n# ").skip(1));
    let mutation = |entry| {
        let (old, new) = descriptions(entry);
        let (forwards, backwards) = (differences(&old, &new), differences(&new, &old));
        Mutation { entry, old, new, forwards, backwards }
    };
    entries.map(mutation).collect()
});

/// The old and the new description of an entry.
fn descriptions(entry: &str) -> (String, String) {
    let base = lines(entry, "on").next().expect("a description");
    let mut old: Value =
        serde_json::from_str(if base == "chime" { CHIME } else { TOUR }).expect("JSON");
    lines(entry, "with").for_each(|line| edit(&mut old, line));
    let mut new = old.clone();
    lines(entry, "edit").for_each(|line| edit(&mut new, line));
    let text = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    (text(&old), text(&new))
}

fn lines<'e>(entry: &'e str, word: &'static str) -> impl Iterator<Item = &'e str> {
    entry.lines().filter_map(move |line| line.strip_prefix(word)?.strip_prefix(' '))
}

fn edit(description: &mut Value, line: &str) {
    let (pointer, value) = line.split_once(" = ").expect("a pointer and a value");
    let value: Value = serde_json::from_str(value).expect("JSON");
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match description.pointer_mut(parent) {
        Some(Value::Object(object)) if value.is_null() => {
            drop(object.remove(key).expect("a key to take away"));
        }
        Some(Value::Object(object)) => drop(object.insert(key.to_owned(), value)),
        Some(Value::Array(array)) => array[key.parse::<usize>().expect("an index")] = value,
        _ => panic!("nothing at {parent}"),
    }
}

/// `KIND PATH: AUDIENCES`.
fn shown(difference: &Difference) -> String {
    let breaks: Vec<&str> = difference.breaks().map(Audience::name).collect();
    format!("{} {}: {}", difference.kind().name(), difference.path(), breaks.join(" "))
        .trim_end()
        .to_owned()
}

#[test]
fn each_mutation_is_judged() {
    for Mutation { entry, forwards, backwards, .. } in MUTATIONS.iter() {
        for (word, differences) in [("forwards", forwards), ("backwards", backwards)] {
            let found: Vec<String> = differences.iter().map(shown).collect();
            assert_eq!(found, lines(entry, word).collect::<Vec<_>>(), "{word}: {entry}");
        }
    }
}

#[test]
fn every_line_of_an_entry_is_read() {
    let known = ["on ", "with ", "edit ", "forwards ", "backwards "];
    for Mutation { entry, .. } in MUTATIONS.iter() {
        for line in entry.lines().skip(1).filter(|line| !line.is_empty()) {
            assert!(known.iter().any(|word| line.starts_with(word)), "{line}");
        }
    }
    assert!(MUTATIONS.len() > 100);
}

#[test]
fn every_kind_is_covered() {
    // `NotCompared` has tests of its own: Rust is generated from each description in these tables,
    // and a part that is not compared cannot be generated.
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::NotCompared) {
        let is_covered = |mutation: &Mutation| {
            let differences = mutation.forwards.iter().chain(&mutation.backwards);
            differences.into_iter().any(|difference| difference.kind() == *kind)
        };
        assert!(MUTATIONS.iter().any(is_covered), "{}", kind.name());
    }
}

#[test]
fn a_difference_is_placed_in_the_file_that_has_it() {
    for Mutation { old, new, forwards, .. } in MUTATIONS.iter() {
        for difference in forwards {
            let text = if difference.file() == "old.json" { old } else { new };
            let line = text.lines().nth(difference.line() - 1).expect("a line of the file");
            assert!(difference.column() <= line.chars().count(), "{difference}");
            let key = difference.path().rsplit('.').next().expect("a path");
            // An element of a list is below its key, and so is the place of a reference.
            let is_near = text
                .lines()
                .take(difference.line())
                .collect::<Vec<_>>()
                .iter()
                .rev()
                .take(40)
                .any(|line| line.contains(key));
            assert!(is_near, "{difference}: {line}");
        }
    }
}
