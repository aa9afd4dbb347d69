//! [`Program`]: what the derives make of a pattern, and what each matcher says of a text.

/// A compiled pattern.
pub struct Program {
    /// The looks around, those inside of others first, and at last what the text is matched with.
    pub parts: &'static [&'static [Op]],
    /// What the steps read.
    pub sets: &'static [Set],
    /// How many places a back-reference needs kept.
    pub slots: u16,
}

/// A step of a part.
#[derive(Clone, Copy)]
pub enum Op {
    /// Reads this character.
    Char(char),
    /// Reads one of a set.
    Set(u16),
    /// Goes on at another step.
    Jump(u16),
    /// Goes on at the next step or at another.
    Split(u16),
    /// Ends an iteration: goes on at the next step, or back while there have been fewer iterations
    /// than this.
    Again(u16, u32),
    /// Goes on where nothing has been read.
    First,
    /// Goes on where nothing is left to be read.
    Last,
    /// Goes on at the start or the end of a word, or elsewhere.
    Boundary(bool),
    /// Goes on if a part matches from here, or if not. In the bounded matcher that part reads in
    /// the other direction if it says so.
    Look {
        /// its index
        part: u16,
        /// whether it reads in the other direction
        turns: bool,
        /// whether it must not match
        is_negated: bool,
    },
    /// Keeps the place.
    Save(u16),
    /// Forgets two places.
    Reset(u16),
    /// Reads what is between two places.
    Repeat(u16),
    /// Matches.
    Match,
}

/// A set of characters.
pub struct Set {
    /// A bit for each of ASCII.
    pub ascii: u128,
    /// The others, sorted, both ends included.
    pub others: &'static [(char, char)],
}

impl Set {
    /// Whether it has every character of a text. Most texts are ASCII, whose bytes need no
    /// decoding.
    pub(super) fn has_all(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return text.chars().all(|char| self.contains(char));
        }
        #[expect(clippy::cast_possible_truncation, reason = "each half by itself")]
        let [low, high] = [self.ascii as u64, (self.ascii >> 64) as u64];
        // Every byte is looked at: a way out in the middle costs more than it saves.
        let has = |byte: u8| if byte < 64 { low >> byte } else { high >> (byte - 64) };
        text.bytes().fold(1, |all, byte| all & has(byte)) & 1 == 1
    }

    /// Whether it has a character of a text.
    pub(super) fn has_one(&self, text: &str) -> bool {
        text.chars().any(|char| self.contains(char))
    }

    pub(super) fn contains(&self, char: char) -> bool {
        match u32::from(char) {
            point @ ..0x80 => self.ascii >> point & 1 == 1,
            _ => {
                let after = self.others.partition_point(|(from, _)| *from <= char);
                after.checked_sub(1).is_some_and(|index| char <= self.others[index].1)
            }
        }
    }
}

/// What has come of matching a text.
pub struct Outcome {
    /// Whether it matches, unless the matcher stopped at its bound.
    pub is_match: Option<bool>,
    /// The cost: steps of the program, each counted as often as it was tried.
    pub steps: usize,
}

pub(super) fn is_word(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_')
}
