//! What a pattern compiles to: the same data that the runtime's `pattern` module has, before it is
//! written out.

use super::set::Set;

/// A pattern for the runtime to match with.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Which of the runtime's matchers takes it.
    pub matcher: Matcher,
    /// The least number of characters that it matches.
    pub min: u32,
    /// The greatest.
    pub max: Option<u32>,
    /// The looks around, those inside of others first, and at last what the text is matched with.
    pub parts: Vec<Vec<Op>>,
    pub sets: Vec<Set>,
    /// How many places a back-reference needs kept.
    pub slots: u16,
}

/// A matcher of the runtime, the cheapest that is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matcher {
    /// All characters are of the first set, and one of the second if there is one.
    Characters,
    /// From the start to the end, keeping every state that the pattern can be in.
    Forward,
    /// From the end to the start, so that what a look ahead sees is known.
    Backward,
    /// One possibility after the other, up to a bound.
    Bounded,
}

/// A step of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Look { part: u16, turns: bool, is_negated: bool },
    /// Keeps the place.
    Save(u16),
    /// Forgets two places.
    Reset(u16),
    /// Reads what is between two places.
    Repeat(u16),
    /// Matches.
    Match,
}
