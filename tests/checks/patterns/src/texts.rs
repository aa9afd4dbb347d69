//! Texts for a pattern: ones that it matches, ones that it nearly matches, and the characters that
//! it mentions.

use chime_model_pattern::{CharSet, Node, Pattern};

/// Numbers that look random and are the same in every run (xorshift).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        // Spreads seeds that are close to each other.
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or(0)
    }

    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Characters that the sets of ECMAScript and of other engines distinguish, whatever the pattern
/// is.
const SPECIAL: [char; 16] = [
    '\n', '\r', '\u{2028}', '\u{a0}', '\u{feff}', ' ', '\t', '_', '-', 'ſ', 'K', 'é', 'Ж', '漢',
    '😀', '\u{0}',
];

/// A few characters of each set of the pattern, and [`SPECIAL`].
pub(crate) fn alphabet(pattern: &Pattern) -> Vec<char> {
    let mut found = Vec::new();
    collect(&pattern.node, &mut found);
    found.extend(SPECIAL);
    let mut seen = std::collections::HashSet::new();
    found.retain(|c| seen.insert(*c));
    found
}

fn collect(node: &Node, found: &mut Vec<char>) {
    if let Node::Set(set) = node {
        let ranges = set.ranges();
        found.extend(ranges.iter().take(4).flat_map(|(from, to)| [*from, *to]));
    }
    node.children().iter().for_each(|node| collect(node, found));
}

/// A text that the pattern may match: lookarounds and back-references are ignored.
pub(crate) fn sample(pattern: &Pattern, random: &mut Random) -> String {
    let mut text = String::new();
    write(&pattern.node, random, &mut text);
    text.chars().take(40).collect()
}

fn write(node: &Node, random: &mut Random, text: &mut String) {
    match node {
        Node::Set(set) => text.extend(member(set, random)),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| write(node, random, text)),
        Node::Choice(nodes) => write(random.of(nodes), random, text),
        Node::Repeat { node, min, max } => {
            let most = max.map_or(3, |max| (max - min).min(3)) as usize;
            let count = (*min as usize + random.below(most + 1)).min(40);
            (0..count).for_each(|_| write(node, random, text));
        }
        Node::Group(_, node) => write(node, random, text),
        Node::Start
        | Node::End
        | Node::Boundary(_)
        | Node::Lookaround { .. }
        | Node::BackReference(_) => {}
    }
}

fn member(set: &CharSet, random: &mut Random) -> Option<char> {
    let ranges = set.ranges();
    // Only from the first ranges, which are mostly ASCII.
    let (from, to) = *ranges.get(random.below(ranges.len().min(4)))?;
    let size = u32::from(to) - u32::from(from) + 1;
    (0..8).find_map(|_| {
        char::from_u32(u32::from(from) + u32::try_from(random.below(size as usize)).ok()?)
    })
}

/// A text that differs from another one in a place or two.
pub(crate) fn spoilt(text: &str, alphabet: &[char], random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(2) {
        let at = random.below(chars.len() + 1);
        match random.below(3) {
            0 => chars.insert(at, *random.of(alphabet)),
            1 if at < chars.len() => drop(chars.remove(at)),
            _ if at < chars.len() => chars[at] = *random.of(alphabet),
            _ => chars.push(*random.of(alphabet)),
        }
    }
    chars.into_iter().collect()
}

/// A few characters of the alphabet.
pub(crate) fn noise(alphabet: &[char], random: &mut Random) -> String {
    (0..random.below(7)).map(|_| *random.of(alphabet)).collect()
}

/// A text with a few characters before and after it.
pub(crate) fn surrounded(text: &str, alphabet: &[char], random: &mut Random) -> String {
    [&noise(alphabet, random), text, &noise(alphabet, random)].concat()
}
