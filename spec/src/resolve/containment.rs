//! Shapes that contain a float, which keeps them from being `Eq` and `Hash`.

use std::collections::{HashMap, HashSet};

use crate::description::{Description, Kind};

/// Every shape that matches `predicate` or transitively contains one that does.
pub(crate) fn shapes_containing<'d>(
    description: &'d Description<'_>,
    predicate: impl Fn(&Kind<'_>) -> bool,
) -> HashSet<&'d str> {
    let mut containers: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut open = Vec::new();
    for shape in &description.shapes {
        let name = shape.name.as_str();
        let mut contains = |inner: &'d str| containers.entry(inner).or_default().push(name);
        match &shape.kind {
            kind if predicate(kind) => open.push(name),
            Kind::Structure(structure) if !structure.is_document => {
                structure.members.iter().for_each(|member| contains(&member.shape));
            }
            Kind::List { member, .. } => contains(&member.shape),
            Kind::Map { value, .. } => contains(&value.shape),
            _ => {}
        }
    }
    let mut found = HashSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name) {
            open.extend(containers.get(name).into_iter().flatten());
        }
    }
    found
}
