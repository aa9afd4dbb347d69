//! [`ObjectWriter`]: a structure while it is being written, member by member.

use serde_core::ser::{SerializeMap as _, SerializeStruct as _, Serializer};

use super::form::Form;
use super::table::Member;
use super::value::{Formed, Value};

/// A structure that is being written.
pub struct ObjectWriter<S: Serializer> {
    form: Form,
    kind: Kind<S>,
}

enum Kind<S: Serializer> {
    Map(S::SerializeMap),
    Structure(S::SerializeStruct),
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins a structure of that name with so many members.
    pub(super) fn new(serializer: S, form: Form, name: &'static str, members: usize) -> Result<Self, S::Error> {
        let form = form.nested()?;
        let kind = match form.body.is_some() || serializer.is_human_readable() {
            // As a map: RON writes an empty structure as it writes a unit.
            true => Kind::Map(serializer.serialize_map(None)?),
            false => Kind::Structure(serializer.serialize_struct(name, members)?),
        };
        Ok(Self { form, kind })
    }

    /// Ends the structure.
    pub(super) fn end(self) -> Result<S::Ok, S::Error> {
        match self.kind {
            Kind::Map(map) => map.end(),
            Kind::Structure(structure) => structure.end(),
        }
    }

    /// Writes a member that may be absent.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn optional<T: Value>(&mut self, member: &'static Member, value: &Option<T>) -> Result<(), S::Error> {
        match (&self.kind, value) {
            (Kind::Map(_), None) => Ok(()),
            _ => self.required(member, value),
        }
    }

    /// Writes a member that is always there.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn required<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), S::Error> {
        let value = Formed(value, self.form.of_member(member.format));
        match &mut self.kind {
            Kind::Structure(structure) => structure.serialize_field(member.name, &value),
            Kind::Map(map) => member.key_in(self.form).map_or(Ok(()), |key| map.serialize_entry(key, &value)),
        }
    }
}
