//! [`Node`]: the syntax tree of a pattern, and its simplification.

use crate::char_set::CharSet;

/// A pattern or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// One character of a set.
    Set(CharSet),
    /// Each node after the other; without nodes, the empty text.
    Sequence(Vec<Node>),
    /// One of several alternatives.
    Choice(Vec<Node>),
    /// `{min,max}`.
    Repeat {
        /// The node that is repeated.
        node: Box<Node>,
        /// The least number of iterations.
        min: u32,
        /// The greatest number of iterations, if there is one.
        max: Option<u32>,
    },
    /// A group that captures, with its number.
    Group(u32, Box<Node>),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// A word boundary, or with `false` any other position.
    Boundary(bool),
    /// A lookahead or a lookbehind.
    Lookaround {
        /// Whether it looks behind.
        is_behind: bool,
        /// Whether the node must not match.
        is_negated: bool,
        /// What it looks for.
        node: Box<Node>,
    },
    /// The text of the group with this number.
    BackReference(u32),
}

impl Node {
    pub(crate) const EMPTY: Node = Node::Sequence(Vec::new());

    /// The nodes inside.
    #[must_use]
    pub fn children(&self) -> &[Node] {
        match self {
            Node::Sequence(nodes) | Node::Choice(nodes) => nodes,
            Node::Repeat { node, .. } | Node::Group(_, node) | Node::Lookaround { node, .. } => {
                std::slice::from_ref(node)
            }
            _ => &[],
        }
    }

    /// Whether it or a node inside matches the predicate.
    pub(crate) fn has(&self, predicate: &dyn Fn(&Node) -> bool) -> bool {
        predicate(self) || self.children().iter().any(|node| node.has(predicate))
    }

    /// How many characters it matches, at least and at most.
    pub(crate) fn length(&self) -> (u32, Option<u32>) {
        let both = |a: Option<u32>, b: Option<u32>, join: fn(u32, u32) -> u32| {
            a.zip(b).map(|(a, b)| join(a, b))
        };
        let lengths = self.children().iter().map(Node::length);
        match self {
            Node::Set(_) => (1, Some(1)),
            Node::Sequence(_) => lengths.fold((0, Some(0)), |sum, next| {
                (sum.0.saturating_add(next.0), both(sum.1, next.1, u32::saturating_add))
            }),
            Node::Choice(_) => lengths
                .reduce(|sum, next| (sum.0.min(next.0), both(sum.1, next.1, std::cmp::max)))
                .unwrap_or((0, Some(0))),
            Node::Repeat { node, min, max } => {
                let (least, most) = node.length();
                let most = match (most, *max) {
                    (Some(0), _) | (_, Some(0)) => Some(0),
                    (most, max) => both(most, max, u32::saturating_mul),
                };
                (least.saturating_mul(*min), most)
            }
            Node::Group(_, node) => node.length(),
            Node::BackReference(_) => (0, None),
            Node::Start | Node::End | Node::Boundary(_) | Node::Lookaround { .. } => (0, Some(0)),
        }
    }

    /// Whether the node begins with `^`, and whether it ends with `$`.
    pub(crate) fn anchors(&self) -> (bool, bool) {
        match self {
            Node::Start => (true, false),
            Node::End => (false, true),
            Node::Sequence(nodes) => {
                (nodes.first() == Some(&Node::Start), nodes.last() == Some(&Node::End))
            }
            _ => (false, false),
        }
    }

    /// The node without the anchors that are redundant: a match is known to begin at the start of
    /// the text, or to end at its end.
    pub(crate) fn without_anchors(self, is_first: bool, is_last: bool) -> Self {
        match self {
            Node::Start if is_first => Node::EMPTY,
            Node::End if is_last => Node::EMPTY,
            Node::Group(index, node) => {
                Node::Group(index, Box::new(node.without_anchors(is_first, is_last)))
            }
            Node::Choice(nodes) => Node::Choice(
                nodes.into_iter().map(|node| node.without_anchors(is_first, is_last)).collect(),
            ),
            Node::Sequence(nodes) => {
                let has_width: Vec<bool> =
                    nodes.iter().map(|node| node.length().1 != Some(0)).collect();
                let first = has_width.iter().position(|has| *has);
                let last = has_width.iter().rposition(|has| *has);
                let nodes = nodes.into_iter().enumerate().map(|(index, node)| {
                    let is_first = is_first && first.is_none_or(|first| index <= first);
                    let is_last = is_last && last.is_none_or(|last| index >= last);
                    node.without_anchors(is_first, is_last)
                });
                Node::Sequence(nodes.collect())
            }
            other => other,
        }
    }

    /// The node in a simpler form. It loses its groups, so it must not have back-references.
    pub(crate) fn simplify(self) -> Self {
        match self {
            Node::Group(_, node) => node.simplify(),
            Node::Lookaround { is_behind, is_negated, node } => {
                Node::Lookaround { is_behind, is_negated, node: Box::new(node.simplify()) }
            }
            Node::Sequence(nodes) => sequence(nodes.into_iter().map(Node::simplify)),
            Node::Choice(nodes) => choice(nodes.into_iter().map(Node::simplify)),
            Node::Repeat { node, min, max } => repeat(node.simplify(), min, max),
            other => other,
        }
    }
}

/// A flat sequence, with neighbours that repeat the same set joined.
fn sequence(nodes: impl Iterator<Item = Node>) -> Node {
    let mut all: Vec<Node> = Vec::new();
    let flat = nodes.flat_map(|node| match node {
        Node::Sequence(inner) => inner,
        other => vec![other],
    });
    for node in flat {
        if let (Some((set, min, max)), Some((last, least, most))) =
            (node.repeated_set(), all.last().and_then(Node::repeated_set))
            && set == last
        {
            let joined = repeat(
                Node::Set(set.clone()),
                min.saturating_add(least),
                max.zip(most).map(|(a, b)| a.saturating_add(b)),
            );
            all.pop();
            all.push(joined);
        } else {
            all.push(node);
        }
    }
    if all.len() == 1 { all.remove(0) } else { Node::Sequence(all) }
}

/// A flat choice, with single characters as one set and the empty alternative as `?`.
fn choice(nodes: impl Iterator<Item = Node>) -> Node {
    let mut sets = Vec::new();
    let mut others = Vec::new();
    let mut is_optional = false;
    let flat = nodes.flat_map(|node| match node {
        Node::Choice(inner) => inner,
        other => vec![other],
    });
    for node in flat {
        match node {
            Node::Set(set) => sets.push(set),
            node if node == Node::EMPTY => is_optional = true,
            node => others.push(node),
        }
    }
    if !sets.is_empty() {
        others.push(Node::Set(CharSet::union(&sets)));
    }
    let node = if others.len() == 1 { others.remove(0) } else { Node::Choice(others) };
    match (is_optional, node) {
        (true, Node::Choice(others)) if others.is_empty() => Node::EMPTY,
        (true, node) => repeat(node, 0, Some(1)),
        (false, node) => node,
    }
}

/// A repeat. A repeat of a repeat becomes one if both have the same counts.
fn repeat(node: Node, min: u32, max: Option<u32>) -> Node {
    match (node, min, max) {
        (node, _, _) if node == Node::EMPTY => node,
        (_, _, Some(0)) => Node::EMPTY,
        (node, 1, Some(1)) => node,
        (Node::Repeat { node, min: least @ (0 | 1), max: most }, min, max) => Node::Repeat {
            node,
            min: least * min,
            max: most.zip(max).map(|(most, max)| most.saturating_mul(max)),
        },
        (node, min, max) => Node::Repeat { node: Box::new(node), min, max },
    }
}

impl Node {
    /// The set and its counts, if the node is a set or a repeated set.
    pub(crate) fn repeated_set(&self) -> Option<(&CharSet, u32, Option<u32>)> {
        match self {
            Node::Set(set) => Some((set, 1, Some(1))),
            Node::Repeat { node, min, max } => match &**node {
                Node::Set(set) => Some((set, *min, *max)),
                _ => None,
            },
            _ => None,
        }
    }
}
