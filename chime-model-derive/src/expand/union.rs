//! `#[derive(Union)]`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::{DeriveInput, Type};

use super::constraints::calls;
use super::schema;
use super::shared::{self, debug, serde};
use crate::ast::{Enum, Variant};
use crate::report::Report;

pub(crate) fn union(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let union = Enum::read(input, "Union", report)?;
    union.check_union(report);
    expand(&union)
}

fn expand(union: &Enum<'_>) -> Option<TokenStream> {
    let ident = union.ident;
    let unknown = union.unknown()?.ident;
    let members: Vec<&Variant<'_>> = union.known().collect();
    let variants: Vec<_> = members.iter().map(|member| member.ident).collect();
    let types: Vec<_> =
        members.iter().filter_map(|member| member.field).map(|field| &field.ty).collect();
    let table = shared::members(members.iter().map(|member| (member.name.as_str(), &member.http)));
    let indices: Vec<_> = (0..members.len()).map(Literal::usize_unsuffixed).collect();
    let checks: Vec<_> =
        members.iter().map(|member| calls(&member.constraints, &quote!(value))).collect();
    let value = value(union, unknown, &members, &types, &indices);
    let serde = serde(ident);
    let schema = schema::union(union);
    let debug = debug(ident, union.is_sensitive);
    let timestamps = members
        .iter()
        .filter_map(|member| shared::timestamp_check(&member.http, &member.field?.ty));
    Some(quote! {
        #(#timestamps)*

        #[automatically_derived]
        impl __::Union for #ident {
            const MEMBERS: __::Members = #table;

            fn read_member<'de, __A: __::serde::de::MapAccess<'de>>(
                index: usize,
                format: __::TimestampFormat,
                object: &mut __A,
                context: &mut __::Context,
            ) -> __::Result<__::Option<Self>, __A::Error> {
                __::Ok(match index {
                    #(#indices => {
                        <#types as __::Value>::read_alone(format, object, context)?
                            .map(Self::#variants)
                    })*
                    _ => __::None,
                })
            }

            #[inline]
            fn unknown(member: __::model::UnknownMember) -> Self {
                Self::#unknown(member)
            }

            #[allow(unused_variables)]
            #[inline]
            fn check_member(&self, context: &mut __::Context) {
                match self {
                    #(Self::#variants(value) => {
                        let entered = context.found();
                        #checks
                        context.left(&Self::MEMBERS.list[#indices], entered);
                    })*
                    Self::#unknown(_) => {}
                }
            }
        }

        #value
        #serde
        #debug
        #schema
    })
}

/// The implementation of `Value`, so that other types can hold the union.
fn value(
    union: &Enum<'_>,
    unknown: &Ident,
    members: &[&Variant<'_>],
    types: &[&Type],
    indices: &[Literal],
) -> TokenStream {
    let ident = union.ident;
    let variants: Vec<_> = members.iter().map(|member| member.ident).collect();
    let read = within(union, &quote!(__::read_union(object, context)));
    let check = within(
        union,
        &quote! {
            __::Union::check_member(self, context);
            let members = <Self as __::Union>::MEMBERS.list;
            match self {
                #(Self::#variants(value) => {
                    let member = &members[#indices];
                    <#types as __::Value>::check_required(
                        value,
                        member,
                        context,
                        __::unconstrained,
                    );
                })*
                Self::#unknown(_) => context.report(__::model::Reason::UnionMemberCount),
            }
        },
    );
    quote! {
        #[automatically_derived]
        impl __::Value for #ident {
            const EXPECTED: &'static str = "an object";

            fn write<__S: __::serde::Serializer>(
                &self,
                serializer: __S,
                encoding: __::Encoding<'_>,
            ) -> __::Result<__S::Ok, __S::Error> {
                match self {
                    #(Self::#variants(value) => {
                        let member = &<Self as __::Union>::MEMBERS.list[#indices];
                        <#types as __::Value>::write_alone(value, member, serializer, encoding)
                    })*
                    Self::#unknown(member) => {
                        __::write_unknown::<Self, __S>(member, serializer, encoding)
                    }
                }
            }

            fn deserialize_typed<'de, D: __::serde::Deserializer<'de>>(
                deserializer: D,
                visitor: __::ValueVisitor<'_, Self>,
            ) -> __::Result<__::Option<Self>, D::Error> {
                deserializer.deserialize_map(visitor)
            }

            fn from_object<'de, A: __::serde::de::MapAccess<'de>>(
                object: A,
                reading: __::Reading<'_>,
            ) -> __::Result<__::Option<Self>, A::Error> {
                let context = reading.context;
                #read
            }

            #[inline]
            fn check(&self, context: &mut __::Context) {
                #check
            }
        }
    }
}

/// Wraps the tokens in `context.sensitive` if the union is sensitive.
fn within(union: &Enum<'_>, run: &TokenStream) -> TokenStream {
    if union.is_sensitive { quote!(context.sensitive(|context| { #run })) } else { run.clone() }
}
