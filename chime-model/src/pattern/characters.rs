//! For a pattern that names the characters of a text, and perhaps some of which it has one.

use super::{Outcome, Program};

/// Whether all characters are of the first set, and one of the second if there is one.
#[must_use]
pub fn characters(program: &Program, text: &str) -> Outcome {
    let (mut needed, mut steps) = (program.sets.get(1), 0);
    let all = text.chars().all(|char| {
        steps += 1;
        if needed.is_some_and(|needed| needed.contains(char)) {
            needed = None;
        }
        program.sets[0].contains(char)
    });
    Outcome { is_match: Some(all && needed.is_none()), steps }
}
