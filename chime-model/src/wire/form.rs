//! [`Form`]: the form in which a value is written.

use super::context::MAX_DEPTH;
use super::timestamp::TimestampFormat;

/// The form in which a value is written.
#[derive(Clone, Copy)]
pub struct Form {
    /// The format of the timestamps in a body; nothing for the documented form.
    pub(super) body: Option<TimestampFormat>,
    depth: usize,
}

impl Form {
    /// The documented form.
    pub(super) const DOCUMENTED: Self = Self { body: None, depth: 0 };

    /// The body of a message.
    pub(super) fn body(format: TimestampFormat) -> Self {
        Self { body: Some(format), depth: 0 }
    }

    /// The form of a member with timestamps of that format.
    pub(super) fn of_member(self, format: TimestampFormat) -> Self {
        Self { body: self.body.map(|_| format), ..self }
    }

    /// The form inside an object or an array, which must not be nested deeper than is read.
    pub(super) fn nested<E: serde_core::ser::Error>(self) -> Result<Self, E> {
        match self.depth {
            MAX_DEPTH => Err(E::custom("the value is nested too deeply")),
            depth => Ok(Self { depth: depth + 1, ..self }),
        }
    }
}
