//! What several derives emit.

use chime_model_vocabulary::{Location, TimestampFormat, name_slots};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::attr::Http;

/// Items in a scope of their own, where `__` is the runtime.
pub(super) fn in_constant(items: &TokenStream) -> TokenStream {
    quote! {
        // The impls of a deprecated item name it without a warning. `member__2fa`, the local
        // variable for a field `_2fa`, is not in snake case.
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
        TimestampFormat::DateTime => quote!(__::TimestampFormat::DateTime),
        TimestampFormat::HttpDate => quote!(__::TimestampFormat::HttpDate),
        TimestampFormat::EpochSeconds => quote!(__::TimestampFormat::EpochSeconds),
    }
}

/// The table of the members with these documented names.
pub(super) fn members<'m>(members: impl Iterator<Item = (&'m str, &'m Http)>) -> TokenStream {
    let key = |name, http: &Http| match http.location(name) {
        Location::Body(key) => Some(key),
        _ => None,
    };
    let members: Vec<_> = members.map(|(name, http)| (name, key(name, http), http)).collect();
    let list = members.iter().enumerate().map(|(index, (name, key, http))| {
        let index = Literal::usize_unsuffixed(index);
        let key = option(key.as_deref().map(|key| {
            let literal = format!(",{}:", json_string(key));
            quote!(__::Key { text: #key, literal: #literal })
        }));
        let format = timestamp_format(name, http);
        quote!(__::Member { index: #index, name: #name, key: #key, format: #format })
    });
    let by_key = slots(members.iter().map(|(_, key, _)| key.as_deref()));
    let by_name = slots(members.iter().map(|(name, ..)| Some(*name)));
    quote! {
        __::Members { list: &[#(#list),*], by_key: &[#(#by_key),*], by_name: &[#(#by_name),*] }
    }
}

fn slots<'t>(names: impl Iterator<Item = Option<&'t str>>) -> Vec<Literal> {
    let names: Vec<_> = names.collect();
    name_slots(&names).into_iter().map(Literal::u16_unsuffixed).collect()
}

/// A text as a JSON string.
fn json_string(text: &str) -> String {
    let mut json = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            '\0'..' ' => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => json.push(c),
        }
    }
    json + "\""
}

/// An `Option` as an expression.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(__::Some(#value)),
        None => quote!(__::None),
    }
}

/// serde's traits, which write and read the documented form.
pub(super) fn serde(ident: &syn::Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __::serde::Serialize for #ident {
            fn serialize<S: __::serde::Serializer>(
                &self,
                serializer: S,
            ) -> __::Result<S::Ok, S::Error> {
                __::serialize(self, serializer)
            }
        }

        #[automatically_derived]
        impl<'de> __::serde::Deserialize<'de> for #ident {
            fn deserialize<D: __::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> __::Result<Self, D::Error> {
                __::deserialize(deserializer)
            }
        }
    }
}

/// A compile-time check that the type contains timestamps, if a format is declared.
pub(super) fn timestamp_check(http: &Http, ty: &syn::Type) -> Option<TokenStream> {
    http.timestamp.map(|_| quote_spanned!(ty.span()=> const _: () = __::check_timestamp::<#ty>();))
}

/// `Display`, which writes the name and the message of an error, and `Error`.
pub(super) fn error(ident: &syn::Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __::fmt::Display for #ident {
            #[inline]
            fn fmt(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                __::write_error(self, f)
            }
        }

        #[automatically_derived]
        impl __::Error for #ident {}
    }
}
