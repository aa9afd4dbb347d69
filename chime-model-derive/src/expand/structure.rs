//! `#[derive(Structure)]`.

use chime_model_vocabulary::Location;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::DeriveInput;

use super::constructor::{constructor, setter};
use super::member::{as_member, check, check_function};
use super::message::{payload, read_head, write_head, write_payload};
use super::schema;
use super::shared::{self, debug, in_constant, serde};
use super::slots::{self, Slots};
use crate::ast::{Member, Structure};
use crate::attr;
use crate::report::Report;

pub(crate) fn structure(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let structure = Structure::read(input, "Structure", report)?;
    structure.check(report);
    Some(expand(&structure))
}

/// Impls without behaviour, for an item with errors.
pub(crate) fn fallback(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        // The parameters are already reported. An impl without them would cause another error.
        return TokenStream::new();
    }
    let structure = Structure::without_members(&input.ident);
    let wire = wire(&structure, &Slots::none());
    let value = value(&structure);
    let serde = serde(&input.ident);
    let debug = debug(&input.ident, attr::has(&input.attrs, "sensitive"));
    in_constant(&quote! { #wire #value #serde #debug })
}

fn expand(structure: &Structure<'_>) -> TokenStream {
    let constructor = constructor(structure);
    let setters = structure.members.iter().map(setter);
    let wire = wire(structure, &Slots::new(&structure.members));
    let ident = structure.ident;
    let value = value(structure);
    let serde = serde(ident);
    let schema = schema::structure(structure);
    let debug = debug(ident, structure.is_sensitive);
    let timestamps = structure
        .members
        .iter()
        .map(|member| shared::timestamp_check(&member.http, member.value_type()));
    quote! {
        #(#timestamps)*
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

/// A structure as a value: an object of its members.
fn value(structure: &Structure<'_>) -> TokenStream {
    let ident = structure.ident;
    // An `Option` takes a byte. Its type is not asked, since it may be this structure itself.
    let takes_no_bytes = if structure.members.iter().all(Member::is_required) {
        let values = structure.members.iter().map(as_member);
        quote!(true #(&& #values::TAKES_NO_BYTES)*)
    } else {
        quote!(false)
    };
    let checks = structure.members.iter().enumerate().map(|(index, member)| {
        let field = member.ident;
        let value = as_member(member);
        let at = Literal::usize_unsuffixed(index);
        let own =
            check(index, member).map_or_else(|| quote!(__::unconstrained), |check| quote!(#check));
        let function =
            if member.is_required() { quote!(check_required) } else { quote!(check_optional) };
        quote!(#value::#function(&self.#field, &members[#at], context, #own);)
    });
    let checks = if structure.is_sensitive {
        quote!(context.sensitive(|context| { #(#checks)* });)
    } else {
        quote!(#(#checks)*)
    };
    quote! {
        #[automatically_derived]
        impl __::Value for #ident {
            const EXPECTED: &'static str = "an object";
            const UNSET_PAYLOAD: &'static str = "{}";
            const TAKES_NO_BYTES: bool = #takes_no_bytes;

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
                let names = <Self as __::model::Structure>::NAMES;
                let name = <Self as __::model::Structure>::NAME;
                deserializer.deserialize_struct(name, names, visitor)
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
                let members = <Self as __::model::Structure>::MEMBERS.list;
                #checks
            }
        }
    }
}

/// How a structure is read and written. Type parameters start with two underscores if types of
/// members are in scope: a shape can be called `S`.
fn wire(structure: &Structure<'_>, slots: &Slots) -> TokenStream {
    let Slots { ty, empty, finish } = slots;
    let ident = structure.ident;
    let name = &structure.name;
    let members = &structure.members;
    let names = members.iter().map(|member| &member.name);
    let table = shared::members(members.iter().map(|member| (member.name.as_str(), &member.http)));
    let checks: Vec<_> = members
        .iter()
        .enumerate()
        .filter_map(|(index, member)| check_function(index, member))
        .collect();
    let writes = members.iter().enumerate().map(|(index, member)| {
        let field = member.ident;
        let value = as_member(member);
        let index = Literal::usize_unsuffixed(index);
        let function =
            if member.is_required() { quote!(write_required) } else { quote!(write_optional) };
        quote!(#value::#function(&self.#field, &members[#index], object);)
    });
    let read = slots::read(members);
    let constants = constants(structure);
    let write_head = write_head(members);
    let write_payload = write_payload(members);
    let read_head = read_head(members);
    quote! {
        #[automatically_derived]
        #[allow(unused_variables, clippy::unused_unit)]
        impl __::model::Structure for #ident {
            const NAME: &'static str = #name;
            const NAMES: &'static [&'static str] = &[#(#names),*];
            const MEMBERS: __::Members = #table;
            #constants

            type Slots = #ty;

            #[inline]
            fn empty() -> Self::Slots {
                #empty
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
                #read
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

/// The constants that differ from their defaults.
fn constants(structure: &Structure<'_>) -> TokenStream {
    let content = content(structure).map(|content| quote!(const CONTENT: __::Content = #content;));
    let has_header = |header: &str| {
        let is_header = |member: &Member<'_>| match &member.http.declared {
            Some((Location::Header(name), _)) => name.value().eq_ignore_ascii_case(header),
            _ => false,
        };
        structure.members.iter().any(is_header)
    };
    let places = || structure.members.iter().map(Member::location);
    let is_in_uri = |place: Location<String>| {
        matches!(place, Location::Label(_) | Location::Query(_) | Location::QueryMap)
    };
    let flags = [
        ("HAS_STATUS", places().any(|place| place == Location::Status)),
        ("IS_IN_URI", places().any(is_in_uri)),
        ("HAS_CONTENT_TYPE", has_header("content-type")),
        ("HAS_ACCEPT", has_header("accept")),
        ("HAS_CONTENT_LENGTH", has_header("content-length")),
        ("IS_SENSITIVE", structure.is_sensitive),
    ];
    let flags =
        flags.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| format_ident!("{name}"));
    let label = |place| if let Location::Label(name) = place { Some(name) } else { None };
    let key = |place| if let Location::Query(key) = place { Some(key) } else { None };
    let host_labels = structure.members.iter().filter(|member| member.http.host_label.is_some());
    let lists: [(&str, Vec<String>); 3] = [
        ("LABELS", places().filter_map(label).collect()),
        ("HOST_LABELS", host_labels.map(|member| member.name.clone()).collect()),
        ("QUERY_KEYS", places().filter_map(key).collect()),
    ];
    let lists = lists.iter().filter(|(_, names)| !names.is_empty()).map(|(list, names)| {
        let list = format_ident!("{list}");
        quote!(const #list: &'static [&'static str] = &[#(#names),*];)
    });
    quote!(#content #(const #flags: bool = true;)* #(#lists)*)
}

/// What the body of a message holds, if not members.
fn content(structure: &Structure<'_>) -> Option<TokenStream> {
    if structure.has_stream {
        return Some(quote!(__::Content::EventStream));
    }
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
    if structure.members.is_empty() {
        return Some(quote!(__::Content::NoMembers));
    }
    let has_members = structure.members.iter().any(|member| member.http.declared.is_none());
    (!has_members).then(|| quote!(__::Content::Elsewhere))
}
