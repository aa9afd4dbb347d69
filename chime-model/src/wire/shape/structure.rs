//! [`Structure`]: the trait that the derive of the same name implements, and the one reader and the
//! one writer of all structures.

use chime_model_vocabulary::TimestampFormat;
use serde_core::Serialize;
use serde_core::de::{
    DeserializeOwned, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor as _,
};
use serde_core::ser::Serializer;

use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;
use crate::wire::json;
use crate::wire::message::{Content, Head, Message};
use crate::wire::object::ObjectWriter;
use crate::wire::table::Members;
use crate::wire::value::{NameOf, Value, in_object, number_token};

/// A structure: an input, an output, an error, or what is nested in them.
///
/// The derive [`Structure`](macro@crate::Structure) implements it. Do not implement it by hand: its
/// items belong to the derive and may change in any version. As a bound it means that serde can
/// read and write a type, and that it can be [validated](crate::Validate).
///
/// ```
/// use chime_model::{Room, Structure, Validate};
///
/// /// Reads a stored value that keeps every constraint.
/// fn read<T: Structure>(text: &str) -> Option<T> {
///     let value: T = serde_json::from_str(text).ok()?;
///     value.validate().is_ok().then_some(value)
/// }
///
/// assert!(read::<Room>(r#"{"RoomId": "room-1"}"#).is_some());
/// assert!(read::<Room>(r#"{"RoomId": ""}"#).is_none());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a structure",
    label = "expected a struct with `#[derive(Structure)]`",
    note = "the input and the output of an operation, and its errors, are such structs; \
            `chime_model::Empty` is one without members"
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
    const MEMBERS: Members;
    /// What the body of a message with this structure holds.
    #[doc(hidden)]
    const CONTENT: Content = Content::Members;
    /// Whether a member is the Content-Type header, whose value then replaces that of rule C4.
    #[doc(hidden)]
    const HAS_CONTENT_TYPE: bool = false;
    /// Whether a member is the Accept header.
    #[doc(hidden)]
    const HAS_ACCEPT: bool = false;
    /// Whether a member is the Content-Length header; only outputs have one.
    #[doc(hidden)]
    const HAS_CONTENT_LENGTH: bool = false;
    /// Whether a member is the status. Only a member of a response can be the status.
    #[doc(hidden)]
    const HAS_STATUS: bool = false;
    /// The names of the labels in the path.
    #[doc(hidden)]
    const LABELS: &'static [&'static str] = &[];
    /// The names of the labels in the host prefix.
    #[doc(hidden)]
    const HOST_LABELS: &'static [&'static str] = &[];
    /// The keys of members in the query.
    #[doc(hidden)]
    const QUERY_KEYS: &'static [&'static str] = &[];
    /// Whether a member is in the path or in the query. Only a member of an input can be there.
    #[doc(hidden)]
    const IS_IN_URI: bool = false;
    /// Whether the structure is sensitive as a whole.
    #[doc(hidden)]
    const IS_SENSITIVE: bool = false;

    /// A slot for each member.
    #[doc(hidden)]
    type Slots;

    /// Slots without values.
    #[doc(hidden)]
    fn empty() -> Self::Slots;

    /// Writes the members outside the body.
    #[doc(hidden)]
    fn write_head(&self, _: &mut Head<'_>) {}

    /// Writes the members. An error stays in the writer.
    #[doc(hidden)]
    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<'_, S>);

    /// The payload, if a member is one; `None` if it is not set.
    ///
    /// # Errors
    /// A payload that cannot be written.
    #[doc(hidden)]
    fn payload(&self, _: Form) -> Result<Option<Vec<u8>>, Reason> {
        Ok(None)
    }

    /// Reads the member with this index into its slot. The context is at the member.
    ///
    /// # Errors
    /// The errors of the deserializer.
    #[doc(hidden)]
    fn read_member<'de, A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        format: TimestampFormat,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error>;

    /// Reads the members outside a JSON object into their slots.
    #[doc(hidden)]
    fn read_head(_: &mut Self::Slots, _: &Message<'_>, _: &mut Context) {}

    /// Builds the structure from its slots. On `None` the violations are already in the context.
    #[doc(hidden)]
    fn finish(slots: Self::Slots, context: &mut Context) -> Option<Self>;
}

/// Reads a whole message.
pub(crate) fn read_message<T: Structure>(
    message: &Message<'_>,
    context: &mut Context,
) -> Option<T> {
    let mut slots = T::empty();
    let mut is_readable = true;
    let start = context.checkpoint();
    if T::CONTENT == Content::Members && !message.body.is_empty() {
        let read = json::read(message.body, |reader| {
            reader.object(|mut members| fill::<T, _>(&mut slots, &mut members, context))
        });
        is_readable = match read {
            Ok(Ok(is_filled)) => is_filled,
            Ok(Err(found)) => context.mismatch(T::EXPECTED, found).unwrap_or(false),
            Err(syntax) => {
                // If the body is not JSON, that is the only violation.
                context.rewind(start);
                context.report(syntax);
                false
            }
        };
    }
    if is_readable {
        T::read_head(&mut slots, message, context);
        return T::finish(slots, context);
    }
    slots = T::empty();
    T::read_head(&mut slots, message, context);
    // If a body cannot be read, its members are not reported as missing.
    T::finish(slots, &mut Context::new(context.form))
}

/// Writes the body of a message with a structure (rules C1 to C3 and A9).
///
/// # Errors
/// A value that JSON cannot hold, such as one that is nested too deeply.
pub(crate) fn write_body<T: Structure>(value: &T, form: Form) -> Result<Vec<u8>, Reason> {
    let is_request = form == Form::Client;
    match T::CONTENT {
        Content::NoMembers | Content::Elsewhere if !is_request => Ok(b"{}".to_vec()),
        Content::Absent | Content::NoMembers | Content::Elsewhere | Content::EventStream => {
            Ok(Vec::new())
        }
        Content::Members => value.to_payload(form, TimestampFormat::EpochSeconds),
        Content::Payload { unset, .. } => {
            // In a response, an empty body means that the structure is absent, and `{}` means that
            // it is empty.
            let unset = if is_request { unset } else { "" };
            Ok(value.payload(form)?.unwrap_or_else(|| unset.into()))
        }
    }
}

/// Reads a structure from an object.
///
/// # Errors
/// The errors of the deserializer.
pub fn read_structure<'de, T: Structure, A: MapAccess<'de>>(
    object: A,
    context: &mut Context,
) -> Result<Option<T>, A::Error> {
    let mut slots = T::empty();
    let is_filled =
        in_object(object, context, |object, context| fill::<T, A>(&mut slots, object, context))?;
    Ok(if is_filled == Some(true) { T::finish(slots, context) } else { None })
}

/// Reads the members of an object into their slots, and returns whether it was an object that could
/// be read.
fn fill<'de, T: Structure, A: MapAccess<'de>>(
    slots: &mut T::Slots,
    object: &mut A,
    context: &mut Context,
) -> Result<bool, A::Error> {
    if T::IS_SENSITIVE {
        context.sensitive(|context| fill_slots::<T, A>(slots, object, context))
    } else {
        fill_slots::<T, A>(slots, object, context)
    }
}

fn fill_slots<'de, T: Structure, A: MapAccess<'de>>(
    slots: &mut T::Slots,
    object: &mut A,
    context: &mut Context,
) -> Result<bool, A::Error> {
    let form = context.form;
    let mut expected = 0;
    loop {
        // Only this structure has this closure, so the compiler makes one function that reads a key
        // and finds it.
        let found = object.next_key_seed(NameOf(|key: &str| {
            let found = const { &T::MEMBERS }.find(key, expected, form);
            found.ok_or_else(|| number_token::is_number_key(key, form))
        }))?;
        match found {
            None => return Ok(true),
            Some(Some(Ok(index))) => {
                let member = &const { &T::MEMBERS }.list[index];
                let entered = context.found();
                T::read_member(slots, index, member.format, object, context)?;
                context.left(member, entered);
                expected = index + 1;
            }
            Some(Some(Err(true))) => {
                number_token::digits(object)?;
                return Ok(context.mismatch(T::EXPECTED, "a number").unwrap_or(false));
            }
            // A member that the description does not model (rule J2).
            Some(_) => drop(object.next_value::<IgnoredAny>()?),
        }
    }
}

/// Reads a structure from a list of its members, as formats without names have it.
///
/// # Errors
/// The errors of the deserializer.
pub fn read_in_order<'de, T: Structure, A: SeqAccess<'de>>(
    mut array: A,
    context: &mut Context,
) -> Result<Option<T>, A::Error> {
    if context.form != Form::Binary {
        IgnoredAny.visit_seq(array)?;
        return Ok(context.mismatch(T::EXPECTED, "an array"));
    }
    let slots = context.nested(|context| {
        let mut slots = T::empty();
        for (index, member) in T::MEMBERS.list.iter().enumerate() {
            let entered = context.found();
            let value = &mut InOrder(&mut array);
            T::read_member(&mut slots, index, member.format, value, context)?;
            context.left(member, entered);
        }
        Ok(slots)
    });
    match slots {
        Some(slots) => Ok(T::finish(slots?, context)),
        None => Err(A::Error::custom("the value is nested too deeply")),
    }
}

/// Presents a list of values as an object whose keys are known.
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
        let value = self.0.next_element_seed(seed)?;
        value.ok_or_else(|| A::Error::custom("the list of members ends too early"))
    }
}

/// Writes a structure: the members that are set, under their names; in a binary format all members.
///
/// # Errors
/// The errors of the serializer, and a value that is nested too deeply.
pub fn write_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
    encoding: Encoding<'_>,
) -> Result<S::Ok, S::Error> {
    let mut object = ObjectWriter::new(serializer, encoding, T::NAME, T::NAMES.len())?;
    value.write_members(&mut object);
    object.end()
}
