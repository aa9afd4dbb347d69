//! [`Union`]: what the derive of that name implements, and the one reader and the one writer of all
//! unions (rule J9).

use serde_core::de::{IgnoredAny, MapAccess};
use serde_core::ser::{Error as _, Serializer};

use super::context::{Context, Null};
use super::form::Form;
use super::json::MODELED;
use super::key::Key;
use super::number;
use super::repair::{Repaired, repaired};
use super::side::Side;
use super::table::Member;
use super::value::{Formed, Value, Visit, in_object};
use crate::violation::Reason;
use crate::{Document, UnknownMember};

/// A union. Derived; nothing else should implement it.
#[doc(hidden)]
pub trait Union: Value {
    /// The members.
    const TABLE: &'static [Member];

    /// Reads the member of that index, at which the context is; nothing for a null, or for a value
    /// that is wrong.
    fn read_member<'de, A: MapAccess<'de>>(
        index: usize,
        object: &mut A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error>;

    /// Keeps a member that is not modeled.
    fn unknown(member: UnknownMember) -> Self;

    /// Records what in the member breaks a constraint that it has of itself.
    fn check_member(&self, context: &mut Context);
}

/// The key of a member, modeled or not.
enum MemberKey {
    Known(usize),
    Unknown(String),
}

/// Reads a union: nulls are absent, and a client passes over `__type`.
///
/// # Errors
/// Those of the deserializer.
pub fn read_union<'de, T: Union, A: MapAccess<'de>>(
    object: A,
    context: &mut Context,
) -> Result<Option<T>, A::Error> {
    let start = context.mark();
    let members = in_object(object, context, |object, context| {
        let mut members = Members { set: 0, union: None, is_number: false };
        while let Some(key) =
            object.next_key_seed(Key(|key: &str| member_key::<T>(key, context)))?
        {
            members.read(key, object, context)?;
        }
        Ok(members)
    })?;
    let Some(Members { set, union, is_number }) = members else { return Ok(None) };
    if is_number {
        return Ok(context.mismatch(T::EXPECTED, "a number"));
    }
    if set != 1 {
        context.rewind(&start);
        return Ok(context.refuse(Reason::Union));
    }
    if let (true, Some(union)) = (context.enforces_constraints(), &union) {
        T::check_member(union, context);
    }
    Ok(union)
}

/// What of a union has been read.
struct Members<T> {
    set: usize,
    union: Option<T>,
    /// Whether the object is what `arbitrary_precision` makes of a number.
    is_number: bool,
}

impl<T: Union> Members<T> {
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        key: Option<MemberKey>,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        let before = context.mark();
        context.null = Null::Absent;
        let read = match key {
            Some(MemberKey::Known(index)) => {
                context.go_to(&T::TABLE[index]);
                let read = T::read_member(index, object, context)?;
                context.leave();
                read
            }
            Some(MemberKey::Unknown(key)) if number::is_token(&key) => {
                self.is_number = true;
                return number::from_token(object).map(drop);
            }
            Some(MemberKey::Unknown(key)) if context.side == Side::Client && key == "__type" => {
                return object.next_value::<IgnoredAny>().map(drop);
            }
            Some(MemberKey::Unknown(key)) if context.side != Side::Server => {
                let (name, value) = context.entry_of(key, |context| {
                    object.next_value_seed(Visit::<Document>::new(context))
                });
                value?.map(|value| T::unknown(UnknownMember { name, value }))
            }
            Some(MemberKey::Unknown(_)) | None => {
                // Counts twice: alone it is not modeled, and beside another it is one too many.
                self.set += 2 * usize::from(object.next_value::<Option<IgnoredAny>>()?.is_some());
                return Ok(());
            }
        };
        // Without a value and without a complaint it was a null.
        if read.is_some() || context.mark() != before {
            self.set += 1;
        }
        self.union = self.union.take().or(read);
        Ok(())
    }
}

fn member_key<T: Union>(key: &str, context: &Context) -> MemberKey {
    let is_documented = context.side == Side::Documented;
    match T::TABLE.iter().position(|member| member.is_named(key, is_documented)) {
        Some(index) => MemberKey::Known(index),
        None => match repaired(key, context) {
            Repaired::Text(key) => MemberKey::Unknown(key.to_owned()),
            _ => MemberKey::Unknown(String::new()),
        },
    }
}

/// Writes a union by a member that is not modeled.
///
/// # Errors
/// Those of the serializer, a value that is nested too deeply, and a member that would be read as a
/// modeled one.
pub fn write_unknown<T: Union, S: Serializer>(
    member: &UnknownMember,
    serializer: S,
    form: Form,
) -> Result<S::Ok, S::Error> {
    if T::TABLE.iter().any(|modeled| modeled.key_in(form) == Some(&member.name)) {
        return Err(S::Error::custom(MODELED));
    }
    let form = form.nested()?;
    serializer.collect_map([(&member.name, Formed(&member.value, form))])
}
