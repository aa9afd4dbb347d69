//! `#[derive(Union)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::constraints::{Patterns, calls};
use super::{debug, format, schema};
use crate::ast::{Alternative, Enum};
use crate::attr::Timestamp;
use crate::report::Report;

pub(crate) fn union(input: &DeriveInput) -> Result<TokenStream, (syn::Error, TokenStream)> {
    let mut report = Report::default();
    let union = Enum::read(input, "a union", &mut report);
    if let Some(union) = &union {
        union.check_union(&mut report);
    }
    report.finish(()).map_err(|error| (error, TokenStream::new()))?;
    Ok(union.and_then(|union| expand(&union)).unwrap_or_default())
}

fn expand(union: &Enum<'_>) -> Option<TokenStream> {
    let (ident, unknown) = (union.ident, union.unknown()?.ident);
    let members: Vec<&Alternative<'_>> = union.known().collect();
    let variants: Vec<_> = members.iter().map(|member| member.ident).collect();
    let names: Vec<_> = members.iter().map(|member| &member.name).collect();
    let keys: Vec<_> = members.iter().map(|member| key(member)).collect();
    let formats: Vec<_> = members.iter().map(|member| timestamp(member)).collect();
    let mut patterns = Patterns::default();
    let checks: Vec<_> = members.iter().map(|member| calls(&member.constraints, &quote!(value), &mut patterns)).collect();
    let patterns = patterns.items();
    let schema = schema::union(union);
    let documented = documented(union)?;
    let debug = debug(ident, union.is_sensitive);
    Some(quote! {
        #(#patterns)*

        #[automatically_derived]
        impl __::Body for #ident {
            fn write(&self, out: &mut __::JsonWriter, _: __::TimestampFormat) {
                out.object(|object| match self {
                    #(Self::#variants(value) => __::Body::write(value, object.key(#keys), #formats),)*
                    Self::#unknown(member) => object.key(&member.name).value(&member.value),
                });
            }

            fn read(json: __::Json<'_>, _: __::TimestampFormat, context: &mut __::Context) -> __::Option<Self> {
                let (key, json) = match __::read_union(json, &[#(#keys),*], context)? {
                    __::UnionMember::Known(key, json) => (key, json),
                    __::UnionMember::Unknown(member) => return __::Some(Self::#unknown(member)),
                };
                let read = match key {
                    #(#keys => context.member(#names, |context| __::Body::read(json, #formats, context)).map(Self::#variants),)*
                    _ => __::None,
                };
                if let (true, __::Some(value)) = (context.enforces(), &read) {
                    value.check_constraints(context);
                }
                read
            }

            fn check(&self, context: &mut __::Context) {
                self.check_constraints(context);
                match self {
                    #(Self::#variants(value) => context.member(#names, |context| __::Body::check(value, context)),)*
                    Self::#unknown(_) => { context.report::<()>(__::Reason::Union); }
                }
            }
        }

        impl #ident {
            /// The constraints that its member has of itself; those of what the member holds are that value's own.
            #[allow(unused_variables)]
            fn check_constraints(&self, context: &mut __::Context) {
                match self {
                    #(Self::#variants(value) => context.member(#names, |context| { #checks }),)*
                    Self::#unknown(_) => {}
                }
            }
        }

        #[automatically_derived]
        impl __::ErrorText for #ident {}

        #documented
        #debug
        #schema
    })
}

/// serde's form: an object of one member, under its documented name; nulls beside it are absent members (rules J1 and J9).
fn documented(union: &Enum<'_>) -> Option<TokenStream> {
    let (ident, unknown) = (union.ident, union.unknown()?.ident);
    let (mut writes, mut reads) = (Vec::new(), Vec::new());
    for member in union.known() {
        let (variant, name, ty) = (member.ident, &member.name, &member.field?.ty);
        if member.has_adapter {
            writes.push(quote!(Self::#variant(value) => map.serialize_entry(#name, &__::documented::As(value))?,));
            reads.push(
                quote!(#name => map.next_value::<__::Option<__::documented::As<#ty>>>()?.map(|value| Self::Value::#variant(value.0)),),
            );
        } else {
            writes.push(quote!(Self::#variant(value) => map.serialize_entry(#name, value)?,));
            reads.push(quote!(#name => map.next_value::<__::Option<#ty>>()?.map(Self::Value::#variant),));
        }
    }
    Some(quote! {
        #[automatically_derived]
        impl __::serde::Serialize for #ident {
            fn serialize<S: __::serde::Serializer>(&self, serializer: S) -> __::Result<S::Ok, S::Error> {
                use __::serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(__::Some(1))?;
                match self {
                    #(#writes)*
                    Self::#unknown(member) => map.serialize_entry(&member.name, &member.value)?,
                }
                map.end()
            }
        }

        #[automatically_derived]
        impl<'de> __::serde::Deserialize<'de> for #ident {
            fn deserialize<__D: __::serde::Deserializer<'de>>(deserializer: __D) -> __::Result<Self, __D::Error> {
                struct __Visitor;
                impl<'de> __::serde::de::Visitor<'de> for __Visitor {
                    type Value = #ident;

                    fn expecting(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                        f.write_str("an object with exactly one member")
                    }

                    // serde's own message would quote the text, which may be a sensitive one (rule V3).
                    fn visit_str<__E: __::serde::de::Error>(self, _: &str) -> __::Result<Self::Value, __E> {
                        __::Err(__::serde::de::Error::custom("expected an object, found a string"))
                    }

                    fn visit_map<__A: __::serde::de::MapAccess<'de>>(self, mut map: __A) -> __::Result<Self::Value, __A::Error> {
                        let mut union = __::None;
                        while let __::Some(key) = map.next_key::<__::String>()? {
                            let member = match key.as_str() {
                                #(#reads)*
                                _ => map.next_value::<__::Option<__::Document>>()?
                                    .map(|value| Self::Value::#unknown(__::UnknownMember { name: key, value })),
                            };
                            if union.is_some() && member.is_some() {
                                return __::Err(__::serde::de::Error::custom("expected exactly one member, found two"));
                            }
                            union = union.or(member);
                        }
                        union.ok_or_else(|| __::serde::de::Error::custom("expected exactly one member, found none"))
                    }
                }
                // Not as a map: a text in its place would be quoted before the visitor sees it.
                deserializer.deserialize_any(__Visitor)
            }
        }
    })
}

fn key(member: &Alternative<'_>) -> String {
    member.http.body.as_ref().map_or_else(|| member.name.clone(), syn::LitStr::value)
}

fn timestamp(member: &Alternative<'_>) -> TokenStream {
    format(member.http.timestamp.map_or(Timestamp::EpochSeconds, |(format, _)| format))
}
