//! [`TextMap`]: maps of texts, which the query and the headers carry.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::Utf8Error;

use chime_model_vocabulary::TimestampFormat;

use super::{MapKey, Texts};
use crate::violation::Reason;
use crate::wire::context::Context;

/// The texts of one key. A header may have bytes that are not UTF-8.
pub(crate) type EntryTexts<'t> = Result<Vec<Cow<'t, str>>, Utf8Error>;

/// A map of texts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be all of the query or all headers with a prefix",
    label = "expected a map of texts",
    note = "such a map is a `BTreeMap` from a `String` or an enumeration to a type that can be in \
            the query or in a header"
)]
#[doc(hidden)]
pub trait TextMap: Sized {
    /// The type of the keys.
    type Key: MapKey;
    /// The type of the values.
    type Value: Texts;

    /// Whether the map is sensitive as a whole, its keys included.
    const SENSITIVE: bool;

    /// Visits each entry.
    fn entries(&self, entry: impl FnMut(&Self::Key, &Self::Value));

    /// Makes the map.
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self>;
}

impl<K: MapKey, V: Texts> TextMap for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    const SENSITIVE: bool = false;

    fn entries(&self, mut entry: impl FnMut(&K, &V)) {
        for (key, value) in self {
            entry(key, value);
        }
    }

    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        let mut map = BTreeMap::new();
        for (key, texts) in entries {
            let value = context.entry(&key, |context| match texts {
                Ok(texts) => V::from_texts(&texts, format, context),
                Err(_) => context.refuse(Reason::NOT_TEXT),
            });
            let key = K::from(key);
            if context.enforces_constraints() {
                context.key(key.as_ref(), |context| key.check(context));
            }
            map.extend(value.map(|value| (key, value)));
        }
        Some(map)
    }
}
