//! What a pattern means: a tree, and what can be said of it without matching anything.

use super::set::Set;

/// A pattern or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// One character of a set.
    Set(Set),
    /// One after the other; the empty text without any.
    Sequence(Vec<Node>),
    /// One of several.
    Choice(Vec<Node>),
    /// `{min,max}`.
    Repeat { node: Box<Node>, min: u32, max: Option<u32> },
    /// What a back-reference may refer to, by its number.
    Group(u32, Box<Node>),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// Between a word and what is not one, or not there.
    Boundary(bool),
    /// What follows or precedes, or must not.
    Look { is_behind: bool, is_negated: bool, node: Box<Node> },
    /// The text of a group again.
    Reference(u32),
}

impl Node {
    pub(super) const EMPTY: Node = Node::Sequence(Vec::new());

    /// What it is made of.
    #[must_use]
    pub fn children(&self) -> &[Node] {
        match self {
            Node::Sequence(nodes) | Node::Choice(nodes) => nodes,
            Node::Repeat { node, .. } | Node::Group(_, node) | Node::Look { node, .. } => {
                std::slice::from_ref(node)
            }
            _ => &[],
        }
    }

    /// Whether it, or anything inside, is such.
    pub(super) fn has(&self, is_such: &dyn Fn(&Node) -> bool) -> bool {
        is_such(self) || self.children().iter().any(|node| node.has(is_such))
    }

    /// How many characters it matches, at least and at most.
    pub(super) fn length(&self) -> (u32, Option<u32>) {
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
                let most =
                    if most == Some(0) { most } else { both(most, *max, u32::saturating_mul) };
                (least.saturating_mul(*min), most)
            }
            Node::Group(_, node) => node.length(),
            Node::Reference(_) => (0, None),
            Node::Start | Node::End | Node::Boundary(_) | Node::Look { .. } => (0, Some(0)),
        }
    }

    /// The same without the anchors that say no more than that a pattern matches the whole text.
    pub(super) fn without_anchors(self, is_first: bool, is_last: bool) -> Self {
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
                let (first, last) =
                    (has_width.iter().position(|has| *has), has_width.iter().rposition(|has| *has));
                let nodes = nodes.into_iter().enumerate().map(|(index, node)| {
                    let (is_first, is_last) = (
                        is_first && first.is_none_or(|first| index <= first),
                        is_last && last.is_none_or(|last| index >= last),
                    );
                    node.without_anchors(is_first, is_last)
                });
                Node::Sequence(nodes.collect())
            }
            other => other,
        }
    }

    /// The same with fewer parts. Groups go too, so nothing may refer to one.
    pub(super) fn simplify(self) -> Self {
        match self {
            Node::Group(_, node) => node.simplify(),
            Node::Look { is_behind, is_negated, node } => {
                Node::Look { is_behind, is_negated, node: Box::new(node.simplify()) }
            }
            Node::Sequence(nodes) => sequence(nodes.into_iter().map(Node::simplify)),
            Node::Choice(nodes) => choice(nodes.into_iter().map(Node::simplify)),
            Node::Repeat { node, min, max } => repeat(node.simplify(), min, max),
            other => other,
        }
    }
}

/// Flat, with neighbours that repeat the same set joined.
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

/// Flat, with single characters as one set and the empty alternative as `?`.
fn choice(nodes: impl Iterator<Item = Node>) -> Node {
    let (mut sets, mut others, mut is_optional) = (Vec::new(), Vec::new(), false);
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
        others.push(Node::Set(Set::union(sets)));
    }
    let node = if others.len() == 1 { others.remove(0) } else { Node::Choice(others) };
    match (is_optional, node) {
        (true, Node::Choice(others)) if others.is_empty() => Node::EMPTY,
        (true, node) => repeat(node, 0, Some(1)),
        (false, node) => node,
    }
}

/// A repeat of a repeat is one repeat where that leaves out no count between.
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
    /// A set with how often it is repeated, if it is no more than that.
    pub(super) fn repeated_set(&self) -> Option<(&Set, u32, Option<u32>)> {
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
