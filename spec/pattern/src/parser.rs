//! [`Parser`]: the state of parsing, with the characters of a pattern and its portable form.

use crate::error::Error;

#[derive(Default)]
pub(crate) struct Parser {
    pub(crate) chars: Vec<char>,
    /// The index of the next character.
    pub(crate) at: usize,
    /// The portable form of what has been read.
    pub(crate) out: String,
    pub(crate) groups: u32,
    pub(crate) depth: usize,
    pub(crate) flags: Flags,
}

/// Java's flags, up to the end of the group that they are in.
#[derive(Clone, Copy, Default)]
pub(crate) struct Flags {
    /// `i`
    pub(crate) ignores_case: bool,
    /// `s`
    pub(crate) dot_is_any: bool,
}

impl Parser {
    pub(crate) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(crate) fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    /// Reads this text, if it comes next.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        let is_next = self.rest().take(text.len()).eq(text.chars());
        if is_next {
            self.at += text.chars().count();
        }
        is_next
    }

    /// Reads up to this character and past it.
    pub(crate) fn until(&mut self, end: char) -> Option<String> {
        let length = self.chars[self.at..].iter().position(|c| *c == end)?;
        let text = self.chars[self.at..self.at + length].iter().collect();
        self.at += length + 1;
        Some(text)
    }

    /// An error at the next character.
    pub(crate) fn error(&self, message: impl Into<String>) -> Error {
        Error { message: message.into(), at: Some(self.at + 1) }
    }

    /// An error at the last character.
    pub(crate) fn error_before(&self, message: impl Into<String>) -> Error {
        Error { message: message.into(), at: Some(self.at) }
    }

    /// The characters that have not been read.
    pub(crate) fn rest(&self) -> impl Iterator<Item = char> {
        self.chars[self.at..].iter().copied()
    }

    /// Writes the characters from `start` on to the portable form.
    pub(crate) fn keep_from(&mut self, start: usize) -> String {
        let text: String = self.chars[start..self.at].iter().collect();
        self.out += &text;
        text
    }
}
