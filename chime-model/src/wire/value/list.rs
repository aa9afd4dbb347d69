//! Lists.

use std::borrow::Cow;
use std::collections::HashSet;

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::{Deserializer, Error as _, IgnoredAny, SeqAccess, Visitor as _};
use serde_core::ser::Serializer;

use super::text::read;
use super::{Elements, Encoded, Length, Null, Reading, Text, Texts, Value, ValueVisitor};
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// The meaning of a null in a dense list or map: an error, except that a client skips it (rule J8).
pub(super) fn null_element(form: Form) -> Null {
    if form == Form::Client { Null::NoElement } else { Null::Mismatch }
}

impl<T: Value> Value for Vec<T> {
    const EXPECTED: &'static str = "an array";
    const HOLDS_TIMESTAMP: bool = T::HOLDS_TIMESTAMP;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        let encoding = encoding.nested()?;
        serializer.collect_seq(self.iter().map(|element| Encoded(element, encoding)))
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_seq(visitor)
    }

    fn from_array<'de, A: SeqAccess<'de>>(
        mut array: A,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let Reading { context, format, .. } = reading;
        let null = null_element(context.form);
        let list = context.nested(|context| {
            let mut list = Vec::new();
            for index in 0.. {
                let element = context.element(index, |context| {
                    let seed = ValueVisitor::new(Reading::new(context, format, null));
                    array.next_element_seed(seed)
                });
                let Some(element) = element? else { break };
                if T::TAKES_NO_BYTES && context.form == Form::Binary && !context.counts_no_bytes() {
                    return Err(A::Error::custom("more than 65,536 elements without bytes"));
                }
                list.extend(element);
            }
            Ok(list)
        });
        match list {
            Some(list) => list.map(Some),
            None => IgnoredAny.visit_seq(array).map(|_| None),
        }
    }

    fn check(&self, context: &mut Context) {
        self.each(context, T::check);
    }
}

impl<T: Text> Texts for Vec<T> {
    const LIST: bool = true;
    const SENSITIVE: bool = T::SENSITIVE;
    const DATE: bool = T::DATE;

    fn each_text(&self, format: TimestampFormat, mut each: impl FnMut(&str)) -> Result<(), Reason> {
        self.iter().try_for_each(|element| element.to_text(format).map(|text| each(&text)))
    }

    fn from_texts(
        texts: &[Cow<'_, str>],
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        if texts.is_empty() {
            return context.refuse(Reason::Missing);
        }
        let elements = texts.iter().enumerate().filter_map(|(index, text)| {
            context.element(index, |context| read(text, format, context))
        });
        Some(elements.collect())
    }
}

impl<T> Length for Vec<T> {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

/// A list whose elements can be compared. A map is not one.
#[doc(hidden)]
pub trait List: Elements<Element: Value> {}

impl<T: Value> List for Vec<T> {}

impl<T> Elements for Vec<T> {
    type Element = T;

    fn each(&self, context: &mut Context, mut check: impl FnMut(&T, &mut Context)) {
        for (index, element) in self.iter().enumerate() {
            context.element(index, |context| check(element, context));
        }
    }
}

impl Context {
    /// Checks that the elements of a list differ (rule V7). They are compared as JSON, in time
    /// linear in their length. Only epoch seconds can write every timestamp. An element that cannot
    /// be written is not compared.
    pub fn unique(&mut self, value: &impl List) {
        let mut known = HashSet::new();
        value.each(self, |element, context| {
            let written = element.to_payload(context.form, TimestampFormat::EpochSeconds);
            if written.is_ok_and(|json| !known.insert(json)) {
                context.report(Reason::Repeated);
            }
        });
    }
}
