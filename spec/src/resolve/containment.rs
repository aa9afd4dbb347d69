//! Shapes that hold a shape of some kind: a float, which keeps them from being `Eq` and `Hash`,
//! since NaN equals nothing; or an event stream, which is not supported.

use std::collections::{HashMap, HashSet};

use crate::description::{Description, Kind};

/// The names of the shapes that are of such a kind or hold one that is, however deep.
pub(crate) fn shapes_containing<'d>(
    description: &'d Description<'_>,
    predicate: impl Fn(&Kind<'_>) -> bool,
) -> HashSet<&'d str> {
    let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut open = Vec::new();
    for shape in &description.shapes {
        let name = shape.name.as_str();
        let mut holds = |held: &'d str| holders.entry(held).or_default().push(name);
        match &shape.kind {
            kind if predicate(kind) => open.push(name),
            Kind::Structure(structure) if !structure.is_document => {
                structure.members.iter().for_each(|member| holds(&member.shape));
            }
            Kind::List { member, .. } => holds(&member.shape),
            Kind::Map { value, .. } => holds(&value.shape),
            _ => {}
        }
    }
    let mut found = HashSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name) {
            open.extend(holders.get(name).into_iter().flatten());
        }
    }
    found
}
