//! Values that hold others: lists, maps, and what wraps one value.

use std::collections::BTreeMap;

use serde_core::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor as _};
use serde_core::ser::{Error as _, Serializer};

use super::context::{Context, Null};
use super::form::Form;
use super::key::{MapKey, OwnedKey};
use super::number;
use super::side::Side;
use super::timestamp::TimestampFormat;
use super::value::{Formed, Value, Visit, in_object};
use crate::Sensitive;
use crate::violation::Reason;

impl Context {
    /// What a null is in a dense list or map: an error, but no element to a client (rule J8).
    fn expect_element(&mut self) {
        self.null = if self.side == Side::Client { Null::NoElement } else { Null::Mismatch };
    }
}

impl<T: Value> Value for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        let form = form.nested()?;
        serializer.collect_seq(self.iter().map(|element| Formed(element, form)))
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_seq(visit)
    }

    fn from_array<'de, A: SeqAccess<'de>>(
        mut array: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        let list = context.nested(|context| {
            let mut list = Vec::new();
            for index in 0.. {
                context.expect_element();
                match context
                    .element(index, |context| array.next_element_seed(Visit::new(context)))?
                {
                    Some(element) => list.extend(element),
                    None => break,
                }
            }
            Ok(list)
        });
        match list {
            Some(list) => list.map(Some),
            None => IgnoredAny.visit_seq(array).map(|_| None),
        }
    }

    fn check(&self, context: &mut Context) {
        for (index, element) in self.iter().enumerate() {
            context.element(index, |context| element.check(context));
        }
    }
}

impl<K: MapKey, T: Value> Value for BTreeMap<K, T> {
    const EXPECTED: &'static str = "an object";

    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        let form = form.nested()?;
        serializer.collect_map(self.iter().map(|(key, value)| (key.as_ref(), Formed(value, form))))
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_map(visit)
    }

    fn from_object<'de, A: MapAccess<'de>>(
        object: A,
        context: &mut Context,
    ) -> Result<Option<Self>, A::Error> {
        in_object(object, context, |object, context| {
            let mut map = BTreeMap::new();
            while let Some(key) = object.next_key_seed(OwnedKey(context))? {
                read_entry(&mut map, key, object, context)?;
            }
            Ok(map)
        })
    }

    fn check(&self, context: &mut Context) {
        for (key, value) in self {
            context.entry(key.as_ref(), |context| {
                key.check(context);
                value.check(context);
            });
        }
    }
}

fn read_entry<'de, K: MapKey, T: Value, A: MapAccess<'de>>(
    map: &mut BTreeMap<K, T>,
    key: Option<String>,
    object: &mut A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let Some(key) = key else {
        context.report(Reason::expected("made of Unicode characters"));
        return object.next_value::<IgnoredAny>().map(drop);
    };
    if number::is_token(&key) {
        number::from_token(object)?;
        context.report(Reason::Expected { expected: "an object", found: Some("a number") });
        return Ok(());
    }
    context.expect_element();
    let (text, value) =
        context.entry_of(key, |context| object.next_value_seed(Visit::<T>::new(context)));
    let value = value?;
    let key = K::from(text);
    if map.contains_key(&key) {
        context.entry(key.as_ref(), |context| context.report(Reason::Duplicate));
        return Ok(());
    }
    if context.enforces_constraints() {
        context.entry(key.as_ref(), |context| key.check(context));
    }
    map.extend(value.map(|value| (key, value)));
    Ok(())
}

/// An element of a sparse list or map (rule J8).
impl<T: Value> Value for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
    const EMPTY: &'static str = T::EMPTY;

    fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Formed(value, form)),
            // A format without a null says so in an error of its own, upon which TOML drops an
            // entry. Another error it hands on.
            None => serializer.serialize_none().map_err(|_| {
                S::Error::custom("this format has no null for an element that is not set")
            }),
        }
    }

    fn ask<'de, D: Deserializer<'de>>(
        deserializer: D,
        visit: Visit<'_, Self>,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(visit)
    }

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        context: &mut Context,
    ) -> Result<Option<Self>, D::Error> {
        Self::ask(deserializer, Visit::new(context))
    }

    fn from_null(_: &mut Context) -> Option<Self> {
        Some(None)
    }

    fn from_some<'de, D: Deserializer<'de>>(
        deserializer: D,
        context: &mut Context,
    ) -> Result<Option<Self>, D::Error> {
        Ok(T::read(deserializer, context)?.map(Some))
    }

    fn shown_text(&self) -> Option<&str> {
        self.as_ref().and_then(Value::shown_text)
    }

    fn check(&self, context: &mut Context) {
        if let Some(value) = self {
            value.check(context);
        }
    }
}

/// What a wrapper of one value does as that value does.
macro_rules! delegate {
    ($($wrapper:ident, $wrap:expr, $inside:ident;)*) => {$(
        impl<T: Value> Value for $wrapper<T> {
            const EXPECTED: &'static str = T::EXPECTED;
            const CONTENT_TYPE: &'static str = T::CONTENT_TYPE;
            const EMPTY: &'static str = T::EMPTY;

            fn write<S: Serializer>(&self, serializer: S, form: Form) -> Result<S::Ok, S::Error> {
                (**self).write(serializer, form)
            }

            fn ask<'de, D: Deserializer<'de>>(deserializer: D, visit: Visit<'_, Self>) -> Result<Option<Self>, D::Error> {
                Self::read(deserializer, visit.context)
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D, context: &mut Context) -> Result<Option<Self>, D::Error> {
                Ok($inside(context, |context| T::read(deserializer, context))?.map($wrap))
            }

            fn check(&self, context: &mut Context) {
                $inside(context, |context| (**self).check(context));
            }

            fn to_payload(&self, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
                (**self).to_payload(format)
            }

            fn from_payload(payload: &[u8], context: &mut Context) -> Option<Self> {
                $inside(context, |context| T::from_payload(payload, context)).map($wrap)
            }
        }
    )*};
}

delegate! {
    Box, Box::new, plainly;
    Sensitive, Sensitive::new, sensitively;
}

fn plainly<R>(context: &mut Context, run: impl FnOnce(&mut Context) -> R) -> R {
    run(context)
}

fn sensitively<R>(context: &mut Context, run: impl FnOnce(&mut Context) -> R) -> R {
    context.sensitive(run)
}
