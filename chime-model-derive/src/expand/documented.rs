//! serde's `Deserialize` of a structure: of an object and nothing else. serde's own derive takes a list as well, its elements in the
//! order of the members, which no description means. What stands around the types of members has names that no shape can have.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ast::{Member, Structure};

pub(crate) fn deserialize(structure: &Structure<'_>) -> TokenStream {
    let ident = structure.ident;
    let names: Vec<_> = structure.members.iter().map(|member| &member.name).collect();
    let locals: Vec<_> = structure.members.iter().map(|member| format_ident!("member_{}", member.ident)).collect();
    let reads = structure.members.iter().zip(&locals).enumerate().map(|(index, (member, local))| {
        let (index, name, value) = (Literal::usize_unsuffixed(index), &member.name, next_value(member));
        quote! {
            __::Some(#index) => {
                if #local.is_some() {
                    return __::Err(__::serde::de::Error::duplicate_field(#name));
                }
                #local = __::Some(#value);
            }
        }
    });
    let fields = structure.members.iter().zip(&locals).map(|(member, local)| {
        let (field, name) = (member.ident, &member.name);
        match member.is_required() {
            true => quote!(#field: #local.ok_or_else(|| __::serde::de::Error::missing_field(#name))?),
            false => quote!(#field: #local.flatten()),
        }
    });
    quote! {
        #[automatically_derived]
        impl<'de> __::serde::Deserialize<'de> for #ident {
            fn deserialize<__D: __::serde::Deserializer<'de>>(deserializer: __D) -> __::Result<Self, __D::Error> {
                const NAMES: &[&str] = &[#(#names),*];
                struct __Visitor;
                impl<'de> __::serde::de::Visitor<'de> for __Visitor {
                    type Value = #ident;

                    fn expecting(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                        f.write_str("an object")
                    }

                    // serde's own message would quote the text, which may be a sensitive one (rule V3).
                    fn visit_str<__E: __::serde::de::Error>(self, _: &str) -> __::Result<Self::Value, __E> {
                        __::Err(__::serde::de::Error::custom("expected an object, found a string"))
                    }

                    fn visit_map<__A: __::serde::de::MapAccess<'de>>(self, mut map: __A) -> __::Result<Self::Value, __A::Error> {
                        #(let mut #locals = __::None;)*
                        while let __::Some(index) = map.next_key_seed(__::documented::Names(NAMES))? {
                            match index {
                                #(#reads)*
                                _ => {
                                    map.next_value::<__::serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        __::Ok(#ident { #(#fields),* })
                    }
                }
                // Not as a struct or a map: a text in its place would be quoted before the visitor sees it.
                deserializer.deserialize_any(__Visitor)
            }
        }
    }
}

/// The value of a member; a null is an absent one.
fn next_value(member: &Member<'_>) -> TokenStream {
    let ty = member.ty;
    match member.has_adapter {
        true => quote!(map.next_value::<__::documented::As<#ty>>()?.0),
        false => quote!(map.next_value::<#ty>()?),
    }
}
