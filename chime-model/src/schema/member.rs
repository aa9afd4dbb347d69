//! The type of a member in documents. schemars' `JsonSchema` does not suffice: it does not know
//! `jiff::Timestamp` of version 1, and it has the same schema for a timestamp in a header and in a
//! body.

use std::collections::BTreeMap;

use super::shape::{Registry, Type};
use crate::{Blob, Document, JsonValue, Sensitive, Timestamp};

/// A type that a member can have.
#[doc(hidden)]
pub trait MemberType {
    /// The type. Adds the shapes in it to the registry.
    fn ty(registry: &mut Registry) -> Type;
}

macro_rules! simple {
    ($($ty:ty: $variant:ident),* $(,)?) => {$(
        impl MemberType for $ty {
            fn ty(_: &mut Registry) -> Type {
                Type::$variant
            }
        }
    )*};
}

simple! {
    bool: Boolean,
    i32: Integer,
    i64: Long,
    f32: Float,
    f64: Double,
    String: String,
    Timestamp: Timestamp,
    Blob: Blob,
    Document: Document,
    JsonValue: JsonValue,
}

impl<T: MemberType> MemberType for Vec<T> {
    fn ty(registry: &mut Registry) -> Type {
        Type::List(Box::new(T::ty(registry)))
    }
}

impl<K, T: MemberType> MemberType for BTreeMap<K, T> {
    fn ty(registry: &mut Registry) -> Type {
        Type::Map(Box::new(T::ty(registry)))
    }
}

/// An element of a sparse list or a value of a sparse map, which can be null.
impl<T: MemberType> MemberType for Option<T> {
    fn ty(registry: &mut Registry) -> Type {
        Type::Nullable(Box::new(T::ty(registry)))
    }
}

impl<T: MemberType> MemberType for Box<T> {
    fn ty(registry: &mut Registry) -> Type {
        T::ty(registry)
    }
}

impl<T: MemberType> MemberType for Sensitive<T> {
    fn ty(registry: &mut Registry) -> Type {
        Type::Sensitive(Box::new(T::ty(registry)))
    }
}
