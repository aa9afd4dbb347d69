//! The text of a number, out of the map as which serde_json hands on a number with
//! `arbitrary_precision`.

use serde_core::de::{IgnoredAny, MapAccess};

use super::key::Key;

/// The key of the map as which serde_json hands on a number, if some crate of the graph turns its
/// `arbitrary_precision` on.
const TOKEN: &str = "$serde_json::private::Number";

/// Whether a key says that its map is a number. It is inline so that serde_json's reader of numbers
/// is compiled in the crate that reads messages, which has it already.
#[cold]
#[inline]
pub(super) fn is_token(key: &str) -> bool {
    key == TOKEN
        && serde_json::from_str::<serde_json::Number>("1.00")
            .is_ok_and(|number| number.to_string() == "1.00")
}

/// The text of a number that came as a map; nothing for another map, which is consumed.
pub(super) fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<String>, A::Error> {
    let mut number = None;
    if let Some(is_number) = map.next_key_seed(Key(is_token))? {
        match is_number {
            Some(true) => number = from_token(&mut map)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(number)
}

/// The text of a number, after the key that announced it; nothing for a value that is no text, and
/// so only looks like a number.
pub(super) fn from_token<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    map.next_value_seed(Key(str::to_owned))
}
