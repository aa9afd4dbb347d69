//! [`Program`]: a compiled pattern. `chime-model-pattern` builds one, the derives write it out as a
//! constant, and the runtime matches texts with it.

use std::borrow::Cow;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// The least number of characters that it matches.
    pub min: u32,
    /// The greatest number of characters that it matches; `None` without a limit.
    pub max: Option<u32>,
    /// Lookaround subprograms, innermost first, then the main program.
    pub subprograms: Cow<'static, [Cow<'static, [Op]>]>,
    /// The sets that instructions read.
    pub sets: Cow<'static, [CompiledSet]>,
    /// The number of positions that groups save for back-references.
    pub slots: u16,
}

/// An instruction of a subprogram. Targets are indices in the same subprogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Reads this character.
    Char(char),
    /// Reads a character of the set with this index.
    Set(u16),
    /// Continues at the target.
    Jump(u16),
    /// Continues at the next instruction or at the target.
    Split(u16),
    /// Ends an iteration of a loop: continues at the next instruction, or at the target while fewer
    /// iterations than this have ended.
    CountedLoop(u16, u32),
    /// Asserts that no character is before, in the direction in which the matcher reads the text.
    AssertStart,
    /// Asserts that no character is after, in that direction.
    AssertEnd,
    /// Asserts a word boundary, or with `false` that there is none.
    Boundary(bool),
    /// Asserts that a subprogram matches from here.
    Lookaround {
        /// The index of the subprogram.
        subprogram: u16,
        /// Whether it reads from here to the start; only the backtracking matcher looks at this.
        is_behind: bool,
        /// Whether it must not match.
        is_negated: bool,
    },
    /// Saves the position in this slot.
    Save(u16),
    /// Clears this slot and the next one, which are the start and the end of a group.
    ClearGroup(u16),
    /// Reads the text between the positions in this slot and the next one.
    BackReference(u16),
    /// Matches.
    Match,
}

/// A set of characters, in a form that is quick to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledSet {
    /// One bit for each ASCII character.
    pub ascii: u128,
    /// The ranges beyond ASCII, sorted, both ends included.
    pub others: Cow<'static, [(char, char)]>,
}

impl CompiledSet {
    /// Whether the character is in the set.
    #[inline]
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        let point = u32::from(c);
        if point < 0x80 {
            return self.ascii >> point & 1 == 1;
        }
        let after = self.others.partition_point(|(from, _)| *from <= c);
        after.checked_sub(1).is_some_and(|index| c <= self.others[index].1)
    }
}
