//! Compares those parts of two descriptions that can be generated, if others cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chime_model_spec::Problem;
use chime_model_spec::cursor::Source;

use super::difference::{Audience, Difference, Kind};
use crate::parts::{Part, Parts};

/// The differences between the parts that can be generated in both descriptions, and the parts that
/// are not compared. `None` if no part is left to compare, or each has a problem.
pub(super) fn compare(old: (&str, &str), new: (&str, &str)) -> Option<Vec<Difference>> {
    let problems = [old, new].map(|(file, text)| chime_model_spec::read(file, text).err());
    let sources = [old, new].map(|(file, text)| Source::new(file, text));
    let old_parts = Parts::new(&sources[0], problems[0].as_ref())?;
    let new_parts = Parts::new(&sources[1], problems[1].as_ref())?;
    let operations = names(&old_parts.operations, &new_parts.operations, has_problem);
    let shapes = names(&old_parts.shapes, &new_parts.shapes, has_problem);
    if operations.is_empty() && shapes.is_empty() {
        return None;
    }
    let left_out = LeftOut { operations, shapes };
    let [old_text, new_text] = left_out.texts([(old.1, &old_parts), (new.1, &new_parts)])?;
    let mut found = super::whole((old.0, &old_text), (new.0, &new_text)).ok()?;
    found.extend(not_compared(&old_parts.operations, &new_parts.operations, &left_out.operations));
    // A shape with a problem is listed only if no operation needs it. The operations that need it
    // are listed instead.
    let needed = [&old_parts, &new_parts].map(|parts| parts.needed(|_| true));
    let is_needless = |shape: &Part<'_>| {
        shape.is_own && needed.iter().all(|needed| !needed.contains(shape.name.as_str()))
    };
    let shapes = names(&old_parts.shapes, &new_parts.shapes, is_needless);
    found.extend(not_compared(&old_parts.shapes, &new_parts.shapes, &shapes));
    super::sort(&mut found);
    Some(found)
}

fn has_problem(part: &Part<'_>) -> bool {
    part.problem.is_some()
}

/// The names of the parts of both descriptions for which a condition holds.
fn names(
    old: &[Part<'_>],
    new: &[Part<'_>],
    is_named: impl Fn(&Part<'_>) -> bool,
) -> BTreeSet<String> {
    let named = old.iter().chain(new).filter(|part| is_named(part));
    named.map(|part| part.name.clone()).collect()
}

/// The parts that cannot be generated in one of the descriptions.
struct LeftOut {
    operations: BTreeSet<String>,
    shapes: BTreeSet<String>,
}

impl LeftOut {
    /// The texts without these parts and without the shapes that only they need. Everything else
    /// keeps its line and its column. `None` if a text has no operation left.
    fn texts(&self, sides: [(&str, &Parts<'_>); 2]) -> Option<[String; 2]> {
        let is_kept = |operation: &Part<'_>| !self.operations.contains(&operation.name);
        let [old_needed, new_needed] = sides.map(|(_, parts)| parts.needed(is_kept));
        let needed = &old_needed | &new_needed;
        let [old_needless, new_needless] =
            sides.map(|(_, parts)| parts.needed(|part| !is_kept(part)));
        let needless = &(&old_needless | &new_needless) - &needed;
        let [old, new] = sides.map(|(text, parts)| {
            let roots = parts.shapes.iter().filter(|shape| {
                let name = shape.name.as_str();
                let is_left_out = needless.contains(name) || self.shapes.contains(name);
                shape.problem.is_none() && (needed.contains(name) || !is_left_out)
            });
            let shapes = parts.closure(roots.map(|shape| shape.name.as_str()).collect());
            let has_operation = parts.operations.iter().any(is_kept);
            has_operation.then(|| {
                let mut gaps = gaps(text, &parts.operations, is_kept);
                let is_kept = |shape: &Part<'_>| shapes.contains(shape.name.as_str());
                gaps.extend(self::gaps(text, &parts.shapes, is_kept));
                with_spaces(text, gaps)
            })
        });
        Some([old?, new?])
    }
}

/// The bytes of the parts that are not kept, and of the commas that are left over.
fn gaps(text: &str, parts: &[Part<'_>], is_kept: impl Fn(&Part<'_>) -> bool) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut is_first = true;
    for (index, part) in parts.iter().enumerate() {
        if !is_kept(part) {
            gaps.push(part.range.clone());
        } else if std::mem::take(&mut is_first) && index > 0 {
            let comma = text[part.range.clone()].find(',').unwrap_or_default();
            gaps.push(part.range.start..part.range.start + comma + 1);
        }
    }
    gaps
}

/// A text with some of its characters replaced by spaces. Lines and columns do not change.
fn with_spaces(text: &str, mut gaps: Vec<Range<usize>>) -> String {
    gaps.sort_by_key(|gap| gap.start);
    let mut spaced = String::with_capacity(text.len());
    let mut end = 0;
    for gap in gaps {
        spaced += &text[end..gap.start];
        spaced.extend(text[gap.clone()].chars().map(|c| if c == '\n' { c } else { ' ' }));
        end = gap.end;
    }
    spaced + &text[end..]
}

/// Says which of the named parts are not compared, or are only in one of the descriptions.
fn not_compared<'p>(
    old: &'p [Part<'_>],
    new: &'p [Part<'_>],
    named: &'p BTreeSet<String>,
) -> impl Iterator<Item = Difference> {
    let by_name = |parts: &'p [Part<'_>]| -> BTreeMap<&str, &Part<'_>> {
        parts.iter().map(|part| (part.name.as_str(), part)).collect()
    };
    let old = by_name(old);
    let new = by_name(new);
    named.iter().filter_map(move |name| {
        let pair = (old.get(name.as_str()).copied(), new.get(name.as_str()).copied());
        let part = pair.1.or(pair.0)?;
        let is_operation = part.cursor.place(String::new()).path().starts_with("operations");
        let (kind, what, breaks): (_, _, &[_]) = match pair {
            (None, Some(_)) if is_operation => {
                (Kind::OperationAdded, "the operation is added", &[])
            }
            (Some(_), None) if is_operation => {
                (Kind::OperationRemoved, "the operation is removed", &[Audience::Callers])
            }
            // Only the old description can be generated, so its users lose the types.
            (Some(old), Some(_)) if old.problem.is_none() => {
                (Kind::NotCompared, "not compared", &[Audience::RustUsers])
            }
            _ => (Kind::NotCompared, "not compared", &[]),
        };
        let (version, problem) =
            match (pair.0.and_then(|part| part.problem), pair.1.and_then(|part| part.problem)) {
                (_, Some(problem)) => ("", problem),
                (Some(problem), None) => ("the old description: ", problem),
                (None, None) => return None,
            };
        let message = format!("{what}: {version}{}", cause(problem));
        Some(Difference {
            kind,
            place: part.cursor.place(message),
            part: None,
            breaks: breaks.iter().copied().collect(),
            members: None,
        })
    })
}

/// The path and the message of a problem.
fn cause(problem: &Problem) -> String {
    format!("{}: {}", problem.path(), problem.without_advice().message())
}
