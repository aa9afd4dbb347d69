//! [`ObjectWriter`]: a structure while it is being written, member by member.

use serde_core::Serialize;
use serde_core::ser::{SerializeMap as _, SerializeStruct as _, Serializer};

use crate::wire::encoding::Encoding;
use crate::wire::form::Form;
use crate::wire::table::Member;

/// A structure that is being written.
pub struct ObjectWriter<'p, S: Serializer> {
    encoding: Encoding<'p>,
    object: Object<S>,
    /// The first error. Keeping it here compiles faster than returning it from every member.
    error: Option<S::Error>,
}

enum Object<S: Serializer> {
    Map(S::SerializeMap),
    Struct(S::SerializeStruct),
}

impl<'p, S: Serializer> ObjectWriter<'p, S> {
    /// Begins a structure with this name and this number of members.
    pub(crate) fn new(
        serializer: S,
        encoding: Encoding<'p>,
        name: &'static str,
        members: usize,
    ) -> Result<Self, S::Error> {
        let encoding = encoding.nested()?;
        let object = if encoding.form == Form::Documented {
            // The object is a map, since RON writes an empty struct like a unit.
            Object::Map(serializer.serialize_map(None)?)
        } else {
            Object::Struct(serializer.serialize_struct(name, members)?)
        };
        Ok(Self { encoding, object, error: None })
    }

    /// Ends the structure.
    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        match (self.error, self.object) {
            (Some(error), _) => Err(error),
            (None, Object::Map(map)) => map.end(),
            (None, Object::Struct(object)) => object.end(),
        }
    }

    /// The encoding of a member.
    #[inline]
    pub(crate) fn encoding_of(&self, member: &Member) -> Encoding<'p> {
        self.encoding.of_member(member.format)
    }

    /// Whether a member without a value is written: a binary format has a place for each member.
    #[inline]
    pub(crate) fn writes_absent(&self) -> bool {
        self.encoding.form == Form::Binary
    }

    /// Writes a member that is set, whatever its value is (rule J7).
    #[inline]
    pub(crate) fn write(&mut self, member: &'static Member, value: &impl Serialize) {
        if self.error.is_some() {
            return;
        }
        let written = match &mut self.object {
            Object::Map(map) => map.serialize_entry(member.name, value),
            Object::Struct(object) if self.encoding.form == Form::Binary => {
                object.serialize_field(member.name, value)
            }
            Object::Struct(object) => match &member.key {
                Some(key) => object.serialize_field(key.literal, value),
                None => Ok(()),
            },
        };
        self.error = written.err();
    }
}
