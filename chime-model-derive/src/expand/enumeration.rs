//! `#[derive(Enumeration)]`.

use chime_model_vocabulary::media::TEXT;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::DeriveInput;

use super::schema;
use crate::ast::Enum;
use crate::report::Report;

pub(crate) fn enumeration(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let enumeration = Enum::read(input, "Enumeration", report)?;
    enumeration.check_enumeration(report);
    expand(&enumeration)
}

fn expand(enumeration: &Enum<'_>) -> Option<TokenStream> {
    let ident = enumeration.ident;
    let unknown = enumeration.unknown()?.ident;
    let variants: Vec<_> = enumeration.known().map(|variant| variant.ident).collect();
    let names: Vec<_> = enumeration.known().map(|variant| &variant.name).collect();
    let schema = schema::enumeration(enumeration);
    let text = text(ident, unknown);
    let wire = wire(ident, unknown);
    let modeled = modeled(ident, &names, &variants);
    Some(quote! {
        #modeled

        #[automatically_derived]
        impl #ident {
            /// The modeled values, in the order of the description.
            pub const VALUES: &'static [&'static str] = &[#(#names),*];

            /// The text of the value, as it is in a message.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #names,)*
                    Self::#unknown(text) => text,
                }
            }
        }

        #[automatically_derived]
        impl __::From<&str> for #ident {
            #[inline]
            fn from(text: &str) -> Self {
                match modeled(text) {
                    __::Some(value) => value,
                    __::None => Self::#unknown(__::ToOwned::to_owned(text)),
                }
            }
        }

        #[automatically_derived]
        impl __::From<__::String> for #ident {
            #[inline]
            fn from(text: __::String) -> Self {
                match modeled(&text) {
                    __::Some(value) => value,
                    __::None => Self::#unknown(text),
                }
            }
        }

        #text

        #[automatically_derived]
        impl __::fmt::Display for #ident {
            #[inline]
            fn fmt(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #wire
        #schema
    })
}

/// Up to this many values, a text is compared with each, which is faster than a binary search.
const FEW: usize = 16;

/// The function that finds a modeled value by its text.
fn modeled(ident: &syn::Ident, names: &[&String], variants: &[&syn::Ident]) -> TokenStream {
    let find = if names.len() <= FEW {
        quote! {
            match text {
                #(#names => __::Some(#ident::#variants),)*
                _ => __::None,
            }
        }
    } else {
        let mut sorted: Vec<(&&String, &&syn::Ident)> = names.iter().zip(variants).collect();
        sorted.sort_unstable();
        let names: Vec<_> = sorted.iter().map(|(name, _)| name).collect();
        let variants = sorted.iter().map(|(_, variant)| variant);
        let indices = (0..names.len()).map(Literal::usize_unsuffixed);
        quote! {
            match [#(#names),*].binary_search(&text) {
                #(__::Ok(#indices) => __::Some(#ident::#variants),)*
                _ => __::None,
            }
        }
    };
    quote! {
        #[inline]
        fn modeled(text: &str) -> __::Option<#ident> {
            #find
        }
    }
}

/// The traits of a text. All of them use the text, also of a modeled value in the unknown variant,
/// so that equality, order and hash agree.
fn text(ident: &syn::Ident, unknown: &syn::Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __::AsRef<str> for #ident {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        #[automatically_derived]
        impl __::FromStr for #ident {
            type Err = __::Infallible;

            #[inline]
            fn from_str(text: &str) -> __::Result<Self, __::Infallible> {
                __::Ok(__::From::from(text))
            }
        }

        #[automatically_derived]
        impl __::From<#ident> for __::String {
            #[inline]
            fn from(value: #ident) -> Self {
                match value {
                    #ident::#unknown(text) => text,
                    modeled => __::From::from(modeled.as_str()),
                }
            }
        }

        #[automatically_derived]
        impl __::PartialEq for #ident {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        #[automatically_derived]
        impl __::Eq for #ident {}

        #[automatically_derived]
        impl __::PartialEq<str> for #ident {
            #[inline]
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        #[automatically_derived]
        impl __::PartialEq<&str> for #ident {
            #[inline]
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }

        #[automatically_derived]
        impl __::PartialOrd for #ident {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> __::Option<__::Ordering> {
                __::Some(__::Ord::cmp(self, other))
            }
        }

        #[automatically_derived]
        impl __::Ord for #ident {
            #[inline]
            fn cmp(&self, other: &Self) -> __::Ordering {
                __::Ord::cmp(self.as_str(), other.as_str())
            }
        }

        #[automatically_derived]
        impl __::Hash for #ident {
            fn hash<H: __::Hasher>(&self, state: &mut H) {
                __::Hash::hash(self.as_str(), state);
            }
        }
    }
}

/// How the text is written and read. An unknown value is kept, and breaks a constraint.
fn wire(ident: &syn::Ident, unknown: &syn::Ident) -> TokenStream {
    let serde = super::shared::serde(ident);
    quote! {
        #serde

        #[automatically_derived]
        impl __::Enumeration for #ident {
            #[inline]
            fn is_unknown(&self) -> bool {
                // This variant may hold the text of a modeled value, and then equals that value.
                __::matches!(self, Self::#unknown(text) if modeled(text).is_none())
            }
        }

        #[automatically_derived]
        impl __::Value for #ident {
            const EXPECTED: &'static str = "a string";
            const CONTENT_TYPE: &'static str = #TEXT;
            const IS_TEXT: bool = true;

            fn write<S: __::serde::Serializer>(
                &self,
                serializer: S,
                _: __::Encoding<'_>,
            ) -> __::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }

            fn deserialize_typed<'de, D: __::serde::Deserializer<'de>>(
                deserializer: D,
                visitor: __::ValueVisitor<'_, Self>,
            ) -> __::Result<__::Option<Self>, D::Error> {
                deserializer.deserialize_string(visitor)
            }

            #[inline]
            fn from_text(text: &str, reading: __::Reading<'_>) -> __::Option<Self> {
                __::read_enumeration(<Self as __::From<_>>::from(text), reading)
            }

            #[inline]
            fn from_string(text: __::String, reading: __::Reading<'_>) -> __::Option<Self> {
                __::read_enumeration(<Self as __::From<_>>::from(text), reading)
            }

            #[inline]
            fn shown_text(&self) -> __::Option<&str> {
                __::Some(self.as_str())
            }

            #[inline]
            fn check(&self, context: &mut __::Context) {
                __::check_enumeration(self, context);
            }

            #[inline]
            fn to_payload(
                &self,
                _: __::Form,
                _: __::TimestampFormat,
            ) -> __::Result<__::Vec<u8>, __::model::Reason> {
                __::Ok(__::From::from(self.as_str()))
            }

            #[inline]
            fn from_payload(payload: &[u8], reading: __::Reading<'_>) -> __::Option<Self> {
                __::read_enumeration_payload(payload, reading)
            }
        }

        #[automatically_derived]
        impl __::MapKey for #ident {}

        #[automatically_derived]
        impl __::Text for #ident {
            #[inline]
            fn to_text(
                &self,
                _: __::TimestampFormat,
            ) -> __::Result<__::Cow<'_, str>, __::model::Reason> {
                __::Ok(__::From::from(self.as_str()))
            }

            #[inline]
            fn from_text(
                text: &str,
                _: __::TimestampFormat,
                _: __::Form,
            ) -> __::Result<Self, &'static str> {
                __::Ok(__::From::from(text))
            }
        }
    }
}
