//! The constraints of a description (rules V1 and V2): length, range and pattern, of a member or of
//! the elements, keys and values in it. The derives emit one call for each constraint. That the
//! elements of a list differ is checked in `list`.

use crate::pattern::Pattern;
use crate::violation::Reason;
use crate::wire::context::Context;

/// A value with a length.
#[doc(hidden)]
pub trait Length {
    /// The characters of a string, the bytes of a blob, the elements of a list or a map; `None` for
    /// an absent value.
    fn length(&self) -> Option<usize>;
}

/// A value that a pattern can be matched with.
#[doc(hidden)]
pub trait AsText {
    /// The text; `None` for an absent value.
    fn text(&self) -> Option<&str>;
}

/// A value with an order that a range can bound.
#[doc(hidden)]
pub trait Ranged {
    /// The type of the bounds.
    type Number: PartialOrd;

    /// The number; `None` for an absent value.
    fn number(&self) -> Option<Self::Number>;
}

/// A value made of elements or entries that have constraints of their own.
#[doc(hidden)]
pub trait Elements {
    /// The type of an element, or of the value of an entry.
    type Element;

    /// Visits each element or value.
    fn each(&self, context: &mut Context, check: impl FnMut(&Self::Element, &mut Context));

    /// Visits each key; a list has none.
    fn keys(&self, _: &mut Context, _: impl FnMut(&&str, &mut Context)) {}
}

impl Context {
    /// Checks a length, and returns whether it is within its bounds.
    pub fn length(&mut self, value: &impl Length, min: u64, max: Option<u64>) -> bool {
        let is_within = value.length().is_none_or(|length| {
            min <= length as u64 && max.is_none_or(|max| length as u64 <= max)
        });
        if !is_within {
            self.report(Reason::Length { min, max });
        }
        is_within
    }

    /// Checks a range. The texts are the bounds as the description writes them.
    pub fn range<T: Ranged>(
        &mut self,
        value: &T,
        min: Option<(T::Number, &'static str)>,
        max: Option<(T::Number, &'static str)>,
    ) {
        let Some(number) = value.number() else { return };
        // NaN is within no range.
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
            Some(Some(false)) if pattern.is_search => self.report(Reason::Search(pattern.text)),
            Some(Some(false)) => self.report(Reason::Pattern(pattern.text)),
            Some(None) => self.report(Reason::PatternTooCostly(pattern.text)),
        }
    }
}
