//! For a pattern that names the characters of a text, and perhaps some of which it has one.

use super::program::{Outcome, Program};

/// Whether all characters are of the first set, and one of the second if there is one.
#[must_use]
pub fn characters(program: &Program, text: &str) -> Outcome {
    let [all, needed @ ..] = program.sets else { unreachable!("the derive writes one set or two") };
    let is_match = all.has_all(text) && needed.iter().all(|needed| needed.has_one(text));
    Outcome { is_match: Some(is_match), steps: program.sets.len() * text.len() }
}
