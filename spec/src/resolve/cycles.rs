//! Structures that contain themselves: where a box breaks the circle, and where nothing can.

use std::collections::{HashMap, HashSet};

use crate::json::{Description, Kind, Structure};

/// The members that need a box, by structure and member: as few as break every circle, the last in the file that closes one.
pub(crate) fn find<'d>(description: &'d Description<'_>) -> HashSet<(&'d str, &'d str)> {
    let structures: HashMap<&str, &Structure<'_>> = description
        .shapes
        .iter()
        .filter_map(|shape| match &shape.kind {
            Kind::Structure(structure) if !structure.is_document => Some((shape.name.as_str(), structure)),
            _ => None,
        })
        .collect();
    // Members that hold another structure by itself; a list or a map is a box already.
    let mut held: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut boxed = HashSet::new();
    for shape in &description.shapes {
        let Some(structure) = structures.get(shape.name.as_str()) else { continue };
        for member in structure.members.iter().filter(|member| structures.contains_key(member.shape.as_str())) {
            if reaches(&held, &member.shape, &shape.name) {
                boxed.insert((shape.name.as_str(), member.name.as_str()));
            } else {
                held.entry(&shape.name).or_default().push(&member.shape);
            }
        }
    }
    report_infinite_types(description, &structures);
    boxed
}

/// Whether a way leads from one structure to another, or it is the same.
fn reaches(held: &HashMap<&str, Vec<&str>>, from: &str, to: &str) -> bool {
    let (mut open, mut seen) = (vec![from], HashSet::new());
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(held.get(name).into_iter().flatten());
        }
    }
    false
}

/// A structure that requires itself has no value that ends.
fn report_infinite_types(description: &Description<'_>, structures: &HashMap<&str, &Structure<'_>>) {
    let mut required: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, structure) in structures.iter().filter(|(_, structure)| !structure.is_union) {
        let members = structure.members.iter().filter(|member| structure.required.iter().any(|(name, _)| *name == member.name));
        let members = members.filter(|member| structures.contains_key(member.shape.as_str()));
        required.insert(name, members.map(|member| member.shape.as_str()).collect());
    }
    for shape in &description.shapes {
        let next = required.get(shape.name.as_str()).into_iter().flatten();
        if next.into_iter().any(|next| reaches(&required, next, &shape.name)) {
            shape.node.problem("requires itself, so that no value of it can end");
        }
    }
}
