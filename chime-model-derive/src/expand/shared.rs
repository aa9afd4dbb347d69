//! What several derives emit.

use chime_model_vocabulary::{Location, TimestampFormat};
use proc_macro2::TokenStream;
use quote::quote;

use crate::attr::Http;

/// Items in a scope of their own, where `__` is the runtime.
pub(super) fn in_constant(items: &TokenStream) -> TokenStream {
    quote! {
        // Deprecated items keep their behaviour, and the local for a field `_2fa` is `member__2fa`.
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

/// The format of the timestamps in a member: its own, or else that of its location (rule T1).
pub(super) fn timestamp_format(name: &str, http: &Http) -> TokenStream {
    let of_location = || http.location(name).timestamp_format();
    match http.timestamp.unwrap_or_else(of_location) {
        TimestampFormat::DateTime => quote!(TimestampFormat::DateTime),
        TimestampFormat::HttpDate => quote!(TimestampFormat::HttpDate),
        TimestampFormat::EpochSeconds => quote!(TimestampFormat::EpochSeconds),
    }
}

/// An entry of the table of members.
pub(super) fn entry(name: &str, http: &Http) -> TokenStream {
    let format = timestamp_format(name, http);
    let key = match http.location(name) {
        Location::Body(key) => quote!(__::Some(#key)),
        _ => quote!(__::None),
    };
    quote!(__::Member { name: #name, key: #key, format: __::#format })
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
