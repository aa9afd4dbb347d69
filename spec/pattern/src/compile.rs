//! Compiles the syntax tree of a pattern to the program of the cheapest matcher that is exact for
//! it.

use std::borrow::Cow;

use chime_model_vocabulary::{Op, Program};

use crate::char_set::CharSet;
use crate::error::Error;
use crate::node::Node;
use crate::size::{counted, size, written};

/// How many instructions and ranges of characters a program may have.
pub const SIZE_LIMIT: usize = 4096;

/// A matcher of the runtime. Each pattern has the cheapest one that is exact for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matcher {
    /// Every character is in the first set. If there is a second set, at least one is in it.
    ClassOnly,
    /// An automaton that reads from the start to the end.
    Forward,
    /// An automaton that reads from the end to the start, which lookaheads need.
    Backward,
    /// Backtracks, with a step limit.
    Backtrack,
}

/// What a pattern compiles to.
pub(crate) struct Compiled {
    pub(crate) matcher: Matcher,
    pub(crate) program: Program,
    pub(crate) size: usize,
}

/// Compiles a pattern that matches the whole text, or that searches for a part of it.
pub(crate) fn compile(pattern: &Node, is_search: bool) -> Result<Compiled, Error> {
    let ends = if is_search { pattern.anchors() } else { (true, true) };
    let (min, max) = pattern.length();
    let max = max.filter(|_| ends == (true, true));
    let node = pattern.clone().without_anchors(ends.0, ends.1);
    let mut groups = references(&node);
    let node = if groups.is_empty() { node.simplify() } else { node };
    let matcher = matcher(&node, &groups, ends)?;
    groups.sort_unstable();
    groups.dedup();
    let slots = short(2 * groups.len().min(SIZE_LIMIT));
    let (subprograms, sets) = match class_only(&node, ends) {
        Some(sets) => (Vec::new(), sets),
        None => {
            check_size(size(&node).0)?;
            Compiler {
                matcher,
                groups,
                subprograms: Vec::new(),
                sets: Vec::new(),
                code: Vec::new(),
                is_backward: false,
            }
            .run(&node, ends)
        }
    };
    let size = subprograms.iter().map(Vec::len).sum::<usize>()
        + sets.iter().map(|set| set.ranges().len()).sum::<usize>();
    check_size(size)?;
    let program = Program {
        min,
        max,
        subprograms: subprograms.into_iter().map(Cow::from).collect(),
        sets: sets.iter().map(CharSet::compile).collect(),
        slots,
    };
    Ok(Compiled { matcher, program, size })
}

/// The cheapest matcher that is exact for a pattern that has these back-references.
fn matcher(node: &Node, references: &[u32], ends: (bool, bool)) -> Result<Matcher, Error> {
    let has_look = |behind| {
        node.has(&|node| matches!(node, Node::Lookaround { is_behind, .. } if *is_behind == behind))
    };
    match (has_look(false), has_look(true)) {
        _ if class_only(node, ends).is_some() => Ok(Matcher::ClassOnly),
        (false, _) if references.is_empty() => Ok(Matcher::Forward),
        (true, false) if references.is_empty() => Ok(Matcher::Backward),
        _ => check_backtracking(node, references).map(|()| Matcher::Backtrack),
    }
}

fn check_size(size: usize) -> Result<(), Error> {
    if size <= SIZE_LIMIT {
        return Ok(());
    }
    Err(Error::whole(format!(
        "its compiled form has {size} instructions and character ranges, more than {SIZE_LIMIT}"
    )))
}

/// The sets of `[all]*[needed][all]*`, a repeated class that may require one character of a subset.
fn class_only(node: &Node, ends: (bool, bool)) -> Option<Vec<CharSet>> {
    match (node, ends) {
        (Node::Set(needed), (false, false)) => return Some(vec![CharSet::any(), needed.clone()]),
        (_, (true, true)) => {}
        _ => return None,
    }
    if let Some((set, ..)) = node.repeated_set() {
        return Some(vec![set.clone()]);
    }
    let Node::Sequence(nodes) = node else { return None };
    let [before, Node::Set(needed), after] = &nodes[..] else { return None };
    match (before.repeated_set()?, after.repeated_set()?) {
        ((all, 0, None), (other, 0, None)) if all == other && needed.is_subset(all) => {
            Some(vec![all.clone(), needed.clone()])
        }
        _ => None,
    }
}

/// Compiles one subprogram after the other.
struct Compiler {
    matcher: Matcher,
    /// The groups that are referred to.
    groups: Vec<u32>,
    subprograms: Vec<Vec<Op>>,
    sets: Vec<CharSet>,
    /// The subprogram that is being written.
    code: Vec<Op>,
    is_backward: bool,
}

impl Compiler {
    /// The subprograms, the main program last, and the sets. `ends` says whether a match must begin
    /// at the start of the text, and whether it must end at the end of it.
    fn run(mut self, node: &Node, ends: (bool, bool)) -> (Vec<Vec<Op>>, Vec<CharSet>) {
        self.is_backward = self.matcher == Matcher::Backward;
        let (begins, stops) = if self.is_backward { (ends.1, ends.0) } else { ends };
        if !begins {
            self.skip();
        }
        self.emit(node, true);
        if stops {
            self.code.push(Op::AssertEnd);
        }
        self.code.push(Op::Match);
        self.subprograms.push(self.code);
        (self.subprograms, self.sets)
    }

    /// Writes a loop over any characters. The backtracking matcher takes as few of them as it can.
    fn skip(&mut self) {
        let any = Op::Set(index(&mut self.sets, &CharSet::any()));
        self.code.extend([Op::Split(2), Op::Jump(4), any, Op::Jump(0)]);
    }

    /// Writes a node. `may_count` is false inside a counted loop, since a subprogram has one
    /// counter.
    fn emit(&mut self, node: &Node, may_count: bool) {
        match node {
            Node::Set(set) => {
                let op = set.only().map_or_else(|| Op::Set(index(&mut self.sets, set)), Op::Char);
                self.code.push(op);
            }
            Node::Sequence(nodes) if self.is_backward => {
                nodes.iter().rev().for_each(|node| self.emit(node, may_count));
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.emit(node, may_count)),
            Node::Choice(nodes) => self.choice(nodes, may_count),
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, may_count),
            Node::Group(group, node) => match self.slot(*group) {
                Some(slot) => {
                    let (first, last) =
                        if self.is_backward { (slot + 1, slot) } else { (slot, slot + 1) };
                    self.code.push(Op::Save(first));
                    self.emit(node, may_count);
                    self.code.push(Op::Save(last));
                }
                None => self.emit(node, may_count),
            },
            Node::Start if self.matcher == Matcher::Backward => self.code.push(Op::AssertEnd),
            Node::End if self.matcher == Matcher::Backward => self.code.push(Op::AssertStart),
            Node::Start => self.code.push(Op::AssertStart),
            Node::End => self.code.push(Op::AssertEnd),
            Node::Boundary(is_boundary) => self.code.push(Op::Boundary(*is_boundary)),
            Node::Lookaround { is_behind, is_negated, node } => {
                self.lookaround(*is_behind, *is_negated, node);
            }
            Node::BackReference(group) => {
                let slot = self.slot(*group).expect("every group that is referred to has slots");
                self.code.push(Op::BackReference(slot));
            }
        }
    }

    fn choice(&mut self, nodes: &[Node], may_count: bool) {
        let mut ends = Vec::new();
        for (position, node) in nodes.iter().enumerate() {
            if position + 1 == nodes.len() {
                self.emit(node, may_count);
                break;
            }
            let split = self.reserve();
            self.emit(node, may_count);
            ends.push(self.reserve());
            self.code[split] = Op::Split(self.here());
        }
        for end in ends {
            self.code[end] = Op::Jump(self.here());
        }
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, may_count: bool) {
        let inside = size(node);
        let counts = may_count && counted(inside, min, max) < written(inside.0, min, max);
        // The required iterations except the last are written out. What follows is that one and the
        // optional ones.
        let optional = max.map(|max| max.checked_sub(min.max(1)).map_or(0, |more| more + 1));
        for _ in 1..min {
            self.iteration(node, may_count);
        }
        match optional {
            None if min == 0 => {
                let start = self.here();
                let split = self.reserve();
                self.iteration(node, may_count);
                self.code.push(Op::Jump(start));
                self.code[split] = Op::Split(self.here());
            }
            None => {
                let start = self.here();
                self.iteration(node, may_count);
                self.code.push(Op::Split(start));
            }
            Some(optional) if counts => {
                let split = (min == 0).then(|| self.reserve());
                let start = self.here();
                self.iteration(node, false);
                self.code.push(Op::CountedLoop(start, optional));
                self.point(split);
            }
            Some(optional) => {
                let splits: Vec<usize> = (0..optional)
                    .filter_map(|iteration| {
                        let split = (min == 0 || iteration > 0).then(|| self.reserve());
                        self.iteration(node, may_count);
                        split
                    })
                    .collect();
                self.point(splits);
            }
        }
    }

    /// Writes one iteration. In ECMAScript it clears the groups inside.
    fn iteration(&mut self, node: &Node, may_count: bool) {
        let slots: Vec<u16> = groups(node).iter().filter_map(|group| self.slot(*group)).collect();
        self.code.extend(slots.into_iter().map(Op::ClearGroup));
        self.emit(node, may_count);
    }

    fn lookaround(&mut self, is_behind: bool, is_negated: bool, node: &Node) {
        let outer = std::mem::take(&mut self.code);
        let was_backward = self.is_backward;
        self.is_backward = match self.matcher {
            Matcher::Backtrack => is_behind,
            matcher => matcher == Matcher::Backward,
        };
        self.emit(node, true);
        self.code.push(Op::Match);
        self.is_backward = was_backward;
        self.subprograms.push(std::mem::replace(&mut self.code, outer));
        let subprogram = short(self.subprograms.len() - 1);
        self.code.push(Op::Lookaround { subprogram, is_behind, is_negated });
    }

    /// Reserves an instruction whose target is not written yet.
    fn reserve(&mut self) -> usize {
        self.code.push(Op::Match);
        self.code.len() - 1
    }

    /// Points reserved splits at the next instruction.
    fn point(&mut self, splits: impl IntoIterator<Item = usize>) {
        for split in splits {
            self.code[split] = Op::Split(self.here());
        }
    }

    fn here(&self) -> u16 {
        short(self.code.len())
    }

    fn slot(&self, group: u32) -> Option<u16> {
        self.groups
            .iter()
            .position(|referred| *referred == group)
            .map(|position| short(2 * position))
    }
}

/// The index of the set in the list. Adds the set if it is not there.
fn index(sets: &mut Vec<CharSet>, set: &CharSet) -> u16 {
    let index = sets.iter().position(|other| other == set).unwrap_or_else(|| {
        sets.push(set.clone());
        sets.len() - 1
    });
    short(index)
}

fn short(number: usize) -> u16 {
    number.try_into().expect("the limit of the size is far below")
}

/// The groups that are referred to, once for each reference.
fn references(node: &Node) -> Vec<u32> {
    let mut all: Vec<u32> = node.children().iter().flat_map(references).collect();
    if let Node::BackReference(group) = node {
        all.push(*group);
    }
    all
}

fn groups(node: &Node) -> Vec<u32> {
    let mut all: Vec<u32> = node.children().iter().flat_map(groups).collect();
    if let Node::Group(group, _) = node {
        all.push(*group);
    }
    all
}

/// Refuses patterns whose match would depend on which alternative the backtracking matcher tries
/// first.
fn check_backtracking(whole: &Node, all: &[u32]) -> Result<(), Error> {
    let is_group = |node: &Node| matches!(node, Node::Group(..));
    let is_empty_repeat = |node: &Node| match node {
        Node::Repeat { node, min, max } => {
            node.length().0 == 0 && (max.is_none() || *max != Some(*min) && node.has(&is_group))
        }
        _ => false,
    };
    if whole.has(&is_empty_repeat) {
        return Err(Error::whole(
            "with a back-reference, or with both a look-ahead and a look-behind, what is repeated must not match the empty text",
        ));
    }
    let is_left = |look: &Node| {
        let inside = references(look);
        let count = |list: &[u32], group: u32| list.iter().filter(|other| **other == group).count();
        matches!(look, Node::Lookaround { .. })
            && groups(look).into_iter().any(|group| count(&inside, group) != count(all, group))
    };
    if whole.has(&is_left) {
        return Err(Error::whole(
            "a back-reference must be inside the lookaround that contains its group",
        ));
    }
    Ok(())
}
