//! What several derives emit alike.

use proc_macro2::TokenStream;
use quote::quote;

use crate::attr::{Http, Timestamp};

/// Items in a scope of their own, where `__` is the runtime.
pub(super) fn in_constant(items: &TokenStream) -> TokenStream {
    quote! {
        // What is deprecated still has its behaviour, and the local for a field `_2fa` is
        // `member__2fa`.
        #[allow(deprecated, non_snake_case)]
        const _: () = {
            use ::chime_model::__private as __;
            #items
        };
    }
}

/// A `Debug` that shows nothing, for a shape that is sensitive as a whole.
pub(super) fn debug(ident: &syn::Ident, is_sensitive: bool) -> Option<TokenStream> {
    is_sensitive.then(|| {
        quote! {
            #[automatically_derived]
            impl __::fmt::Debug for #ident {
                #[inline]
                fn fmt(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                    f.write_str("[sensitive]")
                }
            }
        }
    })
}

/// A timestamp's format as the runtime names it.
pub(super) fn format(format: Timestamp) -> TokenStream {
    match format {
        Timestamp::DateTime => quote!(__::TimestampFormat::DateTime),
        Timestamp::HttpDate => quote!(__::TimestampFormat::HttpDate),
        Timestamp::EpochSeconds => quote!(__::TimestampFormat::EpochSeconds),
    }
}

/// An entry of the table of members.
pub(super) fn entry(name: &str, http: &Http) -> TokenStream {
    let format = format(http.timestamp());
    let key = match http.key(name) {
        Some(key) => quote!(__::Some(#key)),
        None => quote!(__::None),
    };
    quote!(__::Member { name: #name, key: #key, format: #format })
}

/// serde's traits, which write and read the documented form.
pub(super) fn serde(ident: &syn::Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __::serde::Serialize for #ident {
            fn serialize<S: __::serde::Serializer>(&self, serializer: S) -> __::Result<S::Ok, S::Error> {
                __::serialize(self, serializer)
            }
        }

        #[automatically_derived]
        impl<'de> __::serde::Deserialize<'de> for #ident {
            fn deserialize<D: __::serde::Deserializer<'de>>(deserializer: D) -> __::Result<Self, D::Error> {
                __::deserialize(deserializer)
            }
        }
    }
}
