//! The documented form, which is what serde writes and reads. The derives call these functions in
//! what they emit for `Serialize` and `Deserialize`.

use serde_core::de::Error as _;
use serde_core::{Deserializer, Serializer};

use super::{Null, Reading, Value};
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;
use crate::wire::form::Form;

/// Writes the documented form of a value.
///
/// # Errors
/// Those of the serializer, a value that is nested too deeply, and a year before 0.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let form = Form::documented(serializer.is_human_readable());
    value.write(serializer, Encoding::documented(form))
}

/// Reads the documented form of a value.
///
/// # Errors
/// Those of the deserializer, and everything that is wrong with the value, in one text.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut context = Context::new(Form::documented(deserializer.is_human_readable()));
    let value = T::read(deserializer, Reading::documented(&mut context, Null::Mismatch))?;
    context.finish(value).map_err(D::Error::custom)
}
