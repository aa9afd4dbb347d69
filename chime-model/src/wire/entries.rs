//! [`Entries`] and [`FromEntries`]: maps of texts, which the query and the headers carry.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::Utf8Error;

use super::context::Context;
use super::key::MapKey;
use super::text::Texts;
use crate::timestamp::TimestampFormat;
use crate::violation::Reason;

/// A map of texts, to write.
#[doc(hidden)]
pub trait Entries<V> {
    /// The type of the keys.
    type Key: MapKey;

    /// Whether the map is sensitive as a whole, keys and all.
    const SENSITIVE: bool;

    /// Goes to each entry.
    fn entries(&self, entry: impl FnMut(&Self::Key, &V));
}

/// Records what in the entries of a map breaks a constraint.
pub fn check_entries<V: Texts, M: Entries<V>>(map: &M, context: &mut Context) {
    map.entries(|key, value| {
        let check = |context: &mut Context| {
            context.entry(key.as_text(), |context| {
                key.check(context);
                value.check(context);
            });
        };
        if M::SENSITIVE { context.sensitive(check) } else { check(context) }
    });
}

/// The texts of one key; a header may have bytes that are no text.
pub(super) type EntryTexts<'t> = Result<Vec<Cow<'t, str>>, Utf8Error>;

/// A map of texts, to read.
#[doc(hidden)]
pub trait FromEntries: Sized {
    /// Makes the map.
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self>;
}

impl<K: MapKey, V> Entries<V> for BTreeMap<K, V> {
    type Key = K;

    const SENSITIVE: bool = false;

    fn entries(&self, mut entry: impl FnMut(&K, &V)) {
        for (key, value) in self {
            entry(key, value);
        }
    }
}

impl<K: MapKey, V: Texts> FromEntries for BTreeMap<K, V> {
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
            let key = K::from_text(key);
            if context.enforces_constraints() {
                context.entry(key.as_text(), |context| key.check(context));
            }
            map.extend(value.map(|value| (key, value)));
        }
        Some(map)
    }
}

impl<V, T: Entries<V>> Entries<V> for Option<T> {
    type Key = T::Key;

    const SENSITIVE: bool = T::SENSITIVE;

    fn entries(&self, entry: impl FnMut(&T::Key, &V)) {
        if let Some(map) = self {
            map.entries(entry);
        }
    }
}

/// Without entries the map is absent.
impl<T: FromEntries> FromEntries for Option<T> {
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        let mut entries = entries.peekable();
        match entries.peek() {
            None => Some(None),
            Some(_) => T::from_entries(entries, format, context).map(Some),
        }
    }
}

impl<V, T: Entries<V>> Entries<V> for crate::Sensitive<T> {
    type Key = T::Key;

    const SENSITIVE: bool = true;

    fn entries(&self, entry: impl FnMut(&T::Key, &V)) {
        (**self).entries(entry);
    }
}

impl<T: FromEntries> FromEntries for crate::Sensitive<T> {
    fn from_entries<'t>(
        entries: impl Iterator<Item = (String, EntryTexts<'t>)>,
        format: TimestampFormat,
        context: &mut Context,
    ) -> Option<Self> {
        context.sensitive(|context| T::from_entries(entries, format, context)).map(crate::Sensitive::new)
    }
}
