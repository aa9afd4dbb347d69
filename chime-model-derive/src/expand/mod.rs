//! What the derives emit: one file per derive, no rules.

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

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attr::Timestamp;
use crate::report::Report;

/// A derive.
#[derive(Clone, Copy)]
pub(crate) struct Derive {
    /// The impls of an item. The errors of the item go to the report, and then what is returned does not matter.
    expand: fn(&DeriveInput, &mut Report) -> Option<TokenStream>,
    /// What is emitted beside the errors of an item, instead of the impls.
    fallback: fn(&DeriveInput) -> TokenStream,
}

/// Other items use a structure. With stand-ins for its impls the compiler shows only its errors, and not also that the impls are missing.
pub(crate) const STRUCTURE: Derive = Derive { expand: structure::structure, fallback: structure::fallback };
pub(crate) const UNION: Derive = Derive::new(union::union);
pub(crate) const ENUMERATION: Derive = Derive::new(enumeration::enumeration);
pub(crate) const EXCEPTION: Derive = Derive::new(exception::exception);
pub(crate) const OPERATION_ERROR: Derive = Derive::new(operation_error::operation_error);
pub(crate) const ROUTING: Derive = Derive::new(routing::routing);
pub(crate) const OPERATION: Derive = Derive::new(operation::operation);

impl Derive {
    const fn new(expand: fn(&DeriveInput, &mut Report) -> Option<TokenStream>) -> Self {
        Self { expand, fallback: |_| TokenStream::new() }
    }

    /// The items for a compiler's tokens: the impls, or each error and the fallback.
    pub(crate) fn derive(self, input: TokenStream) -> TokenStream {
        let input = match syn::parse2(input) {
            Ok(input) => input,
            Err(error) => return error.to_compile_error(),
        };
        let mut report = Report::default();
        let items = (self.expand)(&input, &mut report);
        match report.finish() {
            Ok(()) => in_constant(&items.unwrap_or_default()),
            Err(errors) => {
                let (errors, fallback) = (errors.to_compile_error(), (self.fallback)(&input));
                quote! { #errors #fallback }
            }
        }
    }
}

/// Items in a scope of their own, where `__` is the runtime.
fn in_constant(items: &TokenStream) -> TokenStream {
    quote! {
        // What is deprecated still has its behaviour, and the local for a field `_2fa` is `member__2fa`.
        #[allow(deprecated, non_snake_case)]
        const _: () = {
            use ::chime_model::__private as __;
            #items
        };
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
