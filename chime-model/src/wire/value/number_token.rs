//! serde_json's form of a number in other crates, if its feature `arbitrary_precision` is on: a map
//! of one private key with the digits. Only the documented form is read through serde_json, so
//! nothing in a body can be such a map.

use serde_core::de::{IgnoredAny, MapAccess};

use super::key::NameOf;
use crate::wire::form::Form;

const KEY: &str = "$serde_json::private::Number";

/// Whether a key is the private one, whose map is a number.
#[cold]
pub(crate) fn is_number_key(key: &str, form: Form) -> bool {
    form == Form::Documented && key == KEY && keeps_digits()
}

/// Whether serde_json is built with `arbitrary_precision`: only then it has numbers of any size.
fn keeps_digits() -> bool {
    serde_json::Number::from_u128(u128::MAX).is_some()
}

/// The digits of a number in the form of a map; `None` for another map, which is consumed.
pub(super) fn number_of_map<'de, A: MapAccess<'de>>(
    mut map: A,
    form: Form,
) -> Result<Option<String>, A::Error> {
    let mut number = None;
    if let Some(is_number) = map.next_key_seed(NameOf(|key: &str| is_number_key(key, form)))? {
        if is_number == Some(true) {
            number = digits(&mut map)?;
        } else {
            map.next_value::<IgnoredAny>()?;
        }
    }
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(number)
}

/// The digits after the key; `None` for a value that is not a string, which serde_json never
/// writes.
pub(crate) fn digits<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    map.next_value_seed(NameOf(str::to_owned))
}
