//! [`Value`]: a type of member, element or payload, through serde's data model. A file named after
//! a type has all of its behaviour: how it is written, read and checked, in a body, as a payload
//! and as text. The derives implement it for structures, unions and enumerations.
//!
//! Reading does not fail for a value of the wrong type: it records a violation, consumes the value
//! and continues. So one pass finds all violations, and no library quotes a value. An `Err` is an
//! error of the format, such as broken syntax. Writing fails for a value that is nested too deeply.
//!
//! The file is long because the trait is one item, with a method for each kind of value that a
//! format can have.

#![expect(clippy::must_use_candidate, reason = "a reading also records violations")]

mod blob;
mod boolean;
mod calendar;
mod constraint;
mod document;
mod documented;
mod enumeration;
#[cfg(feature = "event-stream")]
mod event_header;
mod float;
mod integer;
mod key;
mod list;
mod map;
pub(super) mod number_token;
mod reading;
mod sensitive;
mod string;
mod text;
mod text_map;
mod timestamp;
mod visitor;
mod wrapper;

use std::cell::Cell;

use chime_model_vocabulary::TimestampFormat;
use chime_model_vocabulary::media::JSON;
use serde_core::Serialize;
use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_core::ser::Serializer;

use super::context::Context;
use super::encoding::Encoding;
use super::form::Form;
use super::json;
use super::object::{ObjectWriter, Slot};
use super::table::Member;
use crate::violation::Reason;

pub use self::blob::Blob;
pub use self::constraint::Elements;
use self::constraint::{AsText, Length, Ranged};
pub use self::document::{Document, JsonValue, UnknownMember};
pub use self::documented::{deserialize, serialize};
pub use self::enumeration::{
    Enumeration, check_enumeration, read_enumeration, read_enumeration_payload,
};
#[cfg(feature = "event-stream")]
pub(super) use self::event_header::{read_event_header, write_event_header};
pub use self::key::MapKey;
pub(super) use self::key::NameOf;
pub(crate) use self::reading::Null;
pub use self::reading::Reading;
pub use self::sensitive::Sensitive;
pub use self::text::{Status, Text, Texts};
pub use self::text_map::TextMap;
pub use self::visitor::ValueVisitor;

/// A value that is written and read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of a shape",
    label = "expected a type that can be in a message",
    note = "a member is a `bool`, an `i32`, an `i64`, a float, a `String`, a `Blob`, a `Timestamp`, \
            a `JsonValue` or a `Document`, a shape with a derive of `chime_model`, or a `Vec`, a \
            `BTreeMap`, a `Sensitive` or a `Box` of these"
)]
#[doc(hidden)]
pub trait Value: Sized {
    /// The expectation that an error names.
    const EXPECTED: &'static str;
    /// The Content-Type of a message whose payload this is (rule C4).
    const CONTENT_TYPE: &'static str = JSON;
    /// The body of a request whose payload of this type is not set (rule C3).
    const UNSET_PAYLOAD: &'static str = "";
    /// Whether the value is read from a string.
    const IS_TEXT: bool = false;
    /// Whether it contains timestamps, whose format a member declares.
    const HOLDS_TIMESTAMP: bool = false;
    /// Whether its values take no bytes in a binary format, such as those of a structure without
    /// members.
    const TAKES_NO_BYTES: bool = false;

    /// Writes the value.
    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error>;

    /// Deserializes from a format that is not self-describing. Such a format must be told which
    /// type to read.
    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error>;

    /// Reads the value. On `None` the violations are in the context.
    #[inline]
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, D::Error> {
        let visitor = ValueVisitor::new(reading);
        // If a type were requested, the error of a self-describing format would quote a value of
        // another type.
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(visitor)
        } else {
            Self::deserialize_typed(deserializer, visitor)
        }
    }

    /// Converts a boolean.
    fn from_bool(_: bool, reading: Reading<'_>) -> Option<Self> {
        reading.mismatch(Self::EXPECTED, "a boolean")
    }

    /// Converts an integer.
    fn from_integer(_: i128, reading: Reading<'_>) -> Option<Self> {
        reading.mismatch(Self::EXPECTED, "a number")
    }

    /// Converts a number that is not an integer of 64 bits.
    fn from_float(_: f64, reading: Reading<'_>) -> Option<Self> {
        reading.mismatch(Self::EXPECTED, "a number")
    }

    /// Converts the text of such a number, which has every digit.
    fn from_number(text: &str, reading: Reading<'_>) -> Option<Self> {
        match text.parse() {
            Ok(integer) => Self::from_integer(integer, reading),
            Err(_) => Self::from_float(f64::NAN, reading),
        }
    }

    /// Converts a string.
    fn from_text(_: &str, reading: Reading<'_>) -> Option<Self> {
        reading.mismatch(Self::EXPECTED, "a string")
    }

    /// Converts an owned string.
    fn from_string(text: String, reading: Reading<'_>) -> Option<Self> {
        Self::from_text(&text, reading)
    }

    /// Converts a JSON string that is not Unicode.
    #[cold]
    fn from_broken_text(reading: Reading<'_>) -> Option<Self> {
        if Self::IS_TEXT {
            reading.refuse(Reason::NOT_UNICODE)
        } else {
            reading.mismatch(Self::EXPECTED, "a string")
        }
    }

    /// Converts bytes, which only a binary format has.
    fn from_bytes(_: Vec<u8>, reading: Reading<'_>) -> Option<Self> {
        reading.mismatch(Self::EXPECTED, "bytes")
    }

    /// Converts a null.
    fn from_null(reading: Reading<'_>) -> Option<Self> {
        reading.null(Self::EXPECTED)
    }

    /// Converts a value that a format marks as present.
    fn from_some<'de, D: Deserializer<'de>>(
        deserializer: D,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer, reading)
    }

    /// Converts an array.
    fn from_array<'de, A: SeqAccess<'de>>(
        array: A,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, A::Error> {
        IgnoredAny.visit_seq(array)?;
        Ok(reading.mismatch(Self::EXPECTED, "an array"))
    }

    /// Converts an object.
    fn from_object<'de, A: MapAccess<'de>>(
        object: A,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(match number_token::number_of_map(object, reading.context.form)? {
            Some(text) => Self::from_number(&text, reading),
            None => reading.mismatch(Self::EXPECTED, "an object"),
        })
    }

    /// The text of a code or a message with this value, which an error may show; `None` for a
    /// sensitive one.
    fn shown_text(&self) -> Option<&str> {
        None
    }

    /// Whether the value is a JSON null. As a member, a null would be read as absent (rules J1 and
    /// J9).
    #[inline]
    fn is_null(&self) -> bool {
        false
    }

    /// Records the constraints that this value breaks.
    fn check(&self, _: &mut Context) {}

    /// The value as the whole body of a message.
    fn to_payload(&self, form: Form, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
        let problem = Cell::new(None);
        let written =
            json::write(|writer| self.write(writer, Encoding::body(form, format, &problem)));
        written.map_err(|_| problem.take().unwrap_or(Reason::expected("a JSON value")))
    }

    /// Reads the value from the whole body of a message.
    fn from_payload(payload: &[u8], reading: Reading<'_>) -> Option<Self> {
        read_json(payload, reading)
    }

    /// Writes the value as a required member.
    fn write_required<S: Serializer>(
        &self,
        member: &'static Member,
        object: &mut ObjectWriter<'_, S>,
    ) {
        let encoding = object.encoding_of(member);
        object.write(member, &AsMember(self, encoding));
    }

    /// Writes a member that may be absent.
    fn write_optional<S: Serializer>(
        value: &Option<Self>,
        member: &'static Member,
        object: &mut ObjectWriter<'_, S>,
    ) {
        if value.is_some() || object.writes_absent() {
            value.write_required(member, object);
        }
    }

    /// Reads a required member into its slot.
    #[inline]
    fn read_required<'de, A: MapAccess<'de>>(
        slot: &mut Slot<'_, Self>,
        format: TimestampFormat,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        if slot.is_first(object, context)? {
            let seed = ValueVisitor::new(Reading::new(context, format, Null::Missing));
            *slot.value = object.next_value_seed(seed)?;
        }
        Ok(())
    }

    /// Reads a member that may be absent into its slot.
    #[inline]
    fn read_optional<'de, A: MapAccess<'de>>(
        slot: &mut Slot<'_, Self>,
        format: TimestampFormat,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        if slot.is_first(object, context)? {
            let seed = Optional(ValueVisitor::new(Reading::new(context, format, Null::Absent)));
            *slot.value = object.next_value_seed(seed)?;
        }
        Ok(())
    }

    /// Writes a union with this value of its member.
    fn write_alone<S: Serializer>(
        &self,
        member: &'static Member,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        let encoding = encoding.nested()?;
        let key = member.name_in(encoding.form).unwrap_or(member.name);
        serializer.collect_map([(key, AsMember(self, encoding.of_member(member.format)))])
    }

    /// Reads the value of a member of a union.
    #[inline]
    fn read_alone<'de, A: MapAccess<'de>>(
        format: TimestampFormat,
        object: &mut A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        object.next_value_seed(ValueVisitor::new(Reading::new(context, format, Null::Absent)))
    }

    /// Records the constraints that a required member breaks: its own, and those of the values in
    /// it.
    fn check_required(
        &self,
        member: &'static Member,
        context: &mut Context,
        own: impl FnOnce(&Self, &mut Context),
    ) {
        context.member(member, |context| {
            own(self, context);
            self.check(context);
        });
    }

    /// Records the constraints that a member breaks if it is set.
    fn check_optional(
        value: &Option<Self>,
        member: &'static Member,
        context: &mut Context,
        own: impl FnOnce(&Self, &mut Context),
    ) {
        if let Some(value) = value {
            value.check_required(member, context, own);
        }
    }

    /// Reads the payload of a message, which may be required.
    fn read_payload(
        body: &[u8],
        is_required: bool,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        match body {
            [] if !is_required => None,
            // An empty body is no JSON value, but it is an empty text or blob.
            [] if Self::CONTENT_TYPE == JSON => context.refuse(Reason::Missing),
            b"{}" if !is_required && Self::UNSET_PAYLOAD == "{}" => {
                // A client sends this for an absent structure (rule C3). A structure without
                // required members is read as an empty structure.
                let ignored = &mut Context::new(context.form);
                Self::from_payload(body, Reading::new(ignored, format, Null::Absent))
            }
            _ => {
                let null = if is_required { Null::Missing } else { Null::Absent };
                Self::from_payload(body, Reading::new(context, format, null))
            }
        }
    }
}

/// Reads a value from a JSON text.
pub(super) fn read_json<T: Value>(text: &[u8], reading: Reading<'_>) -> Option<T> {
    let Reading { context, format, null } = reading;
    let start = context.checkpoint();
    let read = json::read(text, |reader| T::read(reader, Reading::new(context, format, null)));
    read.unwrap_or_else(|syntax| {
        context.rewind(start);
        context.refuse(syntax)
    })
}

/// A value with its encoding.
pub(super) struct Encoded<'v, 'p, T>(pub(super) &'v T, pub(super) Encoding<'p>);

impl<T: Value> Serialize for Encoded<'_, '_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer, self.1)
    }
}

/// A value as a member of a structure or a union, with its encoding.
pub(super) struct AsMember<'v, 'p, T>(pub(super) &'v T, pub(super) Encoding<'p>);

impl<T: Value> Serialize for AsMember<'_, '_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value, encoding) = self;
        // A binary format can tell them apart: it writes a null as a text, and an absent member as
        // `None`.
        if value.is_null() && encoding.form != Form::Binary {
            let expected = "a value other than null, which would be read as an absent member";
            return Err(encoding.refuse(Reason::expected(expected)));
        }
        value.write(serializer, *encoding)
    }
}

/// Reads a member that may be absent. If the format is not self-describing, this is an `Option`. A
/// null is not a value.
struct Optional<'c, T>(ValueVisitor<'c, T>);

impl<'de, T: Value> DeserializeSeed<'de> for Optional<'_, T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        if deserializer.is_human_readable() {
            self.0.deserialize(deserializer)
        } else {
            deserializer.deserialize_option(self.0)
        }
    }
}

/// Fails to compile if a timestamp format has no effect.
///
/// # Panics
/// If there are no timestamps in the type.
pub const fn check_timestamp<T: Value>() {
    assert!(T::HOLDS_TIMESTAMP, "`timestamp` has no effect on a type without timestamps");
}

/// Checks nothing: for a member without constraints of its own.
pub fn unconstrained<T>(_: &T, _: &mut Context) {}

/// Reads the content of an object; skips one that is nested too deeply. It is inlined: a call for
/// each structure takes a client 2 % more to read a response.
#[inline]
pub(super) fn in_object<'de, A: MapAccess<'de>, R>(
    mut object: A,
    context: &mut Context,
    read: impl FnOnce(&mut A, &mut Context) -> Result<R, A::Error>,
) -> Result<Option<R>, A::Error> {
    match context.nested(|context| read(&mut object, context)) {
        Some(read) => read.map(Some),
        None => IgnoredAny.visit_map(object).map(|_| None),
    }
}
