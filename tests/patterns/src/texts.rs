//! Makes texts that a pattern matches, or nearly matches, from what it means.

use chime_model_spec::pattern::{Node, Pattern, Set};
use fastrand::Rng;
use std::ops::Range;

/// Characters that patterns disagree on easily: ends of lines, blanks, the ends of planes, letters of other scripts.
const ODD: &[char] = &['\n', '\r', '\t', ' ', '\0', '\u{7f}', '\u{85}', '\u{a0}', '\u{2028}', '\u{feff}', 'é', 'ß', '漢', '😀', '\u{301}', '-', '_', 'a', 'Z', '0'];

/// Writes texts after a pattern.
pub struct Writer<'p> {
    node: &'p Node,
    rng: Rng,
    /// What has been written for the groups.
    groups: Vec<String>,
    /// The repeat to be written once at least, by its number in the order of the pattern, and where that is in the text.
    pumped: Option<usize>,
    unit: Range<usize>,
    repeats: usize,
    /// Whether a repeat is inside of another, which takes who backtracks long where a text is long.
    has_nested: bool,
    /// Characters at the ends of the pattern's sets, and beside them.
    pub alphabet: Vec<char>,
}

impl<'p> Writer<'p> {
    pub fn new(pattern: &'p Pattern, seed: u64) -> Self {
        let mut alphabet = Vec::new();
        edges(&pattern.node, &mut alphabet);
        alphabet.sort_unstable();
        alphabet.dedup();
        Self { node: &pattern.node, rng: Rng::with_seed(seed), groups: Vec::new(), pumped: None, unit: 0..0, repeats: 0, has_nested: is_nested(&pattern.node), alphabet }
    }

    /// A text that the pattern matches, but for what it looks at around.
    pub fn matching(&mut self) -> String {
        let mut text = String::new();
        (self.groups, self.repeats) = (Vec::new(), 0);
        self.write(self.node, &mut text);
        text
    }

    /// What comes before an iteration of a repeat, the iteration, and what comes after it.
    pub fn around(&mut self, repeat: usize) -> [String; 3] {
        self.pumped = Some(repeat);
        let text = self.matching();
        self.pumped = None;
        let Range { start, end } = std::mem::take(&mut self.unit);
        [&text[..start], &text[start..end], &text[end..]].map(str::to_owned)
    }

    /// The same with a few changes.
    pub fn nearly(&mut self) -> String {
        let mut chars: Vec<char> = self.matching().chars().collect();
        for _ in 0..=self.rng.usize(..3) {
            let (at, change) = (self.rng.usize(..=chars.len()), self.rng.u8(..6));
            let other = *self.rng.choice(&self.alphabet).filter(|_| change > 0).or(self.rng.choice(ODD).as_ref().copied()).unwrap_or(&'a');
            match change {
                0..3 if at < chars.len() => chars[at] = other,
                3 if at < chars.len() => drop(chars.remove(at)),
                4 => chars.truncate(at),
                _ => chars.insert(at, other),
            }
        }
        chars.into_iter().collect()
    }

    fn write(&mut self, node: &Node, text: &mut String) {
        match node {
            Node::Set(set) => text.extend(self.one_of(set)),
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.write(node, text)),
            Node::Choice(nodes) => {
                // Which repeats are passed over is counted too, so that a number means the same repeat in every text.
                let (chosen, start) = (self.choose(nodes), self.repeats);
                let before: usize = nodes[..chosen].iter().map(repeats).sum();
                self.repeats = start + before;
                self.write(&nodes[chosen], text);
                self.repeats = start + nodes.iter().map(repeats).sum::<usize>();
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, text),
            Node::Group(group, node) => {
                let start = text.len();
                self.write(node, text);
                let index = *group as usize;
                self.groups.resize(self.groups.len().max(index + 1), String::new());
                self.groups[index] = text[start..].to_owned();
            }
            Node::Reference(group) => text.push_str(self.groups.get(*group as usize).map_or("", String::as_str)),
            Node::Look { node, .. } => self.repeats += repeats(node),
            Node::Start | Node::End | Node::Boundary(_) => {}
        }
    }

    /// An alternative: the one with the repeat that is to be pumped, if there is one.
    fn choose(&mut self, nodes: &[Node]) -> usize {
        let mut next = self.repeats;
        for (index, node) in nodes.iter().enumerate() {
            let numbers = next..next + repeats(node);
            if self.pumped.is_some_and(|number| numbers.contains(&number)) {
                return index;
            }
            next = numbers.end;
        }
        self.rng.usize(..nodes.len())
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, text: &mut String) {
        let number = self.repeats;
        let inside = number + 1..number + 1 + repeats(node);
        let most = max.unwrap_or(u32::MAX);
        let count = match self.pumped {
            Some(pumped) if pumped == number || inside.contains(&pumped) => min.max(1),
            Some(_) => min,
            _ if !self.has_nested && self.rng.u8(..20) == 0 => most.min(min + 70),
            _ => min.saturating_add(self.rng.u32(..3)).min(most),
        };
        for _ in 0..count {
            self.repeats = inside.start;
            let start = text.len();
            self.write(node, text);
            if self.pumped == Some(number) {
                self.unit = start..text.len();
            }
        }
        self.repeats = inside.end;
    }

    fn one_of(&mut self, set: &Set) -> Option<char> {
        let (from, to) = *self.rng.choice(set.ranges())?;
        Some(match self.rng.u8(..4) {
            0 => from,
            1 => to,
            _ => self.rng.char(from..=to),
        })
    }
}

/// How many repeats a node has.
pub fn repeats(node: &Node) -> usize {
    usize::from(matches!(node, Node::Repeat { .. })) + node.children().iter().map(repeats).sum::<usize>()
}

fn is_nested(node: &Node) -> bool {
    let is_repeat = matches!(node, Node::Repeat { max, .. } if max.is_none_or(|max| max > 3));
    (is_repeat && repeats(node) > 1) || node.children().iter().any(is_nested)
}

fn edges(node: &Node, all: &mut Vec<char>) {
    if let Node::Set(set) = node {
        for (from, to) in set.ranges().iter().take(40) {
            let beside = [u32::from(*from).wrapping_sub(1), u32::from(*to) + 1];
            all.extend([*from, *to].into_iter().chain(beside.into_iter().filter_map(char::from_u32)));
        }
    }
    node.children().iter().for_each(|node| edges(node, all));
}
