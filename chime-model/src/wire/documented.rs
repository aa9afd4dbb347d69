//! The documented form, which is what serde writes and reads. What the derives emit for `Serialize`
//! and `Deserialize` calls these two.

use serde_core::{Deserializer, Serializer};

use super::context::Context;
use super::form::Form;
use super::side::Side;
use super::value::Value;

/// Writes the documented form of a value.
///
/// # Errors
/// Those of the serializer, and a value that is nested too deeply.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer, Form::DOCUMENTED)
}

/// Reads the documented form of a value.
///
/// # Errors
/// Those of the deserializer, and everything that is wrong with the value, in one text.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut context = Context::new(Side::Documented);
    context.is_binary = !deserializer.is_human_readable();
    let value = T::read(deserializer, &mut context)?;
    context.finish(value).map_err(serde_core::de::Error::custom)
}
