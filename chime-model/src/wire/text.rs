//! [`Text`] and [`Texts`]: values outside of the body: in a label, in the query or in a header.

use std::borrow::Cow;

use jiff::Timestamp;

use super::context::Context;
use super::timestamp::TimestampFormat;
use super::value::Value;
use crate::Sensitive;
use crate::violation::Reason;

/// One value as text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a label, in the query or in a header",
    label = "expected a type whose values are texts"
)]
#[doc(hidden)]
pub trait Text: Value {
    /// Whether header values of it must not reach a log.
    const SENSITIVE: bool = false;
    /// Whether it is a timestamp, whose comma in a header belongs to it.
    const DATE: bool = false;

    /// Writes the value.
    fn to_text(&self, format: TimestampFormat) -> Cow<'_, str>;

    /// Reads the value; without one, the text that says what was expected.
    fn from_text(text: &str, context: &Context) -> Result<Self, &'static str>;
}

/// None, one or many values: what a query key or a header can carry.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a label, in the query or in a header",
    label = "expected a type whose values are texts",
    note = "such a type is a `bool`, an integer, a float, a `String`, a `Timestamp` or an enumeration; a list of these, but not for a label"
)]
#[doc(hidden)]
pub trait Texts: Sized {
    /// Whether a header is split into elements to read it (rule H3).
    const LIST: bool;
    /// Whether header values of it must not reach a log.
    const SENSITIVE: bool;
    /// Whether it is made of timestamps, whose comma in a header belongs to them.
    const DATE: bool;

    /// Gives the text of each value.
    fn each_text(&self, format: TimestampFormat, each: impl FnMut(&str));

    /// Reads the values; without texts, what a required member says to that.
    fn from_texts(texts: &[Cow<'_, str>], context: &mut Context) -> Option<Self>;
}

impl<T: Text> Texts for T {
    const LIST: bool = false;
    const SENSITIVE: bool = T::SENSITIVE;
    const DATE: bool = T::DATE;

    fn each_text(&self, format: TimestampFormat, mut each: impl FnMut(&str)) {
        each(&self.to_text(format));
    }

    /// Rule Q3: the first value counts.
    fn from_texts(texts: &[Cow<'_, str>], context: &mut Context) -> Option<Self> {
        match texts.first() {
            Some(text) => read(text, context),
            None => context.refuse(Reason::Missing),
        }
    }
}

impl<T: Text> Texts for Vec<T> {
    const LIST: bool = true;
    const SENSITIVE: bool = T::SENSITIVE;
    const DATE: bool = T::DATE;

    fn each_text(&self, format: TimestampFormat, mut each: impl FnMut(&str)) {
        for element in self {
            each(&element.to_text(format));
        }
    }

    fn from_texts(texts: &[Cow<'_, str>], context: &mut Context) -> Option<Self> {
        if texts.is_empty() {
            return context.refuse(Reason::Missing);
        }
        let elements = texts.iter().enumerate();
        Some(
            elements
                .filter_map(|(index, text)| context.element(index, |context| read(text, context)))
                .collect(),
        )
    }
}

/// Reads one text, and checks it where the reader enforces constraints.
fn read<T: Text>(text: &str, context: &mut Context) -> Option<T> {
    match <T as Text>::from_text(text, context) {
        Ok(value) => {
            if context.enforces_constraints() {
                value.check(context);
            }
            Some(value)
        }
        Err(expected) => context.refuse(Reason::expected(expected)),
    }
}

impl<T: Texts> Texts for Option<T> {
    const LIST: bool = T::LIST;
    const SENSITIVE: bool = T::SENSITIVE;
    const DATE: bool = T::DATE;

    fn each_text(&self, format: TimestampFormat, each: impl FnMut(&str)) {
        if let Some(value) = self {
            value.each_text(format, each);
        }
    }

    fn from_texts(texts: &[Cow<'_, str>], context: &mut Context) -> Option<Self> {
        match texts {
            [] => Some(None),
            _ => T::from_texts(texts, context).map(Some),
        }
    }
}

impl<T: Text> Texts for Sensitive<Vec<T>> {
    const LIST: bool = true;
    const SENSITIVE: bool = true;
    const DATE: bool = T::DATE;

    fn each_text(&self, format: TimestampFormat, each: impl FnMut(&str)) {
        (**self).each_text(format, each);
    }

    fn from_texts(texts: &[Cow<'_, str>], context: &mut Context) -> Option<Self> {
        <Vec<T> as Texts>::from_texts(texts, context).map(Sensitive::new)
    }
}

impl<T: Text> Text for Sensitive<T> {
    const SENSITIVE: bool = true;
    const DATE: bool = T::DATE;

    fn to_text(&self, format: TimestampFormat) -> Cow<'_, str> {
        (**self).to_text(format)
    }

    fn from_text(text: &str, context: &Context) -> Result<Self, &'static str> {
        <T as Text>::from_text(text, context).map(Sensitive::new)
    }
}

impl Text for String {
    fn to_text(&self, _: TimestampFormat) -> Cow<'_, str> {
        self.into()
    }

    fn from_text(text: &str, _: &Context) -> Result<Self, &'static str> {
        Ok(text.to_owned())
    }
}

macro_rules! parsed {
    ($($scalar:ty, $expected:literal;)*) => {$(
        impl Text for $scalar {
            fn to_text(&self, _: TimestampFormat) -> Cow<'_, str> {
                self.to_string().into()
            }

            fn from_text(text: &str, _: &Context) -> Result<Self, &'static str> {
                // The standard parser takes a leading plus sign, which JSON and the protocol do not
                // know.
                text.parse().ok().filter(|_| !text.starts_with('+')).ok_or($expected)
            }
        }
    )*};
}

parsed! {
    bool, "true or false";
    i32, "an integer of 32 bits";
    i64, "an integer of 64 bits";
}

impl Text for Timestamp {
    const DATE: bool = true;

    fn to_text(&self, format: TimestampFormat) -> Cow<'_, str> {
        format.write(*self).into()
    }

    fn from_text(text: &str, context: &Context) -> Result<Self, &'static str> {
        context.format.read(text, context.side).ok_or(context.format.expected())
    }
}
