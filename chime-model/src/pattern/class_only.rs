//! Matcher for a repeated character class, optionally requiring one character of a subset:
//! `[all]*[needed][all]*`.

use chime_model_vocabulary::{CompiledSet, Program};

use super::outcome::Outcome;

/// Whether every character is in the first set, and one is in the second if there is one.
#[must_use]
pub fn class_only(program: &Program, text: &str) -> Outcome {
    let [all, needed @ ..] = &*program.sets else {
        unreachable!("the derive writes one set or two")
    };
    let has_one = |set: &CompiledSet| text.chars().any(|c| set.contains(c));
    let is_match = has_all(all, text) && needed.iter().all(has_one);
    Outcome { is_match: Some(is_match), steps: program.sets.len() * text.len() }
}

/// Whether the set has every character of a text. Most texts are ASCII, whose bytes need no
/// decoding.
fn has_all(set: &CompiledSet, text: &str) -> bool {
    if !text.is_ascii() {
        return text.chars().all(|c| set.contains(c));
    }
    #[expect(clippy::cast_possible_truncation, reason = "each half by itself")]
    let [low, high] = [set.ascii as u64, (set.ascii >> 64) as u64];
    // Every byte is tested, since stopping early would cost more than it saves.
    let has = |byte: u8| if byte < 64 { low >> byte } else { high >> (byte - 64) };
    text.bytes().fold(1, |all, byte| all & has(byte)) & 1 == 1
}
