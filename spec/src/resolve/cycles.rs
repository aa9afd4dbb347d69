//! Finds structures that contain themselves: where a box breaks the cycle, and where no value is
//! finite. Both searches take time that is linear in the description.

use std::collections::{HashMap, HashSet};

use crate::description::{Description, Kind, Structure};

/// The members that need a box, by structure and member: each closes a cycle in a depth-first
/// search in the order of the file.
pub(crate) fn find<'d>(description: &'d Description<'_>) -> HashSet<(&'d str, &'d str)> {
    let structures: HashMap<&str, &Structure<'_>> = description
        .shapes
        .iter()
        .filter_map(|shape| match &shape.kind {
            Kind::Structure(structure) if !structure.is_document => {
                Some((shape.name.as_str(), structure))
            }
            _ => None,
        })
        .collect();
    // The members that hold another structure directly. A list or a map needs no box.
    let held = |name: &str| {
        let members = structures.get(name).into_iter().flat_map(|structure| &structure.members);
        members
            .filter(|member| structures.contains_key(member.shape.as_str()))
            .map(|member| (member.name.as_str(), member.shape.as_str()))
    };
    let names = description.shapes.iter().map(|shape| shape.name.as_str());
    let boxed = closing(names.clone(), held);
    let required = |name: &str| {
        let structure = structures.get(name).filter(|structure| !structure.is_union);
        held(name).filter(move |(member, _)| {
            structure.is_some_and(|structure| structure.is_required(member))
        })
    };
    let infinite: HashSet<&str> =
        closing(names, required).into_iter().map(|(name, _)| name).collect();
    for shape in description.shapes.iter().filter(|shape| infinite.contains(shape.name.as_str())) {
        shape.cursor.problem("is recursive through required members, so it has no finite value");
    }
    boxed
}

/// The edges of a graph that close a cycle in a depth-first search, each by its start and its name.
fn closing<'d, E>(
    names: impl Iterator<Item = &'d str>,
    edges: impl Fn(&str) -> E,
) -> HashSet<(&'d str, &'d str)>
where
    E: Iterator<Item = (&'d str, &'d str)>,
{
    let mut closing = HashSet::new();
    let mut done = HashSet::new();
    let mut open = HashSet::new();
    for name in names {
        if done.contains(name) {
            continue;
        }
        open.insert(name);
        let mut path = vec![(name, edges(name))];
        while let Some((from, rest)) = path.last_mut() {
            match rest.next() {
                None => {
                    open.remove(from);
                    done.insert(*from);
                    path.pop();
                }
                Some((edge, to)) if open.contains(to) => drop(closing.insert((*from, edge))),
                Some((_, to)) if done.contains(to) => {}
                Some((_, to)) => {
                    open.insert(to);
                    path.push((to, edges(to)));
                }
            }
        }
    }
    closing
}
