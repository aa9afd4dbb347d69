//! The size of a program before it is written: it decides which loops count.

use crate::node::Node;

/// How many instructions a node has if it may count iterations, and if it may not. A matcher has
/// one counter, so of two nested counted loops one is written out: the one that makes the program
/// smaller.
pub(crate) fn size(node: &Node) -> (usize, usize) {
    let add =
        |a: (usize, usize), b: (usize, usize)| (a.0.saturating_add(b.0), a.1.saturating_add(b.1));
    let inside = node.children().iter().map(size).fold((0, 0), add);
    match node {
        Node::Sequence(_) => inside,
        Node::Choice(nodes) => add(inside, (2 * nodes.len(), 2 * nodes.len())),
        Node::Group(..) => add(inside, (2, 2)),
        // A lookaround is a separate subprogram, with a counter of its own.
        Node::Lookaround { .. } => (inside.0.saturating_add(2), inside.0.saturating_add(2)),
        Node::Repeat { min, max, .. } => (
            counted(inside, *min, *max).min(written(inside.0, *min, *max)),
            written(inside.1, *min, *max),
        ),
        _ => (1, 1),
    }
}

/// The size of a loop that counts its optional iterations.
pub(crate) fn counted(inside: (usize, usize), min: u32, max: Option<u32>) -> usize {
    if max.is_none() {
        return usize::MAX;
    }
    let required = inside.0.saturating_mul(min.saturating_sub(1) as usize);
    let last = usize::from(max != Some(min)) + usize::from(min == 0);
    required.saturating_add(inside.1).saturating_add(last)
}

/// The size of a repeat whose iterations are all written out, or of an endless loop.
pub(crate) fn written(each: usize, min: u32, max: Option<u32>) -> usize {
    match max {
        None => {
            each.saturating_mul(min.max(1) as usize).saturating_add(if min == 0 { 2 } else { 1 })
        }
        Some(max) => each.saturating_mul(max as usize).saturating_add((max - min) as usize),
    }
}
