//! The documented form, which serde writes and reads. The derived `Serialize` and `Deserialize`
//! call these functions.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{self, MapAccess, SeqAccess, Visitor};
use serde_core::{Deserializer, Serializer};

use super::{Null, Reading, Value, ValueVisitor};
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// Writes the documented form of a value.
///
/// # Errors
/// The errors of the serializer, a value that is nested too deeply, and a year before 0.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let form = Form::documented(serializer.is_human_readable());
    value.write(serializer, Encoding::documented(form))
}

/// Reads the documented form of a value.
///
/// # Errors
/// The errors of the deserializer, and everything that is wrong with the value, in one text.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        return deserializer.deserialize_any(Root(PhantomData));
    }
    read(Form::Binary, |reading| T::read(deserializer, reading))
}

fn read<T, E: de::Error>(
    form: Form,
    read: impl FnOnce(Reading<'_>) -> Result<Option<T>, E>,
) -> Result<T, E> {
    let mut context = Context::new(form);
    let value = read(Reading::documented(&mut context, Null::Mismatch))?;
    context.finish(value).map_err(E::custom)
}

/// Visits the value as a [`ValueVisitor`], and fails inside the visit, where the format knows the
/// position of the value.
struct Root<T>(PhantomData<T>);

impl<T: Value> Root<T> {
    fn visit<E: de::Error>(
        visit: impl FnOnce(ValueVisitor<'_, T>) -> Result<Option<T>, E>,
    ) -> Result<T, E> {
        read(Form::Documented, |reading| visit(ValueVisitor::new(reading)))
    }
}

macro_rules! visits {
    ($($visit:ident: $value:ty;)*) => {$(
        fn $visit<E: de::Error>(self, value: $value) -> Result<T, E> {
            Self::visit(|visitor| visitor.$visit(value))
        }
    )*};
}

impl<'de, T: Value> Visitor<'de> for Root<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    visits! {
        visit_bool: bool;
        visit_i64: i64;
        visit_i128: i128;
        visit_u64: u64;
        visit_u128: u128;
        visit_f64: f64;
        visit_str: &str;
        visit_string: String;
        visit_bytes: &[u8];
        visit_byte_buf: Vec<u8>;
    }

    fn visit_none<E: de::Error>(self) -> Result<T, E> {
        Self::visit(|visitor| visitor.visit_none())
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Self::visit(|visitor| visitor.visit_unit())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        Self::visit(|visitor| visitor.visit_some(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        Self::visit(|visitor| visitor.visit_newtype_struct(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<T, A::Error> {
        Self::visit(|visitor| visitor.visit_seq(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        Self::visit(|visitor| visitor.visit_map(object))
    }
}
