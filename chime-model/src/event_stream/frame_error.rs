//! [`FrameError`]: bytes that are not a message, and a message that cannot be written.

use std::fmt;

/// Bytes that are not a message, or a message that cannot be written (rules
/// [F1](crate::rules#f1) to [F4](crate::rules#f4)). It shows no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FrameError {
    /// The two lengths at the start are not those of a message.
    Length,
    /// The checksum of the two lengths is wrong.
    LengthChecksum,
    /// The checksum of the message is wrong.
    Checksum,
    /// A part is longer than its limit.
    TooLong {
        /// what is too long, such as `the payload`
        part: &'static str,
        /// the limit, in bytes
        limit: usize,
    },
    /// A header is malformed. The text says what it must have, such as a name of 1 to 255 bytes.
    Header(&'static str),
    /// The bytes end inside a message.
    Incomplete,
    /// There are bytes after the message.
    Trailing,
}

impl FrameError {
    /// A header that would end after the part of the message for headers.
    pub(super) const CUT: Self = FrameError::Header("its end within the headers");
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::Length => f.write_str("the lengths are not those of a message"),
            FrameError::LengthChecksum => f.write_str("the checksum of the lengths is wrong"),
            FrameError::Checksum => f.write_str("the checksum of the message is wrong"),
            FrameError::TooLong { part, limit } => {
                write!(f, "{part} must have at most {limit} bytes")
            }
            FrameError::Header(expected) => write!(f, "a header must have {expected}"),
            FrameError::Incomplete => f.write_str("the bytes end inside a message"),
            FrameError::Trailing => f.write_str("there are bytes after the message"),
        }
    }
}

impl std::error::Error for FrameError {}
