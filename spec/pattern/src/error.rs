//! [`Error`]: what is wrong with a pattern.

use std::fmt;

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub(crate) message: String,
    /// The position of the character, counted from 1; `None` for the pattern as a whole.
    pub(crate) at: Option<usize>,
}

impl Error {
    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self { message: message.into(), at: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.at.map_or(Ok(()), |at| write!(f, " at character {at}"))
    }
}

impl std::error::Error for Error {}
