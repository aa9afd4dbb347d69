//! [`MalformedStream`]: why a stream cannot be read.

use std::fmt;

use super::frame_error::FrameError;
use crate::escaped::Escaped;
use crate::violation::Violations;

/// Why the rest of a stream cannot be read (rules [F1](crate::rules#f1), [M1](crate::rules#m1),
/// [M2](crate::rules#m2) and [G1](crate::rules#g1)). It shows no value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MalformedStream {
    /// The bytes are not messages.
    Frame(FrameError),
    /// A header that the message needs is missing or wrong.
    Header {
        /// the name of the header
        name: &'static str,
        /// what it must be
        expected: &'static str,
    },
    /// A server got an event that the stream does not have.
    UnknownEvent {
        /// the name of the event
        name: String,
    },
    /// An event cannot be read, or breaks a constraint.
    Event {
        /// the name of the event
        name: &'static str,
        /// what is wrong with it, and where
        violations: Violations,
    },
    /// An envelope is inside another envelope.
    Nested,
}

impl From<FrameError> for MalformedStream {
    fn from(error: FrameError) -> Self {
        MalformedStream::Frame(error)
    }
}

impl fmt::Display for MalformedStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MalformedStream::Frame(error) => error.fmt(f),
            MalformedStream::Header { name, expected } => {
                write!(f, "the header {name} must be {expected}")
            }
            MalformedStream::UnknownEvent { name } => {
                write!(f, "the stream has no event called {}", Escaped(name))
            }
            MalformedStream::Event { name, violations } => write!(f, "event {name}: {violations}"),
            MalformedStream::Nested => f.write_str("an envelope must not be in another one"),
        }
    }
}

impl std::error::Error for MalformedStream {}
