//! [`Reading`]: how one value is read.

use chime_model_vocabulary::TimestampFormat;

use crate::violation::Reason;
use crate::wire::context::Context;

/// The meaning of a null that is read where a value is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    /// A value of the wrong type.
    Mismatch,
    /// A required member that is missing (rule J1).
    Missing,
    /// An element that is left out, unless it can be null (rule J8).
    NoElement,
    /// A member that is absent (rule J9).
    Absent,
}

/// How one value is read: what its timestamps and a null mean, and where violations go.
pub struct Reading<'c> {
    /// Where violations go.
    pub context: &'c mut Context,
    pub(in crate::wire) format: TimestampFormat,
    pub(in crate::wire) null: Null,
}

impl<'c> Reading<'c> {
    #[inline]
    pub(in crate::wire) fn new(
        context: &'c mut Context,
        format: TimestampFormat,
        null: Null,
    ) -> Self {
        Self { context, format, null }
    }

    /// How a value is read in the documented form, which has its own format of timestamps.
    pub(crate) fn documented(context: &'c mut Context, null: Null) -> Self {
        Self::new(context, TimestampFormat::DateTime, null)
    }

    /// Records what is wrong with the value.
    pub(crate) fn refuse<T>(self, reason: Reason) -> Option<T> {
        self.context.refuse(reason)
    }

    /// Records that the value has another type than the modeled one.
    pub(in crate::wire) fn mismatch<T>(
        self,
        expected: &'static str,
        found: &'static str,
    ) -> Option<T> {
        self.context.mismatch(expected, found)
    }

    /// Reads a null where a value is expected.
    #[cold]
    pub(in crate::wire) fn null<T>(self, expected: &'static str) -> Option<T> {
        match self.null {
            Null::Mismatch => self.mismatch(expected, "null"),
            Null::Missing => self.refuse(Reason::Missing),
            Null::NoElement | Null::Absent => None,
        }
    }
}
