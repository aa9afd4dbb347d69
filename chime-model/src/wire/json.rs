//! Reading JSON without a tree: a checked text whose values are opened one level at a time.
//!
//! A value stays the text it was, so numbers keep every digit, members keep their order and a duplicate key is still there to be
//! refused. Knows nothing of shapes; those are in `body`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// One JSON value, whose syntax has been checked.
#[derive(Clone, Copy)]
pub struct Json<'a>(&'a RawValue);

/// What kind of JSON value stands somewhere, for error texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// any number
    Number,
    /// a string
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

impl Kind {
    /// The kind as an error text names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Boolean => "a boolean",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
        }
    }
}

/// Where a text stops being JSON. It never quotes the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// counted from 1
    pub line: usize,
    /// in bytes, counted from 1
    pub column: usize,
}

impl<'a> Json<'a> {
    /// Checks that `text` is one JSON value with nothing behind it.
    pub fn parse(text: &'a [u8]) -> Result<Self, SyntaxError> {
        serde_json::from_slice(text).map(Json).map_err(|error| SyntaxError { line: error.line(), column: error.column().max(1) })
    }

    /// The text of the value, as it came.
    pub fn text(self) -> &'a str {
        self.0.get()
    }

    /// The kind of the value, told by its first character.
    pub fn kind(self) -> Kind {
        match self.text().as_bytes().first() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            _ => Kind::Number,
        }
    }

    /// The text of a string, without its quotes and escapes; nothing for another kind, or a lone surrogate.
    pub fn string(self) -> Option<Cow<'a, str>> {
        match self.kind() {
            Kind::String => serde_json::from_str::<Text<'a>>(self.text()).ok().map(|text| text.0),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn elements(self) -> Option<Vec<Json<'a>>> {
        let mut deserializer = serde_json::Deserializer::from_str(self.text());
        deserializer.deserialize_seq(Elements).ok()
    }

    /// The members of an object in their order, duplicates included; nothing for another kind, or a key with a lone surrogate.
    pub fn members(self) -> Option<Vec<(Cow<'a, str>, Json<'a>)>> {
        let mut deserializer = serde_json::Deserializer::from_str(self.text());
        deserializer.deserialize_map(Members).ok()
    }
}

/// A string that borrows where it has no escapes.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

struct Elements;

impl<'a> Visitor<'a> for Elements {
    type Value = Vec<Json<'a>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = array.next_element()? {
            elements.push(Json(element));
        }
        Ok(elements)
    }
}

struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Vec<(Cow<'a, str>, Json<'a>)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = object.next_entry::<Text<'a>, &'a RawValue>()? {
            members.push((key.0, Json(value)));
        }
        Ok(members)
    }
}
