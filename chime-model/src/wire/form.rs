//! [`Form`]: the form of a value, and the side of the connection that writes or reads it.

/// The form of a value. Names, timestamps and the leniency of a reader follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The documented form, in a format that people can read, such as JSON.
    Documented,
    /// The documented form, in a format that only programs can read, such as postcard.
    Binary,
    /// A message that a client writes or reads (rules J8, J9, T3 and V1).
    Client,
    /// A message that a server writes or reads (rules J8, J9, T3 and V2).
    Server,
}

impl Form {
    /// The documented form in a format.
    pub(super) fn documented(is_human_readable: bool) -> Self {
        if is_human_readable { Form::Documented } else { Form::Binary }
    }

    /// Whether this is the documented form, which has the documented names.
    #[inline]
    pub(super) fn is_documented(self) -> bool {
        matches!(self, Form::Documented | Form::Binary)
    }
}
