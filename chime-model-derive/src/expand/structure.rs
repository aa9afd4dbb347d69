//! `#[derive(Structure)]`.

use std::collections::HashMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::DeriveInput;

use super::constructor::{constructor, setter};
use super::member::{check, check_function, check_read};
use super::message::{payload, read_head, write_head, write_payload};
use super::schema;
use super::shared::{self, debug, in_constant, serde};
use crate::ast::{Member, Structure};
use crate::attr::{self, Place};
use crate::report::Report;

pub(crate) fn structure(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let structure = Structure::read(input, "Structure", report)?;
    structure.check(report);
    Some(expand(&structure))
}

/// Impls without behaviour, for an item with errors.
pub(crate) fn fallback(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        // They are the error, and an impl without them would be another.
        return TokenStream::new();
    }
    let structure = Structure::without_members(&input.ident);
    let wire = wire(&structure, &quote!(__::None));
    let (value, serde) = (value(&structure), serde(&input.ident));
    let debug = debug(&input.ident, attr::has(&input.attrs, "sensitive"));
    in_constant(&quote! { #wire #value #serde #debug })
}

fn expand(structure: &Structure<'_>) -> TokenStream {
    let constructor = constructor(structure);
    let setters = structure.members.iter().map(setter);
    let wire = wire(structure, &finish(structure));
    let ident = structure.ident;
    let (value, serde) = (value(structure), serde(ident));
    let schema = schema::structure(structure);
    let debug = debug(ident, structure.is_sensitive);
    quote! {
        #constructor

        #[automatically_derived]
        impl #ident {
            #(#setters)*
        }

        #wire
        #value
        #serde

        #debug
        #schema
    }
}

/// What a structure is as a value: an object of its members.
fn value(structure: &Structure<'_>) -> TokenStream {
    let ident = structure.ident;
    let checks = structure.members.iter().enumerate().map(|(index, member)| {
        let (field, name, value) = (member.ident, &member.name, as_member(member));
        let own =
            check(index, member).map_or_else(|| quote!(__::unconstrained), |check| quote!(#check));
        let function =
            if member.is_required() { quote!(check_required) } else { quote!(check_optional) };
        quote!(#value::#function(&self.#field, #name, context, #own);)
    });
    let checks = match structure.is_sensitive {
        true => quote!(context.sensitive(|context| { #(#checks)* });),
        false => quote!(#(#checks)*),
    };
    quote! {
        #[automatically_derived]
        impl __::Value for #ident {
            const EXPECTED: &'static str = "an object";
            const UNSET_PAYLOAD: &'static str = "{}";

            fn write<S: __::serde::Serializer>(
                &self,
                serializer: S,
                encoding: __::Encoding<'_>,
            ) -> __::Result<S::Ok, S::Error> {
                __::write_structure(self, serializer, encoding)
            }

            fn deserialize_typed<'de, D: __::serde::Deserializer<'de>>(
                deserializer: D,
                visitor: __::ValueVisitor<'_, Self>,
            ) -> __::Result<__::Option<Self>, D::Error> {
                let names = <Self as __::Structure>::NAMES;
                deserializer.deserialize_struct(<Self as __::Structure>::NAME, names, visitor)
            }

            fn from_array<'de, A: __::serde::de::SeqAccess<'de>>(
                array: A,
                reading: __::Reading<'_>,
            ) -> __::Result<__::Option<Self>, A::Error> {
                __::read_in_order(array, reading.context)
            }

            fn from_object<'de, A: __::serde::de::MapAccess<'de>>(
                object: A,
                reading: __::Reading<'_>,
            ) -> __::Result<__::Option<Self>, A::Error> {
                __::read_structure(object, reading.context)
            }

            #[allow(unused_variables)]
            #[inline]
            fn check(&self, context: &mut __::Context) {
                #checks
            }
        }
    }
}

/// How a structure is read and written; `finish` makes it out of its slots. A type parameter starts
/// with two underscores where types of members are named, since a shape can be called `S`.
fn wire(structure: &Structure<'_>, finish: &TokenStream) -> TokenStream {
    let (ident, name, members) = (structure.ident, &structure.name, &structure.members);
    let names = members.iter().map(|member| &member.name);
    let table = shared::members(members.iter().map(|member| (member.name.as_str(), &member.http)));
    let types = members.iter().map(Member::value_type);
    let none = members.iter().map(|_| quote!(__::None));
    let count = Literal::usize_unsuffixed(members.len());
    let checks: Vec<_> = members
        .iter()
        .enumerate()
        .filter_map(|(index, member)| check_function(index, member))
        .collect();
    let writes = members.iter().enumerate().map(|(index, member)| {
        let (field, value, index) =
            (member.ident, as_member(member), Literal::usize_unsuffixed(index));
        let function =
            if member.is_required() { quote!(write_required) } else { quote!(write_optional) };
        quote!(#value::#function(&self.#field, &members[#index], object);)
    });
    let reads = read_members(members);
    let constants = constants(structure);
    let (write_head, write_payload, read_head) =
        (write_head(members), write_payload(members), read_head(members));
    quote! {
        #[automatically_derived]
        #[allow(unused_variables, clippy::unused_unit)]
        impl __::Structure for #ident {
            const NAME: &'static str = #name;
            const NAMES: &'static [&'static str] = &[#(#names),*];
            const MEMBERS: __::Members = #table;
            #constants

            type Slots = ((#(__::Option<#types>,)*), [__::Occurrence; #count]);

            #[inline]
            fn empty() -> Self::Slots {
                ((#(#none,)*), [__::Occurrence::Absent; #count])
            }

            #write_head

            fn write_members<__S: __::serde::Serializer>(
                &self,
                object: &mut __::ObjectWriter<'_, __S>,
            ) {
                let members = Self::MEMBERS.list;
                #(#writes)*
            }

            #write_payload

            fn read_member<'de, __A: __::serde::de::MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                format: __::TimestampFormat,
                object: &mut __A,
                context: &mut __::Context,
            ) -> __::Result<(), __A::Error> {
                let (values, occurrences) = slots;
                match index {
                    #(#reads)*
                    _ => __::Ok(()),
                }
            }

            #read_head

            #[inline]
            fn finish(slots: Self::Slots, context: &mut __::Context) -> __::Option<Self> {
                #finish
            }
        }

        #(#checks)*
    }
}

/// Asks for every required value before the first one that is missing ends it, so that all that are
/// missing are reported.
fn finish(structure: &Structure<'_>) -> TokenStream {
    let index = |(index, member)| (Literal::usize_unsuffixed(index), member);
    let members: Vec<_> = structure.members.iter().enumerate().map(index).collect();
    let required = members.iter().filter(|(_, member)| member.is_required());
    let locals: Vec<_> = required.clone().map(|(_, member)| local(member)).collect();
    let values = required.map(|(at, Member { name, .. })| {
        quote!(__::required(values.#at, occurrences[#at], #name, context))
    });
    let fields = members.iter().map(|(at, member)| {
        let (field, local) = (member.ident, local(member));
        if member.is_required() { quote!(#field: #local) } else { quote!(#field: values.#at) }
    });
    let value = quote!(__::Some(Self { #(#fields),* }));
    let checked = (!locals.is_empty()).then(|| {
        quote! {
            let (#(__::Some(#locals),)*) = (#(#values,)*) else { return __::None };
        }
    });
    quote! {
        let (values, occurrences) = slots;
        #checked
        #value
    }
}

/// The name of what has been read, which no other name in the function can hide.
fn local(member: &Member<'_>) -> syn::Ident {
    format_ident!("member_{}", member.ident)
}

/// The type of a member as what is written and read with its key. Since the type is written out,
/// the compiler reports a wrong one on its tokens: every use then has the same error, which is
/// shown once.
fn as_member(member: &Member<'_>) -> TokenStream {
    let ty = member.value_type();
    quote!(<#ty as __::Value>)
}

/// What differs from what most structures have.
fn constants(structure: &Structure<'_>) -> TokenStream {
    let content = content(structure).map(|content| quote!(const CONTENT: __::Content = #content;));
    let has_header = |header: &str| {
        let is_it = |member: &Member<'_>| matches!(&member.http.place, Some((Place::Header(name), _)) if name.value().eq_ignore_ascii_case(header));
        structure.members.iter().any(is_it)
    };
    let flags = [
        ("HAS_CONTENT_TYPE", has_header("content-type")),
        ("HAS_ACCEPT", has_header("accept")),
        ("IS_SENSITIVE", structure.is_sensitive),
    ];
    let flags =
        flags.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| format_ident!("{name}"));
    quote!(#content #(const #flags: bool = true;)*)
}

/// What the body of a message holds, if that is something else than members.
fn content(structure: &Structure<'_>) -> Option<TokenStream> {
    if structure.is_unit {
        return Some(quote!(__::Content::Absent));
    }
    if let Some((_, payload)) = payload(&structure.members) {
        let ty = payload.value_type();
        return Some(quote! {
            __::Content::Payload {
                content_type: <#ty as __::Value>::CONTENT_TYPE,
                unset: <#ty as __::Value>::UNSET_PAYLOAD,
            }
        });
    }
    let has_members = structure.members.iter().any(|member| member.http.place.is_none());
    (!has_members).then(|| quote!(__::Content::Nothing))
}

/// The arms that read a member of an object by its index. In the documented form every member is
/// one. Members that are read alike share an arm, since the compiler takes long for many calls.
fn read_members(members: &[Member<'_>]) -> Vec<TokenStream> {
    let mut arms: Vec<(String, Vec<usize>)> = Vec::new();
    let mut arm_of = HashMap::new();
    for (index, member) in members.iter().enumerate() {
        // A member with constraints of its own has an arm of its own.
        let own = check(index, member);
        let alike = quote!(#own).to_string() + &read_call(member).to_string();
        let arm = *arm_of.entry(alike.clone()).or_insert(arms.len());
        if arm == arms.len() {
            arms.push((alike, Vec::new()));
        }
        arms[arm].1.push(index);
    }
    arms.iter().map(|(_, indices)| read_alike(members, indices)).collect()
}

/// The call that reads a member into `slot`.
fn read_call(member: &Member<'_>) -> TokenStream {
    let function = if member.is_required() { quote!(read_required) } else { quote!(read_optional) };
    let value = as_member(member);
    quote!(#value::#function(slot, format, object, context))
}

/// The arm for members that are read alike.
fn read_alike(members: &[Member<'_>], indices: &[usize]) -> TokenStream {
    let (last, before) = indices.split_last().expect("an arm is for a member");
    let read = read_call(&members[*last]);
    let checks = check_read(*last, &members[*last]);
    let at = |index: &usize| Literal::usize_unsuffixed(*index);
    let (all, before, last) = (indices.iter().map(at), before.iter().map(at), at(last));
    let value = if indices.len() == 1 {
        quote!(&mut values.#last)
    } else {
        let before: Vec<_> = before.collect();
        quote!(match index { #(#before => &mut values.#before,)* _ => &mut values.#last })
    };
    quote! {
        #(#all)|* => {
            let slot = &mut __::Slot { value: #value, occurrence: &mut occurrences[index] };
            let read = #read;
            #checks
            read
        }
    }
}
