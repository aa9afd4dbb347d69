//! [`Union`]: what the derive of that name implements, and the one reader and the one writer of all
//! unions (rule J9).

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::{IgnoredAny, MapAccess};
use serde_core::ser::Serializer;

use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;
use crate::wire::table::Members;
use crate::wire::value::{
    AsMember, Document, NameOf, Null, Reading, UnknownMember, Value, ValueVisitor, in_object,
    number_token,
};

/// A union. Derive it; do not implement it by hand.
#[doc(hidden)]
pub trait Union: Value {
    /// The members.
    const MEMBERS: Members;

    /// Reads the member with this index; `None` for a null or a wrong value. The context is at the
    /// member.
    fn read_member<'de, A: MapAccess<'de>>(
        index: usize,
        format: TimestampFormat,
        object: &mut A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error>;

    /// Keeps a member that is not modeled.
    fn unknown(member: UnknownMember) -> Self;

    /// Records the member's own constraints that its value breaks.
    fn check_member(&self, context: &mut Context);
}

/// The key of the type of a union, which some services send and a client ignores.
const TYPE: &str = "__type";

/// The key of a member.
enum MemberKey {
    Modeled(usize),
    Unknown(String),
}

/// Reads a union. Nulls are absent, and a client ignores `__type`.
///
/// # Errors
/// The errors of the deserializer.
pub fn read_union<'de, T: Union, A: MapAccess<'de>>(
    object: A,
    context: &mut Context,
) -> Result<Option<T>, A::Error> {
    let start = context.checkpoint();
    let members = in_object(object, context, |object, context| {
        let mut members = Occurred::<T>::default();
        while let Some(key) = object.next_key_seed(NameOf(|key: &str| find::<T>(key, context)))? {
            members.read(key, object, context)?;
        }
        Ok(members)
    })?;
    let Some(Occurred { set, union, is_number, has_duplicate, .. }) = members else {
        return Ok(None);
    };
    if is_number {
        return Ok(context.mismatch(T::EXPECTED, "a number"));
    }
    if has_duplicate {
        return Ok(None);
    }
    if set != 1 {
        context.rewind(start);
        return Ok(context.refuse(Reason::UnionMemberCount));
    }
    if let Some(union) = &union
        && context.enforces_constraints()
    {
        union.check_member(context);
    }
    Ok(union)
}

fn find<T: Union>(key: &str, context: &Context) -> MemberKey {
    match T::MEMBERS.find(key, 0, context.form) {
        Some(index) => MemberKey::Modeled(index),
        None => MemberKey::Unknown(key.to_owned()),
    }
}

/// The members of a union that have occurred.
struct Occurred<T> {
    set: usize,
    union: Option<T>,
    /// Whether the object is serde_json's form of a number.
    is_number: bool,
    /// The first modeled member, null or not, and those after it.
    first: Option<usize>,
    others: Vec<usize>,
    has_duplicate: bool,
}

impl<T> Default for Occurred<T> {
    fn default() -> Self {
        let (first, others) = (None, Vec::new());
        Self { set: 0, union: None, is_number: false, first, others, has_duplicate: false }
    }
}

impl<T: Union> Occurred<T> {
    /// Whether the modeled member of that index occurs for the first time (rule C7).
    fn is_first(&mut self, index: usize) -> bool {
        if self.first == Some(index) || self.others.contains(&index) {
            return false;
        }
        match self.first {
            None => self.first = Some(index),
            Some(_) => self.others.push(index),
        }
        true
    }

    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        key: Option<MemberKey>,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        let before = context.found();
        let read = match key {
            Some(MemberKey::Modeled(index)) => {
                let member = &T::MEMBERS.list[index];
                let entered = context.found();
                if !self.is_first(index) {
                    self.has_duplicate = true;
                    context.report(Reason::Duplicate);
                    context.left(member, entered);
                    return object.next_value::<IgnoredAny>().map(drop);
                }
                let read = T::read_member(index, member.format, object, context)?;
                context.left(member, entered);
                read
            }
            Some(MemberKey::Unknown(key)) if number_token::is_number_key(&key, context.form) => {
                self.is_number = true;
                return number_token::digits(object).map(drop);
            }
            Some(MemberKey::Unknown(key)) if context.form == Form::Client && key == TYPE => {
                return object.next_value::<IgnoredAny>().map(drop);
            }
            Some(MemberKey::Unknown(key)) if context.form != Form::Server => {
                let value = context.entry(&key, |context| {
                    let reading = Reading::documented(context, Null::Absent);
                    object.next_value_seed(ValueVisitor::<Document>::new(reading))
                });
                value?.map(|value| T::unknown(UnknownMember { name: key, value }))
            }
            Some(MemberKey::Unknown(_)) | None => {
                // It counts as two members: alone it is not modeled, and with another member there
                // are too many.
                let is_set = object.next_value::<Option<IgnoredAny>>()?.is_some();
                self.set += 2 * usize::from(is_set);
                return Ok(());
            }
        };
        // If there is neither a value nor a violation, the member was null.
        if read.is_some() || context.found() != before {
            self.set += 1;
        }
        self.union = self.union.take().or(read);
        Ok(())
    }
}

/// Writes a union with a member that is not modeled.
///
/// # Errors
/// The errors of the serializer, a value that is nested too deeply, and a member that would be read
/// as a modeled one.
pub fn write_unknown<T: Union, S: Serializer>(
    member: &UnknownMember,
    serializer: S,
    encoding: Encoding<'_>,
) -> Result<S::Ok, S::Error> {
    if T::MEMBERS.find(&member.name, 0, encoding.form).is_some() {
        let expected = "without an unknown member that has the name of a modeled one";
        return Err(encoding.refuse(Reason::expected(expected)));
    }
    if member.name == TYPE && !encoding.form.is_documented() {
        let expected = "without an unknown member `__type`, which a client ignores";
        return Err(encoding.refuse(Reason::expected(expected)));
    }
    let encoding = encoding.nested()?;
    serializer.collect_map([(&member.name, AsMember(&member.value, encoding))])
}
