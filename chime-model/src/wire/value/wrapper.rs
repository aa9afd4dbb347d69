//! The wrappers of one value: [`Option`], for an element of a sparse list or a member that may be
//! absent, and [`Box`], which breaks a cycle of shapes.

use std::borrow::Cow;

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::Deserializer;
use serde_core::ser::Serializer;

use super::list::List;
use super::text_map::EntryTexts;
use super::{
    AsText, Elements, Encoded, Length, Ranged, Reading, Status, TextMap, Texts, Value, ValueVisitor,
};
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// An element of a sparse list or map (rule J8).
impl<T: Value> Value for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const UNSET_PAYLOAD: &'static str = T::UNSET_PAYLOAD;
    const IS_TEXT: bool = T::IS_TEXT;
    const HOLDS_TIMESTAMP: bool = T::HOLDS_TIMESTAMP;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        match self {
            // A binary format can tell them apart: it writes a null as a text, and the element as
            // an `Option`.
            Some(value) if value.is_null() && encoding.form != Form::Binary => {
                let expected = "a value other than null, which would be read as an absent element";
                Err(encoding.refuse(Reason::expected(expected)))
            }
            Some(value) => serializer.serialize_some(&Encoded(value, encoding)),
            // toml drops an entry if it gets back its own error for a null. It returns any other
            // error to the caller.
            None => serializer.serialize_none().map_err(|_| {
                encoding.refuse(Reason::expected("set, since this format has no null"))
            }),
        }
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(visitor)
    }

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, D::Error> {
        Self::deserialize_typed(deserializer, ValueVisitor::new(reading))
    }

    fn from_null(_: Reading<'_>) -> Option<Self> {
        Some(None)
    }

    fn from_some<'de, D: Deserializer<'de>>(
        deserializer: D,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, D::Error> {
        Ok(T::read(deserializer, reading)?.map(Some))
    }

    fn shown_text(&self) -> Option<&str> {
        self.as_ref().and_then(Value::shown_text)
    }

    #[inline]
    fn is_null(&self) -> bool {
        self.as_ref().is_some_and(Value::is_null)
    }

    fn check(&self, context: &mut Context) {
        if let Some(value) = self {
            value.check(context);
        }
    }
}

impl<T: Texts> Texts for Option<T> {
    const LIST: bool = T::LIST;
    const SENSITIVE: bool = T::SENSITIVE;
    const DATE: bool = T::DATE;

    #[inline]
    fn each_text(&self, format: TimestampFormat, each: impl FnMut(&str)) -> Result<(), Reason> {
        self.as_ref().map_or(Ok(()), |value| value.each_text(format, each))
    }

    fn from_texts(
        texts: &[Cow<'_, str>],
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        match texts {
            [] => Some(None),
            _ => T::from_texts(texts, format, context).map(Some),
        }
    }
}

/// A map without entries is absent.
impl<T: TextMap> TextMap for Option<T> {
    type Key = T::Key;
    type Value = T::Value;

    const SENSITIVE: bool = T::SENSITIVE;

    fn entries(&self, entry: impl FnMut(&T::Key, &T::Value)) {
        if let Some(map) = self {
            map.entries(entry);
        }
    }

    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        let mut entries = entries.peekable();
        match entries.peek() {
            None => Some(None),
            Some(_) => T::from_entries(entries, format, context).map(Some),
        }
    }
}

/// An absent value breaks no constraint.
impl<T: Length> Length for Option<T> {
    fn length(&self) -> Option<usize> {
        self.as_ref().and_then(T::length)
    }
}

impl<T: AsText> AsText for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(T::text)
    }
}

impl<T: Ranged> Ranged for Option<T> {
    type Number = T::Number;

    fn number(&self) -> Option<T::Number> {
        self.as_ref().and_then(T::number)
    }
}

impl<T: List> List for Option<T> {}

impl<T: Status> Status for Option<T> {}

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

impl<T: Value> Value for Box<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const UNSET_PAYLOAD: &'static str = T::UNSET_PAYLOAD;
    const IS_TEXT: bool = T::IS_TEXT;
    const HOLDS_TIMESTAMP: bool = T::HOLDS_TIMESTAMP;
    const TAKES_NO_BYTES: bool = T::TAKES_NO_BYTES;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        (**self).write(serializer, encoding)
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer, visitor.reading)
    }

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, D::Error> {
        Ok(T::read(deserializer, reading)?.map(Box::new))
    }

    #[inline]
    fn is_null(&self) -> bool {
        (**self).is_null()
    }

    fn check(&self, context: &mut Context) {
        (**self).check(context);
    }

    fn to_payload(&self, form: Form, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
        (**self).to_payload(form, format)
    }

    fn from_payload(payload: &[u8], reading: Reading<'_>) -> Option<Self> {
        T::from_payload(payload, reading).map(Box::new)
    }
}
