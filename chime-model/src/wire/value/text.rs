//! [`Text`], [`Texts`] and [`Status`]: values outside the body: in a label, in the query, in a
//! header or in the status line.

use std::borrow::Cow;

use chime_model_vocabulary::TimestampFormat;

use super::Value;
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::form::Form;

/// A value that can be one text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a label, in the query or in a header",
    label = "expected a type whose values are texts",
    note = "such a type is a `bool`, an integer, a float, a `String`, a `Timestamp` or an \
            enumeration; a list of these, but not for a label"
)]
#[doc(hidden)]
pub trait Text: Value {
    /// Whether a header with this value is marked as sensitive, so that no log shows it.
    const SENSITIVE: bool = false;
    /// Whether it is a timestamp, whose comma in a header belongs to it.
    const DATE: bool = false;

    /// Writes the value.
    ///
    /// # Errors
    /// The value has no text in that format.
    fn to_text(&self, format: TimestampFormat) -> Result<Cow<'_, str>, Reason>;

    /// Reads the value.
    ///
    /// # Errors
    /// What was expected instead.
    fn from_text(text: &str, format: TimestampFormat, form: Form) -> Result<Self, &'static str>;
}

/// The texts of a query key or a header: none, one or many.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a label, in the query or in a header",
    label = "expected a type whose values are texts",
    note = "such a type is a `bool`, an integer, a float, a `String`, a `Timestamp` or an \
            enumeration; a list of these, but not for a label"
)]
#[doc(hidden)]
pub trait Texts: Sized {
    /// Whether a header is split into elements to read it (rule H3).
    const LIST: bool;
    /// Whether a header with this value is marked as sensitive, so that no log shows it.
    const SENSITIVE: bool;
    /// Whether it is made of timestamps, whose comma in a header belongs to them.
    const DATE: bool;

    /// Passes on the text of each value.
    ///
    /// # Errors
    /// A value has no text in that format.
    fn each_text(&self, format: TimestampFormat, each: impl FnMut(&str)) -> Result<(), Reason>;

    /// Reads the values. An empty slice is a missing required member.
    fn from_texts(
        texts: &[Cow<'_, str>],
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self>;
}

impl<T: Text> Texts for T {
    const LIST: bool = false;
    const SENSITIVE: bool = T::SENSITIVE;
    const DATE: bool = T::DATE;

    #[inline]
    fn each_text(&self, format: TimestampFormat, mut each: impl FnMut(&str)) -> Result<(), Reason> {
        self.to_text(format).map(|text| each(&text))
    }

    /// Rule Q3: the first value counts.
    fn from_texts(
        texts: &[Cow<'_, str>],
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        match texts.first() {
            Some(text) => read(text, format, context),
            None => context.refuse(Reason::Missing),
        }
    }
}

/// A value that can be the status of a response. The protocol has only integers there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the status of a response",
    label = "expected an `Option<i32>`"
)]
#[doc(hidden)]
pub trait Status: Texts {
    /// What a value must be.
    const EXPECTED: &'static str = "a status of three digits";
}

impl Status for i32 {}

/// Reads one text, and checks the value if the reader enforces constraints.
pub(super) fn read<T: Text>(
    text: &str,
    format: TimestampFormat,
    context: &mut Context,
) -> Option<T> {
    match <T as Text>::from_text(text, format, context.form) {
        Ok(value) => {
            if context.enforces_constraints() {
                value.check(context);
            }
            Some(value)
        }
        Err(expected) => context.refuse(Reason::expected(expected)),
    }
}

/// Types whose text is that of `Display` and `FromStr`.
macro_rules! parsed {
    ($scalar:ty, $expected:expr) => {
        impl crate::wire::value::Text for $scalar {
            fn to_text(
                &self,
                _: TimestampFormat,
            ) -> Result<std::borrow::Cow<'_, str>, crate::violation::Reason> {
                Ok(self.to_string().into())
            }

            fn from_text(
                text: &str,
                _: TimestampFormat,
                _: crate::wire::form::Form,
            ) -> Result<Self, &'static str> {
                // The standard parser takes a leading plus sign, which the protocol does not know.
                let is_plain = !text.starts_with('+');
                text.parse().ok().filter(|_| is_plain).ok_or($expected)
            }
        }
    };
}
pub(super) use parsed;
