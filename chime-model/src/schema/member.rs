//! The schema of a member's type. A trait of its own and not schemars' `JsonSchema`: that knows no `jiff::Timestamp` of version 1, and
//! cannot say that a timestamp in a header is another text than one in a body.

use std::collections::BTreeMap;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::timestamp::TimestampFormat;
use crate::{Blob, Document, JsonValue, Sensitive, Timestamp};

/// A type that a member can have.
#[doc(hidden)]
pub trait MemberType {
    /// Its schema, where timestamps have this format.
    fn schema(generator: &mut SchemaGenerator, timestamps: TimestampFormat) -> Schema;
}

macro_rules! as_schemars_has_it {
    ($($ty:ty),*) => {$(
        impl MemberType for $ty {
            fn schema(generator: &mut SchemaGenerator, _: TimestampFormat) -> Schema {
                generator.subschema_for::<Self>()
            }
        }
    )*};
}

as_schemars_has_it!(bool, i32, i64, String, Blob, Document, JsonValue);

/// Rule J3: JSON has no number for three of them.
macro_rules! float {
    ($($float:ident)*) => {$(
        impl MemberType for $float {
            fn schema(_: &mut SchemaGenerator, _: TimestampFormat) -> Schema {
                json_schema!({ "anyOf": [{ "type": "number" }, { "enum": ["NaN", "Infinity", "-Infinity"] }] })
            }
        }
    )*};
}

float!(f32 f64);

impl MemberType for Timestamp {
    fn schema(_: &mut SchemaGenerator, timestamps: TimestampFormat) -> Schema {
        match timestamps {
            TimestampFormat::DateTime => json_schema!({ "type": "string", "format": "date-time" }),
            TimestampFormat::HttpDate => json_schema!({ "type": "string", "description": "A date of HTTP." }),
            TimestampFormat::EpochSeconds => json_schema!({ "type": "number", "description": "Seconds since 1970." }),
        }
    }
}

impl<T: MemberType> MemberType for Vec<T> {
    fn schema(generator: &mut SchemaGenerator, timestamps: TimestampFormat) -> Schema {
        json_schema!({ "type": "array", "items": T::schema(generator, timestamps) })
    }
}

impl<K, T: MemberType> MemberType for BTreeMap<K, T> {
    fn schema(generator: &mut SchemaGenerator, timestamps: TimestampFormat) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": T::schema(generator, timestamps) })
    }
}

/// An element of a sparse list or a value of a sparse map: null is one too.
impl<T: MemberType> MemberType for Option<T> {
    fn schema(generator: &mut SchemaGenerator, timestamps: TimestampFormat) -> Schema {
        let mut schema = T::schema(generator, timestamps);
        let absent = json!({ "type": "null" });
        if schema.get("$ref").is_some() {
            return json_schema!({ "anyOf": [schema, absent] });
        }
        if let Some(Value::Array(all)) = schema.get_mut("anyOf") {
            all.push(absent);
        } else if let Some(of_type) = schema.get_mut("type") {
            *of_type = json!([*of_type, "null"]);
        }
        schema
    }
}

macro_rules! as_what_it_holds {
    ($($ty:ident),*) => {$(
        impl<T: MemberType> MemberType for $ty<T> {
            fn schema(generator: &mut SchemaGenerator, timestamps: TimestampFormat) -> Schema {
                T::schema(generator, timestamps)
            }
        }
    )*};
}

as_what_it_holds!(Box, Sensitive);
