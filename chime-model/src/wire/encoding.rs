//! [`Encoding`]: how a value is written.

use std::cell::Cell;

use chime_model_vocabulary::TimestampFormat;
use serde_core::ser;

use super::context::MAX_DEPTH;
use super::form::Form;
use crate::violation::Reason;

/// How a value is written: its form, the format of timestamps in it, and how deep it is.
#[derive(Clone, Copy)]
pub struct Encoding<'p> {
    pub(super) form: Form,
    pub(super) format: TimestampFormat,
    depth: u8,
    problem: Option<&'p Cell<Option<Reason>>>,
}

impl<'p> Encoding<'p> {
    /// The documented form.
    pub(super) fn documented(form: Form) -> Self {
        Self { form, format: TimestampFormat::DateTime, depth: 0, problem: None }
    }

    /// The body of a message. The reason why a value cannot be written goes into `problem`: an
    /// error of serde is only a text.
    pub(super) fn body(
        form: Form,
        format: TimestampFormat,
        problem: &'p Cell<Option<Reason>>,
    ) -> Self {
        Self { form, format, depth: 0, problem: Some(problem) }
    }

    /// The encoding of a member whose timestamps have this format in a body.
    #[inline]
    pub(super) fn of_member(self, format: TimestampFormat) -> Self {
        if self.form.is_documented() { self } else { Self { format, ..self } }
    }

    /// The encoding inside an object or an array, unless it is nested deeper than a reader accepts.
    #[inline]
    pub(super) fn nested<E: ser::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.refuse(Reason::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }

    /// The error for a value that cannot be written.
    #[cold]
    pub(super) fn refuse<E: ser::Error>(self, reason: Reason) -> E {
        let error = E::custom(format_args!("a value {reason}"));
        if let Some(problem) = self.problem {
            problem.set(Some(reason));
        }
        error
    }
}
