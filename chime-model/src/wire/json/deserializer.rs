//! [`Reader`] as a deserializer of serde, [`Elements`] as what it passes to visitors, and [`Key`],
//! the deserializer of a key.

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::reader::{Elements, Reader, Result, Text};
use crate::wire::fault::Fault;

impl<'t> Deserializer<'t> for &mut Reader<'t> {
    type Error = Fault;

    #[inline]
    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.peek()? {
            b'"' => Key(self).deserialize_any(visitor),
            b'{' => self.elements(b'}', |members| visitor.visit_map(members)),
            b'[' => self.elements(b']', |elements| visitor.visit_seq(elements)),
            b't' => self.word("true").and_then(|()| visitor.visit_bool(true)),
            b'f' => self.word("false").and_then(|()| visitor.visit_bool(false)),
            b'n' => self.word("null").and_then(|()| visitor.visit_unit()),
            _ => {
                let (text, is_integer) = self.number()?;
                match text.parse().ok().filter(|_| is_integer && text != "-0") {
                    Some(integer) => visitor.visit_i64(integer),
                    None => visitor.visit_borrowed_bytes(text.as_bytes()),
                }
            }
        }
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        if self.peek()? == b'n' {
            return self.word("null").and_then(|()| visitor.visit_none());
        }
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        <W: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// The string that comes next, whose first quote has been seen. A key is always a string, so it
/// needs much less code than a value.
struct Key<'r, 't>(&'r mut Reader<'t>);

impl<'t> Deserializer<'t> for Key<'_, 't> {
    type Error = Fault;

    #[inline]
    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.0.string()? {
            Text::Plain(text) => visitor.visit_borrowed_str(text),
            Text::Unescaped => visitor.visit_str(&self.0.unescaped),
            Text::Broken => visitor.visit_bytes(&[]),
        }
    }

    forward_to_deserialize_any! {
        <W: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

impl<'t> MapAccess<'t> for Elements<'_, 't> {
    type Error = Fault;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        match self.next(b'}')? {
            None => Ok(None),
            Some(b'"') => seed.deserialize(Key(self.reader)).map(Some),
            Some(_) => Err(Fault),
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

impl<'t> SeqAccess<'t> for Elements<'_, 't> {
    type Error = Fault;

    #[inline]
    fn next_element_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<Option<V::Value>> {
        match self.next(b']')? {
            None => Ok(None),
            Some(_) => seed.deserialize(&mut *self.reader).map(Some),
        }
    }
}
