//! Cuts operations out of a description, with every shape that they need, each as the file has it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use chime_model_spec::cursor::{Cursor, Source, UnknownKey};
use chime_model_spec::{Problem, Problems, description};
use chime_model_vocabulary::did_you_mean;

/// What to take from a description.
#[derive(Clone, Copy, Debug)]
pub enum Selection<'a> {
    /// Only the operations of these names.
    Only(&'a [String]),
    /// All operations except those of these names. The path of an unknown key, such as
    /// `shapes.Room.color`, leaves out that key.
    Without(&'a [String]),
}

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The description of the part.
    pub text: String,
    /// The unknown keys that were left out, each with its place in the whole.
    pub left_out: Vec<Problem>,
}

/// The description of some operations of a larger one. `file` is the name that problems are shown
/// with. Unknown keys that the generator ignores are left out.
///
/// # Errors
/// The file is not a description, or does not have one of the operations.
pub fn slice(file: &str, text: &str, selection: Selection<'_>) -> Result<Slice, Problems> {
    // Other problems do not matter here: a slice may leave them out.
    let read = Source::new(file, text);
    let _ = description::read(&read);
    let source = Source::new(file, text);
    let slice = cut(&source, selection, &read.unknown_keys());
    Source::finish([source], slice)
}

fn cut<'a>(
    source: &'a Source<'a>,
    selection: Selection<'_>,
    unknown: &[UnknownKey],
) -> Option<Slice> {
    let mut root = source.root()?.object();
    let version = root.take("version");
    let metadata = root.require("metadata");
    let operations = root.require("operations")?;
    let shapes = root.require("shapes")?.entries();
    let entries = operations.entries();
    let (Selection::Only(named) | Selection::Without(named)) = selection;
    let is_only = matches!(selection, Selection::Only(_));
    let is_named = |key: &UnknownKey| !is_only && named.iter().any(|name| name == key.path());
    for name in named.iter().filter(|name| !entries.iter().any(|(known, _)| known == *name)) {
        if is_only || !unknown.iter().any(|key| key.path() == name) {
            let hint = did_you_mean(name, entries.iter().map(|(known, _)| known.as_str()));
            operations.problem(format!("no operation named {name:?}{hint}"));
        }
    }
    let (operations, other_operations): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|(name, _)| named.contains(name) == is_only);
    let named = operations.iter().flat_map(|(_, cursor)| cursor.texts_of("shape")).collect();
    let needed = closure(named, shapes.iter().map(|(name, cursor)| (name.as_str(), cursor)));
    let needed: BTreeSet<String> = needed.into_iter().map(str::to_owned).collect();
    let (shapes, other_shapes): (Vec<_>, Vec<_>) =
        shapes.into_iter().partition(|(name, _)| needed.contains(name.as_str()));
    let metadata = metadata?;

    let cut_off = other_operations.iter().chain(&other_shapes).map(|(_, part)| part.range());
    let mut cut_off: Vec<_> = cut_off.collect();
    cut_off.sort_by_key(|range| range.start);
    let is_kept = |key: &&UnknownKey| {
        let before = &cut_off[..cut_off.partition_point(|range| range.start <= key.offset)];
        before.last().is_none_or(|range| !range.contains(&key.offset))
    };
    let left_out = unknown.iter().filter(|key| key.is_ignored() || is_named(key));
    let left_out: Vec<&UnknownKey> = left_out.filter(is_kept).collect();
    let offsets = left_out.iter().map(|key| key.offset).collect();
    let version =
        version.map(|cursor| format!("  \"version\": {},\n", cursor.text())).unwrap_or_default();
    let text = format!(
        "{{\n{version}  \"metadata\": {},\n  \"operations\": {{{}\n  }},\n  \"shapes\": {{{}\n  }}\n}}\n",
        metadata.text_without(&offsets),
        object(&operations, &offsets),
        object(&shapes, &offsets),
    );
    Some(Slice { text, left_out: left_out.into_iter().map(UnknownKey::left_out).collect() })
}

/// The names of the shapes that these names reach, directly or through other shapes, and these
/// names themselves.
///
/// A text under the key `shape` is a reference; a member with this name has an object there.
pub(crate) fn closure<'s, 'a: 's>(
    mut names: Vec<&'s str>,
    shapes: impl Iterator<Item = (&'s str, &'s Cursor<'a>)>,
) -> BTreeSet<&'s str> {
    let by_name: BTreeMap<&str, &Cursor<'a>> = shapes.collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = names.pop() {
        if let Some(cursor) = by_name.get(name)
            && reached.insert(name)
        {
            names.extend(cursor.texts_of("shape"));
        }
    }
    reached
}

fn object(entries: &[(String, Cursor<'_>)], left_out: &HashSet<usize>) -> String {
    let entries = entries.iter().map(|(name, cursor)| {
        let name = Value::from(name.as_str());
        format!("\n    {name}: {}", cursor.text_without(left_out))
    });
    entries.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use chime_model_spec::{CHIME, generate};

    use super::{Selection, slice};

    #[test]
    fn a_slice_has_what_its_operations_need_and_generates() {
        let mut text = CHIME.replace(
            "\"shapes\": {",
            "\"shapes\": {\n    \"Unused\": { \"type\": \"string\", \"enum\": [\"A\"] },",
        );
        assert!(generate("chime.json", &text).unwrap().contains("pub enum Unused"));
        let sliced =
            slice("chime.json", &text, Selection::Only(&["CreateRoom".to_owned()])).unwrap();
        assert_eq!(sliced.left_out, []);
        assert_eq!(generate("chime.json", &sliced.text), generate("chime.json", CHIME));
        text = text.replacen("\"operations\": {", "\"operations\": { \"Other\": {},", 1);
        assert_eq!(
            slice("chime.json", &text, Selection::Without(&["Other".to_owned()])),
            Ok(sliced)
        );
    }

    #[test]
    fn an_operation_that_is_not_there_is_a_problem_with_a_hint() {
        let problems = slice("chime.json", CHIME, Selection::Only(&["CreateRom".to_owned()]))
            .unwrap_err()
            .to_string();
        assert_eq!(
            problems,
            "chime.json:14:17: operations: no operation named \"CreateRom\"; did you mean \"CreateRoom\"?"
        );
    }
}
