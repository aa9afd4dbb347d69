//! Matches texts with patterns that the derives have compiled: in time that is linear in the text,
//! or up to a bound.
//!
//! A matcher is named by each pattern that needs it, so a program holds those alone that its
//! patterns need.

mod bounded;
mod characters;
mod linear;
mod program;

pub use bounded::bounded;
pub use characters::characters;
pub use linear::{backward, forward};
pub use program::{Op, Outcome, Program, Set};

/// A pattern that matches a text as a whole.
pub struct Pattern {
    /// As ECMAScript has it.
    pub text: &'static str,
    /// The least number of characters that it matches.
    pub min: u32,
    /// The greatest.
    pub max: Option<u32>,
    /// What the matcher takes.
    pub program: Program,
    /// The matcher.
    pub matcher: fn(&Program, &str) -> Outcome,
}

impl Pattern {
    /// Matches a text, unless its length says that it cannot match.
    #[must_use]
    pub fn matches(&self, text: &str) -> Outcome {
        if self.fits(text) {
            (self.matcher)(&self.program, text)
        } else {
            Outcome { is_match: Some(false), steps: 0 }
        }
    }

    /// Whether the length is one that the pattern matches. A character has up to four bytes, so
    /// most need no counting.
    fn fits(&self, text: &str) -> bool {
        let (min, max) = (self.min as usize, self.max.map_or(usize::MAX, |max| max as usize));
        if text.len() < min || text.len() / 4 > max {
            return false;
        }
        if text.len() / 4 >= min && text.len() <= max {
            return true;
        }
        let length = text.chars().count();
        min <= length && length <= max
    }
}
