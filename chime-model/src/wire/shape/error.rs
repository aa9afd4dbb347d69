//! How the body of a response names its error: the type (rules E2 and X5) and the message (rule
//! E3). A body that cannot be read has neither.

use serde_core::de::{IgnoredAny, MapAccess};

use crate::wire::context::Context;
use crate::wire::fault::Fault;
use crate::wire::form::Form;
use crate::wire::json;
use crate::wire::table::Member;
use crate::wire::value::{NameOf, Null, Reading, ValueVisitor};

/// The keys of a body whose text is a code: one key in two spellings. A code can name the type of
/// the error.
const CODE_KEYS: [&str; 2] = ["code", "Code"];
const TYPE_KEY: &str = "__type";

/// The keys of a body that can have the message, in the order of rule E3.
const MESSAGE_KEYS: [&str; 3] = ["message", "Message", "errorMessage"];

const KEYS: [&str; 6] =
    [CODE_KEYS[0], CODE_KEYS[1], TYPE_KEY, MESSAGE_KEYS[0], MESSAGE_KEYS[1], MESSAGE_KEYS[2]];

/// The strings of an error's body that have its type and its message.
#[derive(Default)]
pub(crate) struct ErrorTexts([Option<String>; KEYS.len()]);

impl ErrorTexts {
    /// Reads the strings. A body that is not JSON, or not an object, has none (rule E4).
    pub(crate) fn of(body: &[u8]) -> Self {
        let read = json::read(body, |reader| reader.object(Self::read));
        read.ok().and_then(Result::ok).unwrap_or_default()
    }

    fn read(mut object: json::Elements<'_, '_>) -> Result<Self, Fault> {
        let mut texts = Self::default();
        let mut is_seen = [false; KEYS.len()];
        // A value that is not a string counts as absent, so this context is dropped.
        let mut context = Context::new(Form::Client);
        let find = |key: &str| KEYS.iter().position(|known| *known == key);
        while let Some(key) = object.next_key_seed(NameOf(find))? {
            match key.flatten() {
                Some(index) if !std::mem::replace(&mut is_seen[index], true) => {
                    let reading = Reading::documented(&mut context, Null::Absent);
                    texts.0[index] = object.next_value_seed(ValueVisitor::new(reading))?;
                }
                _ => drop(object.next_value::<IgnoredAny>()?),
            }
        }
        Ok(texts)
    }

    fn get(&self, key: &str) -> Option<&str> {
        let found = KEYS.iter().zip(&self.0).find(|(known, _)| **known == key);
        found.and_then(|(_, text)| text.as_deref())
    }

    /// The code, under either of its keys.
    pub(crate) fn code(&self) -> Option<&str> {
        CODE_KEYS.iter().find_map(|key| self.get(key))
    }

    /// The message, under any of its keys.
    pub(crate) fn message(&self) -> Option<&str> {
        MESSAGE_KEYS.iter().find_map(|key| self.get(key))
    }

    /// The type that the body names as its own.
    pub(crate) fn named_type(&self) -> Option<&str> {
        bare_name(self.get(TYPE_KEY)?)
    }

    /// The type that the code of the body names. A code that is a modeled member names a type only
    /// if an error is called that (rules E1 and X4).
    pub(crate) fn code_type<'m>(
        &self,
        is_modeled: impl Fn(&str) -> bool,
        members: impl Iterator<Item = &'m Member>,
    ) -> Option<&str> {
        let code = CODE_KEYS.iter().find_map(|key| bare_name(self.get(key)?));
        let mut keys = members.filter_map(|member| member.name_in(Form::Client));
        let mut is_member = || keys.any(|key| key.eq_ignore_ascii_case(CODE_KEYS[0]));
        code.filter(|name| is_modeled(name) || !is_member())
    }
}

/// The name of an error without its namespace. Removes everything from the first `:` on, and then
/// everything up to the last `#` (rule E2).
pub(crate) fn bare_name(text: &str) -> Option<&str> {
    // Compared byte by byte, since names are too short for a faster search to pay off.
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|byte| *byte == b':').unwrap_or(bytes.len());
    let start = bytes[..end].iter().rposition(|byte| *byte == b'#').map_or(0, |at| at + 1);
    let name = text[start..end].trim_ascii();
    (!name.is_empty()).then_some(name)
}
