//! [`Sensitive`], the type of a member that no log may show (rule V3).

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use chime_model_vocabulary::TimestampFormat;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::list::List;
use super::text_map::EntryTexts;
use super::{
    AsText, Elements, Length, Ranged, Reading, Status, Text, TextMap, Texts, Value, ValueVisitor,
};
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// A value that its description marks as sensitive: its `Debug` shows nothing of it, and neither
/// does an error about it.
///
/// It dereferences to the value, compares with it and is made from it, so it can be used almost
/// like the value itself:
///
/// ```
/// use chime_model::Sensitive;
///
/// let name: Sensitive<String> = "Merger talks".into();
/// assert_eq!(name, "Merger talks");
/// assert_eq!(name.len(), 12);
/// assert_eq!(format!("{name:?}"), "[sensitive]");
/// assert_eq!(String::from(name), "Merger talks");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Marks a value as sensitive.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value itself. Keep it out of logs. `Serialize` also writes the value in clear
    /// text, so keep its output out of logs too.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sensitive]")
    }
}

impl<T> Deref for Sensitive<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Sensitive<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<Sensitive<String>> for String {
    fn from(value: Sensitive<String>) -> Self {
        value.0
    }
}

impl PartialEq<String> for Sensitive<String> {
    fn eq(&self, other: &String) -> bool {
        self.0 == *other
    }
}

impl PartialEq<str> for Sensitive<String> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Sensitive<String> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<T: Value> Value for Sensitive<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const UNSET_PAYLOAD: &'static str = T::UNSET_PAYLOAD;
    const IS_TEXT: bool = T::IS_TEXT;
    const HOLDS_TIMESTAMP: bool = T::HOLDS_TIMESTAMP;
    const TAKES_NO_BYTES: bool = T::TAKES_NO_BYTES;

    #[inline]
    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        self.0.write(serializer, encoding)
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
        let Reading { context, format, null } = reading;
        let value =
            context.sensitive(|context| T::read(deserializer, Reading::new(context, format, null)));
        Ok(value?.map(Self))
    }

    #[inline]
    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn check(&self, context: &mut Context) {
        context.sensitive(|context| self.0.check(context));
    }

    fn to_payload(&self, form: Form, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
        self.0.to_payload(form, format)
    }

    fn from_payload(payload: &[u8], reading: Reading<'_>) -> Option<Self> {
        let Reading { context, format, null } = reading;
        let value = context
            .sensitive(|context| T::from_payload(payload, Reading::new(context, format, null)));
        value.map(Self)
    }
}

impl<T: Text> Text for Sensitive<T> {
    const SENSITIVE: bool = true;
    const DATE: bool = T::DATE;

    fn to_text(&self, format: TimestampFormat) -> Result<Cow<'_, str>, Reason> {
        self.0.to_text(format)
    }

    fn from_text(text: &str, format: TimestampFormat, form: Form) -> Result<Self, &'static str> {
        <T as Text>::from_text(text, format, form).map(Self)
    }
}

impl<T: Text> Texts for Sensitive<Vec<T>> {
    const LIST: bool = true;
    const SENSITIVE: bool = true;
    const DATE: bool = T::DATE;

    fn each_text(&self, format: TimestampFormat, each: impl FnMut(&str)) -> Result<(), Reason> {
        self.0.each_text(format, each)
    }

    fn from_texts(
        texts: &[Cow<'_, str>],
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        <Vec<T> as Texts>::from_texts(texts, format, context).map(Self)
    }
}

impl<T: TextMap> TextMap for Sensitive<T> {
    type Key = T::Key;
    type Value = T::Value;

    const SENSITIVE: bool = true;

    fn entries(&self, entry: impl FnMut(&T::Key, &T::Value)) {
        self.0.entries(entry);
    }

    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        context.sensitive(|context| T::from_entries(entries, format, context)).map(Self)
    }
}

/// A sensitive value has the constraints of any other.
impl<T: Length> Length for Sensitive<T> {
    fn length(&self) -> Option<usize> {
        self.0.length()
    }
}

impl<T: AsText> AsText for Sensitive<T> {
    fn text(&self) -> Option<&str> {
        self.0.text()
    }
}

impl<T: Ranged> Ranged for Sensitive<T> {
    type Number = T::Number;

    fn number(&self) -> Option<T::Number> {
        self.0.number()
    }
}

impl<T: List> List for Sensitive<T> {}

impl<T: Status + Text> Status for Sensitive<T> {}

impl<T: Elements> Elements for Sensitive<T> {
    type Element = T::Element;

    fn each(&self, context: &mut Context, check: impl FnMut(&T::Element, &mut Context)) {
        context.sensitive(|context| self.0.each(context, check));
    }

    fn keys(&self, context: &mut Context, check: impl FnMut(&&str, &mut Context)) {
        context.sensitive(|context| self.0.keys(context, check));
    }
}

impl<T: Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The error for a value of another type does not describe it: serde's own message would quote it.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self).map_err(|_| {
            serde_core::de::Error::custom("a sensitive value is not of the type it should be")
        })
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Sensitive<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
