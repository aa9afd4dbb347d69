//! The constraints of a description (rules V1 and V2): length, range and pattern, on a member or on what it is made of.
//!
//! The derives write one call per constraint; each passes over what is absent.

use std::collections::BTreeMap;

use regress::Regex;

use super::context::Context;
use crate::violation::Reason;
use crate::{Blob, Sensitive};

/// A pattern, compiled. It is an ECMAScript one, as the Smithy specification says patterns are, and matches a string as a whole.
pub struct Pattern {
    source: &'static str,
    regex: Regex,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Panics
    /// On a pattern that does not compile, which the derive macros have refused.
    #[must_use]
    pub fn new(source: &'static str) -> Self {
        let whole = anchored(source);
        // Unicode mode is the sane one, but it refuses escapes such as `\_` that many patterns have.
        let regex = Regex::with_flags(&whole, "u").or_else(|_| Regex::new(&whole)).expect("the derive has compiled this pattern");
        Self { source, regex }
    }
}

/// A pattern as one that matches anywhere in a string. A description's matches the whole string, and is anchored for that; `.*X.*`
/// means the same as it is but for line ends, and readers of a schema show it to people, so it stays.
pub(crate) fn anchored(pattern: &str) -> String {
    let has_choice = pattern.contains('|');
    let is_anchored = pattern.starts_with('^') && pattern.ends_with('$') && !pattern.ends_with("\\$");
    let is_search = pattern.len() > 4 && pattern.starts_with(".*") && pattern.ends_with(".*") && !pattern.ends_with("\\.*");
    match (has_choice, is_anchored || is_search) {
        (false, true) => pattern.to_owned(),
        (false, false) => format!("^{pattern}$"),
        (true, _) => format!("^(?:{pattern})$"),
    }
}

/// What has a length.
pub trait Length {
    /// Characters of a string, bytes of a blob, elements of a list or a map; nothing where nothing stands.
    fn length(&self) -> Option<usize>;
}

/// What a pattern can be matched with.
pub trait Matched {
    /// The text, where one stands.
    fn text(&self) -> Option<&str>;
}

/// What has an order that a range can bound.
pub trait Ranged {
    /// The type of the bounds.
    type Number: PartialOrd;

    /// The number, where one stands.
    fn number(&self) -> Option<Self::Number>;
}

/// What is made of elements or entries, whose constraints are their own.
pub trait Elements {
    /// The type of an element, or of the value of an entry.
    type Element;

    /// Goes to each element or value.
    fn each(&self, context: &mut Context, check: impl FnMut(&Self::Element, &mut Context));

    /// Goes to each key; a list has none.
    fn keys(&self, _: &mut Context, _: impl FnMut(&String, &mut Context)) {}
}

impl Context {
    /// Checks a length.
    pub fn length(&mut self, value: &impl Length, min: u64, max: Option<u64>) {
        if value.length().is_some_and(|length| (length as u64) < min || max.is_some_and(|max| length as u64 > max)) {
            self.report(Reason::Length { min, max });
        }
    }

    /// Checks a range. The texts are the bounds as the description writes them.
    pub fn range<T: Ranged>(&mut self, value: &T, min: Option<(T::Number, &'static str)>, max: Option<(T::Number, &'static str)>) {
        let Some(number) = value.number() else { return };
        // Written so that NaN is within no range.
        let is_within = min.as_ref().is_none_or(|(min, _)| number >= *min) && max.as_ref().is_none_or(|(max, _)| number <= *max);
        if !is_within {
            self.report(Reason::Range { min: min.map(|(_, text)| text), max: max.map(|(_, text)| text) });
        }
    }

    /// Checks a pattern.
    pub fn pattern(&mut self, value: &impl Matched, pattern: &Pattern) {
        if value.text().is_some_and(|text| pattern.regex.find(text).is_none()) {
            self.report(Reason::Pattern(pattern.source));
        }
    }
}

impl Length for String {
    fn length(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

impl Length for Blob {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T> Length for Vec<T> {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T> Length for BTreeMap<String, T> {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl Matched for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

macro_rules! ranged {
    ($($number:ty)*) => {$(
        impl Ranged for $number {
            type Number = $number;

            fn number(&self) -> Option<$number> {
                Some(*self)
            }
        }
    )*};
}

ranged!(i8 i16 i32 i64 f32 f64);

impl<T> Elements for Vec<T> {
    type Element = T;

    fn each(&self, context: &mut Context, mut check: impl FnMut(&T, &mut Context)) {
        for (index, element) in self.iter().enumerate() {
            context.element(index, |context| check(element, context));
        }
    }
}

impl<T> Elements for BTreeMap<String, T> {
    type Element = T;

    fn each(&self, context: &mut Context, mut check: impl FnMut(&T, &mut Context)) {
        for (key, value) in self {
            context.entry(key, |context| check(value, context));
        }
    }

    fn keys(&self, context: &mut Context, mut check: impl FnMut(&String, &mut Context)) {
        for key in self.keys() {
            context.entry(key, |context| check(key, context));
        }
    }
}

/// An absent value breaks no rule, and a sensitive one is checked like any other.
macro_rules! through {
    ($($wrapper:ident, |$value:ident| $inner:expr;)*) => {$(
        impl<T: Length> Length for $wrapper<T> {
            fn length(&self) -> Option<usize> {
                let $value = self;
                $inner.and_then(|value: &T| value.length())
            }
        }

        impl<T: Matched> Matched for $wrapper<T> {
            fn text(&self) -> Option<&str> {
                let $value = self;
                $inner.and_then(|value: &T| value.text())
            }
        }

        impl<T: Ranged> Ranged for $wrapper<T> {
            type Number = T::Number;

            fn number(&self) -> Option<T::Number> {
                let $value = self;
                $inner.and_then(|value: &T| value.number())
            }
        }
    )*};
}

through! {
    Option, |value| value.as_ref();
    Sensitive, |value| Some(&**value);
}

impl<T: Elements> Elements for Option<T> {
    type Element = T::Element;

    fn each(&self, context: &mut Context, check: impl FnMut(&T::Element, &mut Context)) {
        if let Some(value) = self {
            value.each(context, check);
        }
    }

    fn keys(&self, context: &mut Context, check: impl FnMut(&String, &mut Context)) {
        if let Some(value) = self {
            value.keys(context, check);
        }
    }
}

impl<T: Elements> Elements for Sensitive<T> {
    type Element = T::Element;

    fn each(&self, context: &mut Context, check: impl FnMut(&T::Element, &mut Context)) {
        context.sensitive(|context| (**self).each(context, check));
    }

    fn keys(&self, context: &mut Context, check: impl FnMut(&String, &mut Context)) {
        context.sensitive(|context| (**self).keys(context, check));
    }
}
