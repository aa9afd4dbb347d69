//! The constraints of a description (rules V1 and V2): length, range and pattern, on a member or on
//! what it is made of.
//!
//! The derives write one call per constraint; each passes over what is absent.

use std::collections::BTreeMap;

use super::context::Context;
use super::key::MapKey;
use crate::pattern::Pattern;
use crate::violation::Reason;
use crate::{Blob, Sensitive};

/// What has a length.
#[doc(hidden)]
pub trait Length {
    /// Characters of a string, bytes of a blob, elements of a list or a map; nothing for an absent
    /// value.
    fn length(&self) -> Option<usize>;
}

/// What a pattern can be matched with.
#[doc(hidden)]
pub trait AsText {
    /// The text, if there is one.
    fn text(&self) -> Option<&str>;
}

/// What has an order that a range can bound.
#[doc(hidden)]
pub trait Ranged {
    /// The type of the bounds.
    type Number: PartialOrd;

    /// The number, if there is one.
    fn number(&self) -> Option<Self::Number>;
}

/// What is made of elements or entries, whose constraints are their own.
#[doc(hidden)]
pub trait Elements {
    /// The type of an element, or of the value of an entry.
    type Element;

    /// Goes to each element or value.
    fn each(&self, context: &mut Context, check: impl FnMut(&Self::Element, &mut Context));

    /// Goes to each key; a list has none.
    fn keys(&self, _: &mut Context, _: impl FnMut(&&str, &mut Context)) {}
}

impl Context {
    /// Checks a length, and says whether it is kept.
    pub fn length(&mut self, value: &impl Length, min: u64, max: Option<u64>) -> bool {
        let is_kept = value.length().is_none_or(|length| {
            min <= length as u64 && max.is_none_or(|max| length as u64 <= max)
        });
        if !is_kept {
            self.report(Reason::Length { min, max });
        }
        is_kept
    }

    /// Checks a range. The texts are the bounds as the description writes them.
    pub fn range<T: Ranged>(
        &mut self,
        value: &T,
        min: Option<(T::Number, &'static str)>,
        max: Option<(T::Number, &'static str)>,
    ) {
        let Some(number) = value.number() else { return };
        // Written so that NaN is within no range.
        let is_within = min.as_ref().is_none_or(|(min, _)| number >= *min)
            && max.as_ref().is_none_or(|(max, _)| number <= *max);
        if !is_within {
            self.report(Reason::Range {
                min: min.map(|(_, text)| text),
                max: max.map(|(_, text)| text),
            });
        }
    }

    /// Checks a pattern.
    pub fn pattern(&mut self, value: &impl AsText, pattern: &Pattern) {
        match value.text().map(|text| pattern.matches(text).is_match) {
            None | Some(Some(true)) => {}
            Some(Some(false)) => self.report(Reason::Pattern(pattern.text)),
            Some(None) => self.report(Reason::PatternSteps(pattern.text)),
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

impl<K, T> Length for BTreeMap<K, T> {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl AsText for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

/// A key of a map.
impl Length for &str {
    fn length(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

/// A key of a map.
impl AsText for &str {
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

ranged!(i32 i64 f32 f64);

impl<T> Elements for Vec<T> {
    type Element = T;

    fn each(&self, context: &mut Context, mut check: impl FnMut(&T, &mut Context)) {
        for (index, element) in self.iter().enumerate() {
            context.element(index, |context| check(element, context));
        }
    }
}

impl<K: MapKey, T> Elements for BTreeMap<K, T> {
    type Element = T;

    fn each(&self, context: &mut Context, mut check: impl FnMut(&T, &mut Context)) {
        for (key, value) in self {
            context.entry(key.as_ref(), |context| check(value, context));
        }
    }

    fn keys(&self, context: &mut Context, mut check: impl FnMut(&&str, &mut Context)) {
        for key in self.keys().map(K::as_ref) {
            context.entry(key, |context| check(&key, context));
        }
    }
}

/// An absent value breaks no rule, and a sensitive one is checked like any other.
macro_rules! delegate {
    ($($wrapper:ident, |$value:ident| $inner:expr;)*) => {$(
        impl<T: Length> Length for $wrapper<T> {
            fn length(&self) -> Option<usize> {
                let $value = self;
                $inner.and_then(|value: &T| value.length())
            }
        }

        impl<T: AsText> AsText for $wrapper<T> {
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

delegate! {
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

    fn keys(&self, context: &mut Context, check: impl FnMut(&&str, &mut Context)) {
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

    fn keys(&self, context: &mut Context, check: impl FnMut(&&str, &mut Context)) {
        context.sensitive(|context| (**self).keys(context, check));
    }
}
