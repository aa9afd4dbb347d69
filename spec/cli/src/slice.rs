//! Cuts operations out of a description, with every shape that they need, each as the file has it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use chime_model_spec::Problems;
use chime_model_spec::cursor::{Cursor, Source};
use chime_model_vocabulary::did_you_mean;

/// Operations of a description, by their names.
#[derive(Clone, Copy, Debug)]
pub enum Selection<'a> {
    /// Only these.
    Only(&'a [String]),
    /// All except these.
    Without(&'a [String]),
}

/// The description of some operations of a larger one. `file` is the name that problems are shown
/// with.
///
/// # Errors
/// The file is not a description, or does not have one of the operations.
pub fn slice(file: &str, text: &str, selection: Selection<'_>) -> Result<String, Problems> {
    let source = Source::new(file, text);
    let text = cut(&source, selection);
    Source::finish([source], text)
}

fn cut<'a>(source: &'a Source<'a>, selection: Selection<'_>) -> Option<String> {
    let mut root = source.root()?.object();
    let version = root.take("version");
    let metadata = root.require("metadata");
    let operations = root.require("operations")?;
    let shapes = root.require("shapes")?.entries();
    let entries = operations.entries();
    let (Selection::Only(named) | Selection::Without(named)) = selection;
    for name in named.iter().filter(|name| !entries.iter().any(|(known, _)| known == *name)) {
        let hint = did_you_mean(name, entries.iter().map(|(known, _)| known.as_str()));
        operations.problem(format!("no operation named {name:?}{hint}"));
    }
    let is_only = matches!(selection, Selection::Only(_));
    let kept: Vec<_> =
        entries.into_iter().filter(|(name, _)| named.contains(name) == is_only).collect();
    let named = kept.iter().flat_map(|(_, cursor)| cursor.texts_of("shape")).collect();
    let needed = closure(named, shapes.iter().map(|(name, cursor)| (name.as_str(), cursor)));
    let needed: BTreeSet<String> = needed.into_iter().map(str::to_owned).collect();
    let shapes: Vec<_> =
        shapes.into_iter().filter(|(name, _)| needed.contains(name.as_str())).collect();
    let version =
        version.map(|cursor| format!("  \"version\": {},\n", cursor.text())).unwrap_or_default();
    Some(format!(
        "{{\n{version}  \"metadata\": {},\n  \"operations\": {{{}\n  }},\n  \"shapes\": {{{}\n  }}\n}}\n",
        metadata?.text(),
        object(&kept),
        object(&shapes),
    ))
}

/// The names of the shapes that these names reach, directly or through other shapes, with themselves.
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

fn object(entries: &[(String, Cursor<'_>)]) -> String {
    let entries = entries
        .iter()
        .map(|(name, cursor)| format!("\n    {}: {}", Value::from(name.as_str()), cursor.text()));
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
        assert_eq!(generate("chime.json", &sliced), generate("chime.json", CHIME));
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
