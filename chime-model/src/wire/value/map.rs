//! Maps.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chime_model_vocabulary::TimestampFormat;
use serde_core::de::{Deserializer, IgnoredAny, MapAccess};
use serde_core::ser::Serializer;

use super::key::OwnedKey;
use super::list::null_element;
use super::{
    Elements, Encoded, Length, MapKey, Reading, Value, ValueVisitor, in_object, number_token,
};
use crate::violation::Reason;
use crate::wire::context::Context;
use crate::wire::encoding::Encoding;

impl<K: MapKey, T: Value> Value for BTreeMap<K, T> {
    const EXPECTED: &'static str = "an object";
    const HOLDS_TIMESTAMP: bool = T::HOLDS_TIMESTAMP;

    fn write<S: Serializer>(
        &self,
        serializer: S,
        encoding: Encoding<'_>,
    ) -> Result<S::Ok, S::Error> {
        let encoding = encoding.nested()?;
        let entries = self.iter();
        serializer.collect_map(entries.map(|(key, value)| (key.as_ref(), Encoded(value, encoding))))
    }

    fn deserialize_typed<'de, D: Deserializer<'de>>(
        deserializer: D,
        visitor: ValueVisitor<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_map(visitor)
    }

    fn from_object<'de, A: MapAccess<'de>>(
        object: A,
        reading: Reading<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let Reading { context, format, .. } = reading;
        in_object(object, context, |object, context| {
            let mut entries = Entries { map: BTreeMap::new(), nulls: BTreeSet::new() };
            while let Some(key) = object.next_key_seed(OwnedKey)? {
                entries.read(key, format, object, context)?;
            }
            Ok(entries.map)
        })
    }

    fn check(&self, context: &mut Context) {
        for (key, value) in self {
            context.key(key.as_ref(), |context| key.check(context));
            context.entry(key.as_ref(), |context| value.check(context));
        }
    }
}

/// The entries that have been read.
struct Entries<K, T> {
    map: BTreeMap<K, T>,
    /// The keys whose null a client leaves out (rule J8). A second occurrence is still a duplicate
    /// (rule C7).
    nulls: BTreeSet<K>,
}

impl<K: MapKey, T: Value> Entries<K, T> {
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        key: Option<String>,
        format: TimestampFormat,
        object: &mut A,
        context: &mut Context,
    ) -> Result<(), A::Error> {
        let Some(key) = key else {
            context.report(Reason::NOT_UNICODE);
            return object.next_value::<IgnoredAny>().map(drop);
        };
        if number_token::is_number_key(&key, context.form) {
            number_token::digits(object)?;
            context.report(Reason::Expected { expected: "an object", found: Some("a number") });
            return Ok(());
        }
        let null = null_element(context.form);
        let value = context.entry(&key, |context| {
            object.next_value_seed(ValueVisitor::<T>::new(Reading::new(context, format, null)))
        })?;
        let duplicate = |key: &K, context: &mut Context| {
            context.entry(key.as_ref(), |context| context.report(Reason::Duplicate));
        };
        match self.map.entry(K::from(key)) {
            Entry::Occupied(entry) => duplicate(entry.key(), context),
            Entry::Vacant(entry) if self.nulls.contains(entry.key()) => {
                duplicate(entry.key(), context);
            }
            Entry::Vacant(entry) => {
                if context.enforces_constraints() {
                    context.key(entry.key().as_ref(), |context| entry.key().check(context));
                }
                match value {
                    Some(value) => _ = entry.insert(value),
                    None => _ = self.nulls.insert(entry.into_key()),
                }
            }
        }
        Ok(())
    }
}

impl<K, T> Length for BTreeMap<K, T> {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<K: MapKey, T> Elements for BTreeMap<K, T> {
    type Element = T;

    fn each(&self, context: &mut Context, mut check: impl FnMut(&T, &mut Context)) {
        for (key, value) in self {
            context.entry(key.as_ref(), |context| check(value, context));
        }
    }

    fn keys(&self, context: &mut Context, mut check: impl FnMut(&&str, &mut Context)) {
        for key in self.keys().map(K::as_ref) {
            context.key(key, |context| check(&key, context));
        }
    }
}
