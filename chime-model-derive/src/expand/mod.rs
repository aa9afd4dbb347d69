//! What the derives emit: one file per derive, no rules. An item with errors gets the errors; a structure, which others
//! hold, also gets stand-ins for its impls, so that its user sees the errors and not that the impls are missing.

mod constraints;
mod constructor;
mod enumeration;
mod exception;
mod operation;
mod operation_error;
mod pattern;
mod routing;
mod schema;
mod structure;
mod union;

pub(crate) use enumeration::enumeration;
pub(crate) use exception::exception;
pub(crate) use operation::operation;
pub(crate) use operation_error::operation_error;
pub(crate) use routing::routing;
pub(crate) use structure::structure;
pub(crate) use union::union;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attr::Timestamp;

/// An expansion: the impls, or the errors with the stand-ins that spare their reader further ones.
pub(crate) type Expand = fn(&DeriveInput) -> Result<TokenStream, (syn::Error, TokenStream)>;

/// From a compiler's tokens to a compiler's tokens.
pub(crate) fn derive(input: proc_macro::TokenStream, expand: Expand) -> proc_macro::TokenStream {
    derive_tokens(input.into(), expand).into()
}

/// The same without the compiler, so that it can be tested.
pub(crate) fn derive_tokens(input: TokenStream, expand: Expand) -> TokenStream {
    let input = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    match expand(&input) {
        Ok(items) => quote! {
            // What is deprecated still has its behaviour, and the local for a field `_2fa` is `member__2fa`.
            #[allow(deprecated, non_snake_case)]
            const _: () = {
                use ::chime_model::__private as __;
                #items
            };
        },
        Err((error, stand_in)) => {
            let errors = error.to_compile_error();
            quote! { #errors #stand_in }
        }
    }
}

/// A `Debug` that shows nothing, for a shape that is sensitive as a whole.
fn debug(ident: &syn::Ident, is_sensitive: bool) -> Option<TokenStream> {
    is_sensitive.then(|| {
        quote! {
            #[automatically_derived]
            impl __::fmt::Debug for #ident {
                fn fmt(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                    f.write_str("[sensitive]")
                }
            }
        }
    })
}

/// A timestamp's format as the runtime names it.
fn format(format: Timestamp) -> TokenStream {
    match format {
        Timestamp::DateTime => quote!(__::TimestampFormat::DateTime),
        Timestamp::HttpDate => quote!(__::TimestampFormat::HttpDate),
        Timestamp::EpochSeconds => quote!(__::TimestampFormat::EpochSeconds),
    }
}

/// An entry of the table of members.
fn member(name: &str, http: &crate::attr::Http) -> TokenStream {
    let format = format(http.timestamp());
    let key = match http.key(name) {
        Some(key) => quote!(__::Some(#key)),
        None => quote!(__::None),
    };
    quote!(__::Member { name: #name, key: #key, format: #format })
}

/// serde's traits, which write and read the documented form.
fn serde(ident: &syn::Ident) -> TokenStream {
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
