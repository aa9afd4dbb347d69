//! [`CharSet`]: a set of characters as sorted ranges. It has no surrogates, which no text has.

use chime_model_vocabulary::CompiledSet;

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharSet(Vec<(char, char)>);

impl CharSet {
    /// The set of these ranges of code points, both ends included. A range that ends before its
    /// start is empty.
    #[must_use]
    pub fn of(ranges: &[(u32, u32)]) -> Self {
        let mut chars = Vec::new();
        for (from, to) in ranges.iter().copied() {
            for (from, to) in [(from, to.min(0xD7FF)), (from.max(0xE000), to)] {
                if from <= to {
                    chars.extend(char::from_u32(from).zip(char::from_u32(to)));
                }
            }
        }
        Self::joined(chars)
    }

    /// The set of these ranges, of which those that touch or overlap become one.
    fn joined(mut ranges: Vec<(char, char)>) -> Self {
        ranges.sort_unstable();
        let mut set: Vec<(char, char)> = Vec::new();
        for (from, to) in ranges {
            match set.last_mut() {
                Some(last) if next(last.1).is_none_or(|next| from <= next) => {
                    last.1 = last.1.max(to);
                }
                _ => set.push((from, to)),
            }
        }
        Self(set)
    }

    /// Every character.
    pub(crate) fn any() -> Self {
        Self::default().complement()
    }

    /// What `.` matches: every character except line terminators.
    pub(crate) fn dot() -> Self {
        Self::of(&[(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)]).complement()
    }

    /// What `\d` matches.
    pub(crate) fn digits() -> Self {
        Self::of(&[(0x30, 0x39)])
    }

    /// What `\w` matches.
    pub(crate) fn word() -> Self {
        Self::of(&[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
    }

    /// What `\s` matches: ECMAScript's white space and line terminators.
    pub(crate) fn space() -> Self {
        Self::of(&[
            (0x09, 0x0D),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF),
        ])
    }

    /// The ranges, sorted, neither touching nor overlapping.
    #[must_use]
    pub fn ranges(&self) -> &[(char, char)] {
        &self.0
    }

    /// The form in which a program has the set.
    pub(crate) fn compile(&self) -> CompiledSet {
        let ascii = |(from, to): &(char, char)| {
            (u32::from(*from)..=u32::from(*to).min(0x7F)).map(|point| 1 << point).sum::<u128>()
        };
        let others = self.0.iter().filter(|(_, to)| !to.is_ascii());
        CompiledSet {
            ascii: self.0.iter().map(ascii).sum(),
            others: others.map(|(from, to)| ((*from).max('\u{80}'), *to)).collect(),
        }
    }

    /// The only character of the set, if there is only one.
    #[must_use]
    pub fn only(&self) -> Option<char> {
        match self.0[..] {
            [(from, to)] if from == to => Some(from),
            _ => None,
        }
    }

    pub(crate) fn union(sets: &[CharSet]) -> Self {
        Self::joined(sets.iter().flat_map(|set| &set.0).copied().collect())
    }

    /// Every character that is not in the set.
    pub(crate) fn complement(&self) -> Self {
        let mut ranges = Vec::new();
        let mut start = 0;
        for (from, to) in self.points() {
            if start < from {
                ranges.push((start, from - 1));
            }
            start = to + 1;
        }
        ranges.push((start, 0x0010_FFFF));
        Self::of(&ranges)
    }

    /// Both cases of the ASCII letters in the set, which is what Java's `(?i)` means.
    pub(crate) fn ignore_case(&self) -> Self {
        let mut ranges: Vec<(u32, u32)> = self.points().collect();
        for (from, to) in self.points() {
            for first in [0x41, 0x61] {
                let (from, to) = (from.max(first), to.min(first + 25));
                if from <= to {
                    ranges.push((from ^ 0x20, to ^ 0x20));
                }
            }
        }
        Self::of(&ranges)
    }

    /// The ranges as code points.
    fn points(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().map(|(from, to)| (u32::from(*from), u32::from(*to)))
    }

    pub(crate) fn is_subset(&self, other: &CharSet) -> bool {
        self.0
            .iter()
            .all(|(from, to)| other.0.iter().any(|(start, end)| start <= from && to <= end))
    }

    /// The set as the content of a class in brackets.
    pub(crate) fn items(&self) -> String {
        let mut items = String::new();
        for (from, to) in &self.0 {
            items += &item(*from);
            if from != to {
                items.push('-');
                items += &item(*to);
            }
        }
        items
    }
}

/// A character in a class. Beyond U+FFFF engines have no escape in common.
fn item(c: char) -> String {
    match u32::from(c) {
        _ if c.is_ascii_alphanumeric() => c.to_string(),
        point @ ..=0xFF => format!("\\x{point:02x}"),
        point @ ..=0xFFFF => format!("\\u{point:04x}"),
        _ => c.to_string(),
    }
}

fn next(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}
