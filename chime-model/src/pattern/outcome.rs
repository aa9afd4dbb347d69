//! [`Outcome`]: the result of every matcher, and what counts as a word.

/// The result of matching a text.
pub struct Outcome {
    /// Whether it matches; `None` if the matcher reached its step limit.
    pub is_match: Option<bool>,
    /// The cost: instructions of the program, each counted as often as it was tried.
    pub steps: usize,
}

pub(super) fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
}
