//! [`ErrorTexts`]: the texts at the top of an error's body that say which error it is (rules E1, E3
//! and E5).

use serde_core::de::{Deserializer, IgnoredAny, MapAccess};
use serde_core::ser::Serializer;

use super::context::Context;
use super::form::Form;
use super::key::Key;
use super::number;
use super::side::Side;
use super::value::{Value, Visit};

/// The names under which a message comes (rule E3), in the order in which they are looked for.
pub(crate) const MESSAGE_KEYS: [&str; 3] = ["message", "Message", "errorMessage"];

const KEYS: [&str; 6] =
    ["code", "Code", "__type", MESSAGE_KEYS[0], MESSAGE_KEYS[1], MESSAGE_KEYS[2]];

/// The texts, each where the body has one.
#[derive(Default)]
pub(crate) struct ErrorTexts([Option<String>; KEYS.len()]);

impl ErrorTexts {
    /// Reads the texts. A body that is not JSON, or not an object, has none (rule E4).
    #[inline]
    pub(crate) fn of(body: &[u8]) -> Self {
        Self::from_payload(body, &mut Context::new(Side::Client)).unwrap_or_default()
    }

    /// The text of that key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        KEYS.iter()
            .zip(&self.0)
            .find(|(known, _)| **known == key)
            .and_then(|(_, text)| text.as_deref())
    }

    /// The message, under whichever name it comes.
    pub(crate) fn message(&self) -> Option<&str> {
        MESSAGE_KEYS.iter().find_map(|key| self.get(key))
    }
}

impl Value for ErrorTexts {
    const EXPECTED: &'static str = "an object";

    fn write<S: Serializer>(&self, _: S, _: Form) -> Result<S::Ok, S::Error> {
        Err(serde_core::ser::Error::custom("the texts of an error are only read"))
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_map(visit)
    }

    fn from_object<'de, A: MapAccess<'de>>(
        mut object: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        let mut texts = [const { None }; KEYS.len()];
        let mut seen = [false; KEYS.len()];
        let known = |key: &str| match KEYS.iter().position(|known| *known == key) {
            Some(index) => Ok(index),
            None => Err(number::is_token(key)),
        };
        while let Some(key) = object.next_key_seed(Key(known))? {
            match key {
                Some(Err(true)) => {
                    number::from_token(&mut object)?;
                    return Ok(context.mismatch(Self::EXPECTED, "a number"));
                }
                Some(Ok(index)) if !std::mem::replace(&mut seen[index], true) => {
                    texts[index] = object.next_value_seed(Visit::new(context))?;
                }
                _ => drop(object.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Some(Self(texts)))
    }
}
