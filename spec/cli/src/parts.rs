//! [`Parts`]: which operations and shapes of a description can be generated. A problem of a shape
//! is a problem of everything that refers to it.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ops::Range;

use chime_model_spec::cursor::{Cursor, Source};
use chime_model_spec::{Problem, Problems};

use crate::slice::closure;

/// The operations and the shapes of a description, each with a problem that it has.
pub(crate) struct Parts<'a> {
    pub(crate) operations: Vec<Part<'a>>,
    pub(crate) shapes: Vec<Part<'a>>,
}

/// An operation or a shape.
pub(crate) struct Part<'a> {
    pub(crate) name: String,
    pub(crate) cursor: Cursor<'a>,
    /// Its bytes in the file, from the end of the part before it on.
    pub(crate) range: Range<usize>,
    /// `None` if it can be generated.
    pub(crate) problem: Option<&'a Problem>,
    /// Whether the problem is in the part itself, and not in a shape that it refers to.
    pub(crate) is_own: bool,
}

impl<'a> Parts<'a> {
    /// Finds the parts of a file that has these problems. `None` if the file has no operations and
    /// shapes or has a problem outside them: then none of it can be generated.
    pub(crate) fn new(source: &'a Source<'a>, problems: Option<&'a Problems>) -> Option<Self> {
        let mut root = source.root()?.object();
        let [mut operations, mut shapes] =
            ["operations", "shapes"].map(|section| root.take(section).map(|all| entries(&all)));
        if source.has_problems() {
            return None;
        }
        let sections = [("operations.", operations.as_mut()?), ("shapes.", shapes.as_mut()?)];
        let mut by_path = HashMap::new();
        for (section, parts) in sections {
            by_path.extend(parts.iter_mut().map(|part| (format!("{section}{}", part.name), part)));
        }
        for problem in problems.into_iter().flatten() {
            let mut has_place = false;
            for prefix in prefixes(problem.path()) {
                if let Some(part) = by_path.get_mut(prefix) {
                    part.problem.get_or_insert(problem);
                    part.is_own = true;
                    has_place = true;
                }
            }
            if !has_place {
                return None;
            }
        }
        let mut parts = Self { operations: operations?, shapes: shapes? };
        parts.spread();
        Some(parts)
    }

    /// Gives the problem of each shape to everything that refers to it.
    fn spread(&mut self) {
        let mut references: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, shape) in self.shapes.iter().enumerate() {
            for name in shape.cursor.texts_of("shape") {
                references.entry(name).or_default().push(index);
            }
        }
        let with_problem = self.shapes.iter().enumerate().filter(|(_, shape)| shape.is_own);
        let mut open: VecDeque<usize> = with_problem.map(|(index, _)| index).collect();
        while let Some(index) = open.pop_front() {
            let problem = self.shapes[index].problem;
            let name = self.shapes[index].name.clone();
            for reference in references.get(name.as_str()).into_iter().flatten() {
                if self.shapes[*reference].problem.is_none() {
                    self.shapes[*reference].problem = problem;
                    open.push_back(*reference);
                }
            }
        }
        let broken: HashMap<&str, &'a Problem> = self
            .shapes
            .iter()
            .filter_map(|shape| Some((shape.name.as_str(), shape.problem?)))
            .collect();
        for operation in self.operations.iter_mut().filter(|operation| !operation.is_own) {
            let names = operation.cursor.texts_of("shape");
            operation.problem = names.into_iter().find_map(|name| broken.get(name).copied());
        }
    }

    /// The names of the shapes that some operations need.
    pub(crate) fn needed(&self, is_chosen: impl Fn(&Part<'a>) -> bool) -> BTreeSet<&str> {
        let chosen = self.operations.iter().filter(|operation| is_chosen(operation));
        self.closure(chosen.flat_map(|operation| operation.cursor.texts_of("shape")).collect())
    }

    /// The names of the shapes that these names reach, and these names themselves.
    pub(crate) fn closure<'s>(&'s self, names: Vec<&'s str>) -> BTreeSet<&'s str> {
        closure(names, self.shapes.iter().map(|shape| (shape.name.as_str(), &shape.cursor)))
    }
}

fn entries<'a>(section: &Cursor<'a>) -> Vec<Part<'a>> {
    let mut start = section.range().start + 1;
    let part = |(name, cursor): (String, Cursor<'a>)| {
        let range = start..cursor.range().end;
        start = range.end;
        Part { name, cursor, range, problem: None, is_own: false }
    };
    section.entries().into_iter().map(part).collect()
}

/// The prefixes of a path, each up to where one of its names may end.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices(['.', '[']).map(|(end, _)| end);
    ends.chain([path.len()]).map(|end| &path[..end])
}
