//! [`MemberValue`]: a value as a member of a structure or of a union, by which the derives write
//! and read it.

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess};
use serde_core::ser::Serializer;

use super::context::{Context, Null};
use super::form::Form;
use super::message::Message;
use super::object::ObjectWriter;
use super::slot::Slot;
use super::table::{Content, Member};
use super::value::{Formed, Value, Visit};
use crate::violation::Reason;

/// What the derives call for a member. It is a trait so that a member with a type that is no value
/// is one error, however often the member is written and read. The error has the words of
/// [`Value`], which has them for what is inside of a list or a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of a shape",
    label = "expected a type that can be in a message",
    note = "a member is a `bool`, an `i32`, an `i64`, a float, a `String`, a `Blob`, a `Timestamp`, a `JsonValue` or a `Document`, a shape with a \
            derive of `chime_model`, or a `Vec`, a `BTreeMap`, a `Sensitive` or a `Box` of these"
)]
#[doc(hidden)]
pub trait MemberValue: Sized {
    /// What the body of a message holds whose payload the member is.
    const PAYLOAD: Content;

    /// Writes the value as a member that is always there.
    fn write_required<S: Serializer>(&self, member: &'static Member, object: &mut ObjectWriter<S>);

    /// Writes a member that may be absent.
    fn write_optional<S: Serializer>(
        value: &Option<Self>,
        member: &'static Member,
        object: &mut ObjectWriter<S>,
    );

    /// Reads a member that must be there into its slot.
    fn read_required<'de, A: MapAccess<'de>>(
        slot: &mut Slot<Self>,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error>;

    /// Reads a member that may be absent into its slot.
    fn read_optional<'de, A: MapAccess<'de>>(
        slot: &mut Slot<Self>,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error>;

    /// Records which constraints a member that is always there breaks: its own, and those of what
    /// is in it.
    fn check_required(
        &self,
        name: &'static str,
        context: &mut Context,
        own: impl FnOnce(&Self, &mut Context),
    );

    /// Records which constraints a member that may be absent breaks.
    fn check_optional(
        value: &Option<Self>,
        name: &'static str,
        context: &mut Context,
        own: impl FnOnce(&Self, &mut Context),
    );

    /// Writes the value as the payload.
    fn write_payload(&self, member: &'static Member) -> Result<Vec<u8>, Reason>;

    /// Reads the value from the payload, which may have to be there.
    fn read_payload(
        message: &Message<'_>,
        is_required: bool,
        context: &mut Context,
    ) -> Option<Self>;

    /// Writes a union by this value of its modeled member.
    fn write_union<S: Serializer>(
        &self,
        member: &'static Member,
        serializer: S,
        form: Form,
    ) -> Result<S::Ok, S::Error>;

    /// Reads the value of a modeled member of a union.
    fn read_union<'de, A: MapAccess<'de>>(
        object: &mut A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error>;
}

impl<T: Value> MemberValue for T {
    const PAYLOAD: Content = Content::Payload { content_type: T::CONTENT_TYPE, unset: T::EMPTY };

    #[inline]
    fn write_required<S: Serializer>(&self, member: &'static Member, object: &mut ObjectWriter<S>) {
        object.required(member, self);
    }

    #[inline]
    fn write_optional<S: Serializer>(
        value: &Option<Self>,
        member: &'static Member,
        object: &mut ObjectWriter<S>,
    ) {
        object.optional(member, value);
    }

    #[inline]
    fn read_required<'de, A: MapAccess<'de>>(
        slot: &mut Slot<Self>,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        if slot.is_first(object, context)? {
            context.null = Null::Missing;
            *slot = object
                .next_value_seed(Visit::<T>::new(context))?
                .map_or(Slot::Invalid, Slot::Value);
        }
        Ok(())
    }

    #[inline]
    fn read_optional<'de, A: MapAccess<'de>>(
        slot: &mut Slot<Self>,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        if slot.is_first(object, context)? {
            context.null = Null::Absent;
            *slot = object
                .next_value_seed(Optional(Visit::<T>::new(context)))?
                .map_or(Slot::Invalid, Slot::Value);
        }
        Ok(())
    }

    fn check_required(
        &self,
        name: &'static str,
        context: &mut Context,
        own: impl FnOnce(&Self, &mut Context),
    ) {
        context.member(name, |context| {
            own(self, context);
            self.check(context);
        });
    }

    fn check_optional(
        value: &Option<Self>,
        name: &'static str,
        context: &mut Context,
        own: impl FnOnce(&Self, &mut Context),
    ) {
        if let Some(value) = value {
            value.check_required(name, context, own);
        }
    }

    fn write_payload(&self, member: &'static Member) -> Result<Vec<u8>, Reason> {
        self.to_payload(member.format)
    }

    fn read_payload(
        message: &Message<'_>,
        is_required: bool,
        context: &mut Context,
    ) -> Option<Self> {
        context.null = Null::Missing;
        match message.body {
            [] if !is_required => None,
            // A text or a blob may be empty and still be there.
            [] if T::CONTENT_TYPE == "application/json" => context.refuse(Reason::Missing),
            payload => T::from_payload(payload, context),
        }
    }

    fn write_union<S: Serializer>(
        &self,
        member: &'static Member,
        serializer: S,
        form: Form,
    ) -> Result<S::Ok, S::Error> {
        let form = form.nested()?;
        let key = member.key_in(form).unwrap_or(member.name);
        serializer.collect_map([(key, Formed(self, form.of_member(member.format)))])
    }

    fn read_union<'de, A: MapAccess<'de>>(
        object: &mut A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        object.next_value_seed(Visit::new(context))
    }
}

/// Reads the value of a member that may be absent: as an `Option` where the format does not say
/// what it has. A null is no value.
struct Optional<'c, T>(Visit<'c, T>);

impl<'de, T: Value> DeserializeSeed<'de> for Optional<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match deserializer.is_human_readable() {
            true => T::read(deserializer, self.0.context),
            false => deserializer.deserialize_option(self.0),
        }
    }
}

/// Checks nothing: for a member without constraints of its own.
pub fn unconstrained<T>(_: &T, _: &mut Context) {}
