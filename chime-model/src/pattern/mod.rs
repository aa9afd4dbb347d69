//! Matches texts with patterns that the derives have compiled: in time that is linear in the text,
//! or up to a step limit.
//!
//! Each pattern names its matcher, so a program contains only the matchers that its patterns need.

mod backtrack;
mod class_only;
mod nfa;
mod outcome;

pub use chime_model_vocabulary::{CompiledSet, Op, Program};

pub use backtrack::backtrack;
pub use class_only::class_only;
pub use nfa::{backward, forward};
pub use outcome::Outcome;

/// A pattern that matches a text as a whole, or a part of it.
pub struct Pattern {
    /// The pattern in the syntax of ECMAScript.
    pub text: &'static str,
    /// Whether a match may be a part of the text.
    pub is_search: bool,
    /// Its compiled form.
    pub program: Program,
    /// The matcher that runs the program.
    pub matcher: fn(&Program, &str) -> Outcome,
}

impl Pattern {
    /// Matches a text, unless its length rules out a match.
    #[must_use]
    pub fn matches(&self, text: &str) -> Outcome {
        if self.fits(text) {
            (self.matcher)(&self.program, text)
        } else {
            Outcome { is_match: Some(false), steps: 0 }
        }
    }

    /// Whether the length is one that the pattern matches. A character has up to four bytes, so
    /// most texts need no counting.
    fn fits(&self, text: &str) -> bool {
        let min = self.program.min as usize;
        let max = self.program.max.map_or(usize::MAX, |max| max as usize);
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
