//! A value as the header of an event (rule M5). The type of the header follows from what the value
//! writes in a binary format. A timestamp is a text there, so its trait marks it instead.

use chime_model_vocabulary::TimestampFormat;
use jiff::Timestamp;
use serde_core::de::{Deserializer, IntoDeserializer as _, Visitor};
use serde_core::forward_to_deserialize_any;
use serde_core::ser::{Impossible, Serialize, Serializer};

use super::calendar::print_date_time;
use super::{Blob, Null, Reading, Value};
use crate::event_stream::HeaderValue;
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::fault::Fault;
use crate::wire::form::Form;

/// Writes a value, which may be unset.
pub(in crate::wire) fn write_event_header<T: Value>(
    value: &T,
) -> Result<Option<HeaderValue>, Reason> {
    let written = value.write(HeaderWriter, Encoding::documented(Form::Binary));
    let written = written.map_err(|_| Reason::expected("a value that a header can have"))?;
    Ok(match written {
        Some(HeaderValue::String(text)) if T::HOLDS_TIMESTAMP => {
            text.parse::<Timestamp>().ok().map(HeaderValue::from)
        }
        other => other,
    })
}

/// Reads a value. On `None` the violation is in the context.
pub(in crate::wire) fn read_event_header<T: Value>(
    value: &HeaderValue,
    context: &mut Context,
) -> Option<T> {
    let reading = Reading::new(context, TimestampFormat::DateTime, Null::Missing);
    // A string is not read as base64 or as a date, and a number is not read as seconds.
    let is_own = match value {
        HeaderValue::String(_) => !T::HOLDS_TIMESTAMP && T::CONTENT_TYPE != Blob::CONTENT_TYPE,
        HeaderValue::Timestamp(_) => T::HOLDS_TIMESTAMP,
        HeaderValue::Bool(_) | HeaderValue::Bytes(_) => true,
        HeaderValue::Uuid(_) => false,
        _ => !T::HOLDS_TIMESTAMP,
    };
    if !is_own {
        return reading.mismatch(T::EXPECTED, words(value));
    }
    match value {
        HeaderValue::Bool(value) => read((*value).into_deserializer(), reading),
        HeaderValue::Byte(value) => read((*value).into_deserializer(), reading),
        HeaderValue::Short(value) => read((*value).into_deserializer(), reading),
        HeaderValue::Integer(value) => read((*value).into_deserializer(), reading),
        HeaderValue::Long(value) => read((*value).into_deserializer(), reading),
        HeaderValue::Bytes(bytes) => read(HeaderBytes(bytes.clone()), reading),
        HeaderValue::String(text) => read(text.as_str().into_deserializer(), reading),
        HeaderValue::Timestamp(_) | HeaderValue::Uuid(_) => {
            match value.as_timestamp().and_then(print_date_time) {
                Some(text) => read((*text).into_deserializer(), reading),
                None => reading.refuse(Reason::expected("a timestamp in the years 0 to 9999")),
            }
        }
    }
}

/// The kind of value that an error names as found.
fn words(value: &HeaderValue) -> &'static str {
    match value {
        HeaderValue::Bool(_) => "a boolean",
        HeaderValue::Bytes(_) => "bytes",
        HeaderValue::String(_) => "a string",
        HeaderValue::Timestamp(_) => "a timestamp",
        HeaderValue::Uuid(_) => "a UUID",
        _ => "a number",
    }
}

/// Passes one value to a visitor. This never fails: violations go into the context.
fn read<'de, T: Value>(
    deserializer: impl Deserializer<'de, Error = Fault>,
    reading: Reading<'_>,
) -> Option<T> {
    T::read(deserializer, reading).ok().flatten()
}

/// Owned bytes. A visitor takes owned bytes for bytes, and borrowed bytes for the text of a number.
struct HeaderBytes(Vec<u8>);

impl<'de> Deserializer<'de> for HeaderBytes {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_byte_buf(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

/// Takes one value of a type that a header has.
struct HeaderWriter;

type Written = Result<Option<HeaderValue>, Fault>;
type Nothing = Impossible<Option<HeaderValue>, Fault>;

macro_rules! writes {
    ($($function:ident: $value:ty => $variant:ident;)*) => {$(
        fn $function(self, value: $value) -> Written {
            Ok(Some(HeaderValue::$variant(value.into())))
        }
    )*};
}

macro_rules! refuses {
    ($($function:ident($($argument:ty),*) -> $result:ty;)*) => {$(
        fn $function(self, $(_: $argument),*) -> Result<$result, Fault> {
            Err(Fault)
        }
    )*};
}

impl Serializer for HeaderWriter {
    type Ok = Option<HeaderValue>;
    type Error = Fault;
    type SerializeSeq = Nothing;
    type SerializeTuple = Nothing;
    type SerializeTupleStruct = Nothing;
    type SerializeTupleVariant = Nothing;
    type SerializeMap = Nothing;
    type SerializeStruct = Nothing;
    type SerializeStructVariant = Nothing;

    writes! {
        serialize_bool: bool => Bool;
        serialize_i8: i8 => Byte;
        serialize_i16: i16 => Short;
        serialize_i32: i32 => Integer;
        serialize_i64: i64 => Long;
        serialize_str: &str => String;
        serialize_bytes: &[u8] => Bytes;
    }

    refuses! {
        serialize_u8(u8) -> Self::Ok;
        serialize_u16(u16) -> Self::Ok;
        serialize_u32(u32) -> Self::Ok;
        serialize_u64(u64) -> Self::Ok;
        serialize_f32(f32) -> Self::Ok;
        serialize_f64(f64) -> Self::Ok;
        serialize_char(char) -> Self::Ok;
        serialize_unit() -> Self::Ok;
        serialize_unit_struct(&'static str) -> Self::Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> Self::Ok;
        serialize_seq(Option<usize>) -> Nothing;
        serialize_tuple(usize) -> Nothing;
        serialize_tuple_struct(&'static str, usize) -> Nothing;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Nothing;
        serialize_map(Option<usize>) -> Nothing;
        serialize_struct(&'static str, usize) -> Nothing;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Nothing;
    }

    fn serialize_none(self) -> Written {
        Ok(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(Fault)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}
