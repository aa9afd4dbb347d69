//! [`Structure`]: what the derive of that name implements, and the one reader and the one writer of
//! all structures.

use std::fmt;

use serde_core::Serialize;
use serde_core::de::{
    DeserializeOwned, DeserializeSeed, Deserializer as _, Error as _, IgnoredAny, MapAccess,
    SeqAccess, Visitor,
};
use serde_core::ser::Serializer;
use serde_json::Deserializer;
use serde_json::de::StrRead;

use super::context::Context;
use super::error_body::ErrorTexts;
use super::form::Form;
use super::head::Head;
use super::key::Key;
use super::message::Message;
use super::object::ObjectWriter;
use super::side::Side;
use super::table::{Content, Member};
use super::value::{Value, in_object};
use super::{json, number};
use crate::violation::Reason;

/// A structure: an input, an output, an error, or what is nested in them.
///
/// Derived, as [`Structure`](macro@crate::Structure), and not for implementing by hand: its items
/// belong to the derive and may change in any version. As a bound it says that a type is a
/// structure, which serde writes and reads and which can be [validated](crate::Validate).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a structure",
    label = "expected a struct with `#[derive(Structure)]`",
    note = "the input and the output of an operation, and its errors, are such structs; `chime_model::Empty` is one without members"
)]
pub trait Structure: Value + Serialize + DeserializeOwned {
    /// The name of the shape.
    #[doc(hidden)]
    const NAME: &'static str;
    /// The documented names of the members.
    #[doc(hidden)]
    const NAMES: &'static [&'static str];
    /// The members.
    #[doc(hidden)]
    const TABLE: &'static [Member];
    /// What the body of a message with this structure holds.
    #[doc(hidden)]
    const CONTENT: Content = Content::Members;
    /// Whether a member is the Content-Type header, which then is whatever that says.
    #[doc(hidden)]
    const HAS_CONTENT_TYPE: bool = false;
    /// Whether a member is the Accept header.
    #[doc(hidden)]
    const HAS_ACCEPT: bool = false;
    /// Whether nothing of this structure may be shown.
    #[doc(hidden)]
    const IS_SENSITIVE: bool = false;

    /// A slot for each member.
    #[doc(hidden)]
    type Slots;

    /// Slots without values.
    #[doc(hidden)]
    fn empty() -> Self::Slots;

    /// Writes the members that are outside of the body.
    #[doc(hidden)]
    fn write_head(&self, _: &mut Head) {}

    /// Writes the members. An error stays in the writer.
    #[doc(hidden)]
    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<S>);

    /// The payload, if a member is one; nothing if that is not set.
    ///
    /// # Errors
    /// A payload that cannot be written.
    #[doc(hidden)]
    fn payload(&self) -> Result<Option<Vec<u8>>, Reason> {
        Ok(None)
    }

    /// Reads the member of that index into its slot. The context is at the member.
    ///
    /// # Errors
    /// Those of the deserializer.
    #[doc(hidden)]
    fn read_member<'de, A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error>;

    /// Reads the members that are outside of a JSON object into their slots.
    #[doc(hidden)]
    fn read_head(_: &mut Self::Slots, _: &Message<'_>, _: &mut Context) {}

    /// Makes the structure of its members; without one, what is wrong has been recorded.
    #[doc(hidden)]
    fn finish(slots: Self::Slots, context: &mut Context) -> Option<Self>;
}

/// Reads a whole message.
pub(crate) fn read_message<T: Structure>(
    message: &Message<'_>,
    context: &mut Context,
) -> Option<T> {
    let mut slots = T::empty();
    if T::CONTENT == Content::Members && !message.body.is_empty() {
        let is_read = read_object(message.body, context, &mut |deserializer, context| {
            if context.is_repaired {
                slots = T::empty();
            }
            deserializer.deserialize_map(Fill::<T> { slots: &mut slots, context })
        });
        if !is_read {
            slots = T::empty();
        }
    }
    T::read_head(&mut slots, message, context);
    T::finish(slots, context)
}

/// What reads the members of an object, and says whether they could be read.
type FillObject<'f> =
    &'f mut dyn FnMut(&mut Deserializer<StrRead<'_>>, &mut Context) -> serde_json::Result<bool>;

/// Reads a body that must be an object; says whether it could be read. It knows no structure, so
/// that a program has it once.
#[inline]
fn read_object(body: &[u8], context: &mut Context, fill: FillObject<'_>) -> bool {
    let (is_object, mut is_read) = (json::is_object(body), false);
    let read = json::read(body, context, &mut |deserializer, context| {
        if !is_object {
            // `ErrorTexts` refuses what is no object, and every program has its code already.
            return ErrorTexts::read(deserializer, context).map(drop);
        }
        is_read = fill(deserializer, context)?;
        Ok(())
    });
    if let Err(syntax) = read {
        context.report(syntax);
        is_read = false;
    }
    context.is_unreadable = !is_read;
    is_read
}

/// Reads the members in the body of a message into their slots, and says whether they could be
/// read. The structure is not complete without the head of the message.
struct Fill<'a, T: Structure> {
    slots: &'a mut T::Slots,
    context: &'a mut Context,
}

impl<'de, T: Structure> Visitor<'de> for Fill<'_, T> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<bool, A::Error> {
        fill::<T, A>(self.slots, object, self.context)
    }
}

/// Reads a structure out of an object.
///
/// # Errors
/// Those of the deserializer.
pub fn read_structure<'de, T: Structure, A: MapAccess<'de>>(
    object: A,
    context: &mut Context,
) -> Result<Option<T>, A::Error> {
    let mut slots = T::empty();
    let is_filled = fill::<T, A>(&mut slots, object, context)?;
    Ok(if is_filled { T::finish(slots, context) } else { None })
}

/// Reads the members of an object; says whether it was one that could be read.
fn fill<'de, T: Structure, A: MapAccess<'de>>(
    slots: &mut T::Slots,
    object: A,
    context: &mut Context,
) -> Result<bool, A::Error> {
    let is_filled = in_object(object, context, |object, context| match T::IS_SENSITIVE {
        true => context.sensitive(|context| fill_slots::<T, A>(slots, object, context)),
        false => fill_slots::<T, A>(slots, object, context),
    });
    Ok(is_filled?.unwrap_or(false))
}

fn fill_slots<'de, T: Structure, A: MapAccess<'de>>(
    slots: &mut T::Slots,
    object: &mut A,
    context: &mut Context,
) -> Result<bool, A::Error> {
    let is_documented = context.side == Side::Documented;
    // Members mostly come in their order, so the one that follows the last is looked at first.
    let mut next = 0;
    loop {
        // The closure belongs to this structure alone, so the compiler makes one function of
        // reading a key and finding it.
        let found = object.next_key_seed(Key(|key: &str| match T::TABLE.get(next) {
            Some(member) if member.is_named(key, is_documented) => Ok(next),
            _ => T::TABLE
                .iter()
                .position(|member| member.is_named(key, is_documented))
                .ok_or_else(|| number::is_token(key)),
        }))?;
        match found {
            None => return Ok(true),
            Some(Some(Ok(index))) => {
                context.go_to(&T::TABLE[index]);
                T::read_member(slots, index, object, context)?;
                context.leave();
                next = index + 1;
            }
            Some(Some(Err(true))) => {
                number::from_token(object)?;
                context.report(Reason::Expected { expected: "an object", found: Some("a number") });
                return Ok(false);
            }
            Some(_) => drop(object.next_value::<IgnoredAny>()?),
        }
    }
}

/// Reads a structure out of a list of its members, which is what a format without names has.
///
/// # Errors
/// Those of the deserializer.
pub fn read_in_order<'de, T: Structure, A: SeqAccess<'de>>(
    mut array: A,
    context: &mut Context,
) -> Result<Option<T>, A::Error> {
    if !context.is_binary {
        IgnoredAny.visit_seq(array)?;
        return Ok(context.mismatch(T::EXPECTED, "an array"));
    }
    let slots = context.nested(|context| {
        let mut slots = T::empty();
        for index in 0..T::TABLE.len() {
            context.go_to(&T::TABLE[index]);
            T::read_member(&mut slots, index, &mut InOrder(&mut array), context)?;
            context.leave();
        }
        Ok(slots)
    });
    match slots {
        Some(slots) => Ok(T::finish(slots?, context)),
        None => Err(A::Error::custom("the value is nested too deeply")),
    }
}

/// A list of values, as the values of an object whose keys are known.
struct InOrder<'a, A>(&'a mut A);

impl<'de, A: SeqAccess<'de>> MapAccess<'de> for InOrder<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, A::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.0
            .next_element_seed(seed)?
            .ok_or_else(|| A::Error::custom("the list of members ends too early"))
    }
}

/// Writes a structure: the members that are set, under their names; where the format is not
/// human-readable, all of them.
///
/// # Errors
/// Those of the serializer, and a value that is nested too deeply.
pub fn write_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
    form: Form,
) -> Result<S::Ok, S::Error> {
    let mut object = ObjectWriter::new(serializer, form, T::NAME, T::TABLE.len())?;
    value.write_members(&mut object);
    object.end()
}
