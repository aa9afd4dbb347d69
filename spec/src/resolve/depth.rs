//! How deep types nest. The compiler gives up after 128 levels, unless a crate raises its
//! `recursion_limit`, which a generated file cannot do.

use std::collections::HashMap;

use crate::description::{Description, Kind, Reference, Shape};

/// How many levels a description may have. The rest is for the types of the runtime.
const MAX_DEPTH: usize = 110;

/// The levels of a list or a map: the collection, its allocation, and the mark of its elements.
const COLLECTION: usize = 3;

/// Reports each shape that exceeds the limit and contains no other that does.
///
/// A cycle is followed once around, from the first of its shapes in the file.
pub(super) fn check(description: &Description<'_>) {
    let shapes: HashMap<&str, &Shape<'_>> =
        description.shapes.iter().map(|shape| (shape.name.as_str(), shape)).collect();
    // A shape on the current path counts as zero levels, which ends a cycle.
    let mut depths: HashMap<&str, usize> = HashMap::new();
    for root in &description.shapes {
        if depths.contains_key(root.name.as_str()) {
            continue;
        }
        depths.insert(&root.name, 0);
        // The shapes on the way down, each with the parts that are left to be visited.
        let mut path = vec![(root, parts(root))];
        while let Some((shape, left)) = path.last_mut() {
            let shape = *shape;
            match left.pop() {
                Some((name, _)) => {
                    if let Some(part) = shapes.get(name)
                        && !depths.contains_key(name)
                    {
                        depths.insert(name, 0);
                        path.push((part, parts(part)));
                    }
                }
                None => {
                    depths.insert(&shape.name, depth(shape, &depths));
                    path.pop();
                }
            }
        }
    }
}

/// The levels of a shape whose parts are known. Too many are a problem.
fn depth(shape: &Shape<'_>, depths: &HashMap<&str, usize>) -> usize {
    let of_part = |name| depths.get(name).copied().unwrap_or(0);
    let parts = parts(shape);
    let inside = parts.iter().map(|(name, levels)| of_part(*name) + levels).max();
    let depth = own(shape) + inside.unwrap_or(0);
    if depth > MAX_DEPTH && parts.iter().all(|(name, _)| of_part(*name) <= MAX_DEPTH) {
        shape.cursor.problem(format!(
            "contains types that are nested more than {MAX_DEPTH} levels deep, which the Rust compiler does not follow"
        ));
    }
    depth
}

/// The levels of a shape itself.
fn own(shape: &Shape<'_>) -> usize {
    let levels = match &shape.kind {
        Kind::List { .. } | Kind::Map { .. } => COLLECTION,
        _ => 1,
    };
    levels + usize::from(shape.sensitive)
}

/// The shapes that a shape contains, each with the levels between.
fn parts<'d>(shape: &'d Shape<'_>) -> Vec<(&'d str, usize)> {
    let element = |reference: &'d Reference<'_>, sparse: bool| {
        vec![(reference.shape.as_str(), usize::from(sparse))]
    };
    match &shape.kind {
        Kind::Structure(structure) => {
            // An optional member is an `Option`.
            structure.members.iter().map(|member| (member.shape.as_str(), 1)).collect()
        }
        Kind::List { member, sparse } => element(member, *sparse),
        Kind::Map { value, sparse, .. } => element(value, *sparse),
        _ => Vec::new(),
    }
}
