//! [`ObjectWriter`]: a structure while it is being written, member by member.

use serde_core::ser::{SerializeMap as _, SerializeStruct as _, Serializer};

use super::form::Form;
use super::table::Member;
use super::value::{Formed, Value};

/// A structure that is being written.
pub struct ObjectWriter<S: Serializer> {
    form: Form,
    kind: Kind<S>,
    /// The error that ended the writing. To keep it is cheaper to compile than to hand it on from
    /// every member.
    error: Option<S::Error>,
}

enum Kind<S: Serializer> {
    Map(S::SerializeMap),
    Structure(S::SerializeStruct),
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins a structure of that name with so many members.
    pub(super) fn new(
        serializer: S,
        form: Form,
        name: &'static str,
        members: usize,
    ) -> Result<Self, S::Error> {
        let form = form.nested()?;
        let kind = match form.body.is_some() || serializer.is_human_readable() {
            // As a map: RON writes an empty structure as it writes a unit.
            true => Kind::Map(serializer.serialize_map(None)?),
            false => Kind::Structure(serializer.serialize_struct(name, members)?),
        };
        Ok(Self { form, kind, error: None })
    }

    /// Ends the structure.
    pub(super) fn end(self) -> Result<S::Ok, S::Error> {
        match (self.error, self.kind) {
            (Some(error), _) => Err(error),
            (None, Kind::Map(map)) => map.end(),
            (None, Kind::Structure(structure)) => structure.end(),
        }
    }

    /// Writes a member that may be absent.
    pub fn optional<T: Value>(&mut self, member: &'static Member, value: &Option<T>) {
        match (&self.kind, value) {
            (Kind::Map(_), None) => {}
            _ => self.required(member, value),
        }
    }

    /// Writes a member that is always there.
    pub fn required<T: Value>(&mut self, member: &'static Member, value: &T) {
        if self.error.is_some() {
            return;
        }
        let value = Formed(value, self.form.of_member(member.format));
        let written = match &mut self.kind {
            Kind::Structure(structure) => structure.serialize_field(member.name, &value),
            Kind::Map(map) => {
                member.key_in(self.form).map_or(Ok(()), |key| map.serialize_entry(key, &value))
            }
        };
        self.error = written.err();
    }
}
