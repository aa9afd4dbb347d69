//! [`Writer`]: serde's data model as JSON text, for the bodies of messages.
//!
//! It writes only the kinds of values that shapes have. As in [`Reader`](super::reader::Reader),
//! bytes are the digits of a number. The name of a struct's field is the whole text between two
//! values, such as `,"Name":`, so that no key has to be escaped.

use std::fmt::Display;
use std::io::Write as _;

use serde_core::Serialize;
use serde_core::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::scan::plain_length;
use crate::wire::fault::Fault;

type Result<T> = std::result::Result<T, Fault>;

/// The text that is being written.
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn new(text: Vec<u8>) -> Self {
        Self(text)
    }

    pub(super) fn into_text(self) -> Vec<u8> {
        self.0
    }

    #[inline]
    fn put(&mut self, text: &[u8]) {
        self.0.extend_from_slice(text);
    }

    fn display(&mut self, value: impl Display) -> Result<()> {
        write!(self.0, "{value}").map_err(|_| Fault)
    }

    #[inline]
    fn string(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let plain = plain_length(bytes);
        self.0.reserve(bytes.len() + 2);
        self.0.push(b'"');
        self.put(&bytes[..plain]);
        if plain < bytes.len() {
            self.escaped(&bytes[plain..]);
        }
        self.0.push(b'"');
    }

    #[cold]
    fn escaped(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'"' | b'\\' => self.put(&[b'\\', *byte]),
                b'\n' => self.put(b"\\n"),
                b'\r' => self.put(b"\\r"),
                b'\t' => self.put(b"\\t"),
                8 => self.put(b"\\b"),
                12 => self.put(b"\\f"),
                0..b' ' => {
                    let digit = |digit: u8| b"0123456789abcdef"[usize::from(digit)];
                    self.put(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
                }
                _ => self.0.push(*byte),
            }
        }
    }
}

/// Refuses the kinds of values that no shape has.
macro_rules! refused {
    ($($serialize:ident($($argument:ty),*) -> $ok:ty;)*) => {$(
        fn $serialize(self, $(_: $argument),*) -> Result<$ok> {
            Err(Fault)
        }
    )*};
}

macro_rules! displayed {
    ($($serialize:ident: $number:ty;)*) => {$(
        fn $serialize(self, value: $number) -> Result<()> {
            self.display(value)
        }
    )*};
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Elements<'w>;
    type SerializeTuple = Impossible<(), Fault>;
    type SerializeTupleStruct = Impossible<(), Fault>;
    type SerializeTupleVariant = Impossible<(), Fault>;
    type SerializeMap = Elements<'w>;
    type SerializeStruct = Elements<'w>;
    type SerializeStructVariant = Impossible<(), Fault>;

    displayed! {
        serialize_bool: bool;
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
    }

    // `Debug` prints the fewest digits that are read back as the same float, and an exponent
    // instead of many zeros.
    fn serialize_f32(self, value: f32) -> Result<()> {
        self.display(format_args!("{value:?}"))
    }

    fn serialize_f64(self, value: f64) -> Result<()> {
        self.display(format_args!("{value:?}"))
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<()> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, digits: &[u8]) -> Result<()> {
        self.put(digits);
        Ok(())
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.put(b"null");
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'w>> {
        Ok(Elements::new(self, b'[', b']'))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Elements<'w>> {
        Ok(Elements::new(self, b'{', b'}'))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Elements<'w>> {
        Ok(Elements::new(self, b'{', b'}'))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<()> {
        Err(Fault)
    }

    refused! {
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant;
    }
}

/// The elements of an array, or the members of an object.
pub(crate) struct Elements<'w> {
    writer: &'w mut Writer,
    is_first: bool,
    end: u8,
}

impl<'w> Elements<'w> {
    #[inline]
    fn new(writer: &'w mut Writer, start: u8, end: u8) -> Self {
        writer.0.push(start);
        Self { writer, is_first: true, end }
    }

    #[inline]
    fn comma(&mut self) {
        if !std::mem::replace(&mut self.is_first, false) {
            self.writer.0.push(b',');
        }
    }

    #[inline]
    fn finish(self) {
        self.writer.0.push(self.end);
    }
}

impl SerializeSeq for Elements<'_> {
    type Ok = ();
    type Error = Fault;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.comma();
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn end(self) -> Result<()> {
        self.finish();
        Ok(())
    }
}

impl SerializeMap for Elements<'_> {
    type Ok = ();
    type Error = Fault;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.comma();
        key.serialize(&mut *self.writer)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.writer.0.push(b':');
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn end(self) -> Result<()> {
        self.finish();
        Ok(())
    }
}

impl SerializeStruct for Elements<'_> {
    type Ok = ();
    type Error = Fault;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        literal: &'static str,
        value: &T,
    ) -> Result<()> {
        let comma = usize::from(std::mem::replace(&mut self.is_first, false));
        self.writer.put(&literal.as_bytes()[comma..]);
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn end(self) -> Result<()> {
        self.finish();
        Ok(())
    }
}
