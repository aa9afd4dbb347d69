//! `#[derive(Structure)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::DeriveInput;

use super::constraints::{Patterns, calls};
use super::{debug, documented, format, schema};
use crate::ast::{Member, Structure};
use crate::attr::{self, Place, Timestamp};
use crate::report::Report;

pub(crate) fn structure(input: &DeriveInput) -> Result<TokenStream, (syn::Error, TokenStream)> {
    let mut report = Report::default();
    let structure = Structure::read(input, &mut report);
    if let Some(structure) = &structure {
        structure.check(&mut report);
    }
    report.finish(()).map_err(|error| (error, stand_in(input)))?;
    Ok(structure.map(|structure| expand(&structure)).unwrap_or_default())
}

/// Traits without behaviour, for an item whose errors are being shown.
fn stand_in(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    if !input.generics.params.is_empty() {
        // They are the error, and an impl without them would be another.
        return TokenStream::new();
    }
    quote! {
        const _: () = {
            use ::chime_model::__private as __;
            impl __::Structure for #ident {
                const CONTENT: __::Content = __::Content::Nothing;
                const HAS_CONTENT_TYPE: bool = false;
                const HAS_ACCEPT: bool = false;
                fn write_head(&self, _: &mut __::Head) {}
                fn write_members(&self, _: &mut __::ObjectWriter<'_>) {}
                fn payload(&self) -> __::Option<__::Vec<u8>> { __::None }
                fn read(_: &__::Message<'_>, _: &mut __::Context) -> __::Option<Self> { __::None }
                fn check(&self, _: &mut __::Context) {}
            }
            impl<'de> __::serde::Deserialize<'de> for #ident {
                fn deserialize<D: __::serde::Deserializer<'de>>(_: D) -> __::Result<Self, D::Error> {
                    __::Err(__::serde::de::Error::custom(""))
                }
            }
            impl __::Body for #ident {
                fn write(&self, _: &mut __::JsonWriter, _: __::TimestampFormat) {}
                fn read(_: __::Json<'_>, _: __::TimestampFormat, _: &mut __::Context) -> __::Option<Self> { __::None }
            }
        };
    }
}

fn expand(structure: &Structure<'_>) -> TokenStream {
    let mut patterns = Patterns::default();
    let constructor = constructor(structure);
    let setters = structure.members.iter().map(setter);
    let wire = wire(structure, &mut patterns);
    let patterns = patterns.items();
    let ident = structure.ident;
    let schema = schema::structure(structure);
    let deserialize = documented::deserialize(structure);
    let debug = debug(ident, structure.is_sensitive);
    quote! {
        #constructor

        #[automatically_derived]
        impl #ident {
            #(#setters)*
        }

        #(#patterns)*

        #wire

        #[automatically_derived]
        impl __::Body for #ident {
            const UNSET: &'static str = "{}";

            fn write(&self, out: &mut __::JsonWriter, _: __::TimestampFormat) {
                out.object(|object| __::Structure::write_members(self, object));
            }

            fn read(json: __::Json<'_>, _: __::TimestampFormat, context: &mut __::Context) -> __::Option<Self> {
                __::read_nested(json, context)
            }

            fn check(&self, context: &mut __::Context) {
                __::Structure::check(self, context);
            }
        }

        #[automatically_derived]
        impl __::ErrorText for #ident {}

        #deserialize
        #debug
        #schema
    }
}

/// `new` with the required members, or `Default` if there are none. A token is filled and not asked for.
fn constructor(structure: &Structure<'_>) -> TokenStream {
    let ident = structure.ident;
    let required = || structure.members.iter().filter(|member| member.is_required() && !member.is_token);
    let fields = structure.members.iter().map(|member| {
        let field = member.ident;
        match (member.is_token, member.is_required()) {
            (true, true) => quote!(#field: __::idempotency_token().into()),
            (true, false) => quote!(#field: __::Some(__::idempotency_token().into())),
            (false, true) => quote!(#field: #field.into()),
            (false, false) => quote!(#field: __::None),
        }
    });
    if required().next().is_none() {
        return quote! {
            #[automatically_derived]
            impl __::Default for #ident {
                fn default() -> Self {
                    Self { #(#fields),* }
                }
            }
        };
    }
    let arguments = required().map(|member| {
        let (field, ty) = (member.ident, member.ty);
        quote!(#field: impl __::Into<#ty>)
    });
    let doc = format!("A {} with its required members; every other one is absent.", attr::shown(&structure.name));
    let doc = match structure.members.iter().find(|member| member.is_token) {
        Some(token) => {
            let name = attr::shown(&token.name);
            format!("{doc} {name} is filled with a fresh token, so that a retry of the same value sends the same one.")
        }
        None => doc,
    };
    quote! {
        #[automatically_derived]
        #[allow(clippy::too_many_arguments)]
        impl #ident {
            #[doc = #doc]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn setter(member: &Member<'_>) -> TokenStream {
    let (field, ty) = (member.ident, member.value_type());
    let value = if member.is_required() { quote!(value.into()) } else { quote!(__::Some(value.into())) };
    let doc = setter_docs(member);
    let deprecated = member.is_deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #[doc = #doc]
        #[must_use]
        #deprecated
        pub fn #field(mut self, value: impl __::Into<#ty>) -> Self {
            self.#field = #value;
            self
        }
    }
}

/// The member's own text; and for one that may be absent how an `Option` is set, which `Into` cannot take beside a value.
fn setter_docs(member: &Member<'_>) -> String {
    let mut docs = format!("Sets {}.", attr::shown(&member.name));
    if !member.docs.is_empty() && member.docs.trim_matches('`') != member.name {
        docs = format!("{docs}\n\n{}", member.docs);
    }
    if !member.is_required() {
        docs += &format!("\n\nAn `Option` is assigned to the field: `value.{} = option;`.", member.ident);
    }
    docs
}

fn wire(structure: &Structure<'_>, patterns: &mut Patterns) -> TokenStream {
    let ident = structure.ident;
    let members = &structure.members;
    let checks: Vec<Checks> = members.iter().map(|member| Checks::of(member, patterns)).collect();
    // Rules Q3 and H4: a named member beats the same key in a map, so a map is written after all of them.
    let is_map = |member: &&Member<'_>| matches!(member.http.place, Some((Place::QueryMap | Place::PrefixHeaders(_), _)));
    let head = members.iter().filter(|member| !is_map(member)).chain(members.iter().filter(is_map)).filter_map(write_head);
    let body = members.iter().filter_map(write_member);
    let payload = members.iter().find_map(write_payload).unwrap_or_else(|| quote!(__::None));
    let content = content(structure);
    let has_header = |header: &str| {
        let is_it =
            |member: &Member<'_>| matches!(&member.http.place, Some((Place::Header(name), _)) if name.value().eq_ignore_ascii_case(header));
        members.iter().any(is_it)
    };
    let (has_content_type, has_accept) = (has_header("content-type"), has_header("accept"));
    let reads = members.iter().zip(&checks).map(|(member, checks)| read(member, checks));
    let locals = members.iter().map(|member| local(member));
    let fields = members.iter().map(|member| {
        let (field, local) = (member.ident, local(member));
        if member.is_required() { quote!(#field: #local?) } else { quote!(#field: #local) }
    });
    let checks = members.iter().zip(&checks).map(|(member, checks)| checks.on_field(member));
    quote! {
        #[automatically_derived]
        #[allow(unused_variables)]
        impl __::Structure for #ident {
            const CONTENT: __::Content = #content;
            const HAS_CONTENT_TYPE: bool = #has_content_type;
            const HAS_ACCEPT: bool = #has_accept;

            fn write_head(&self, head: &mut __::Head) {
                #(#head)*
            }

            fn write_members(&self, object: &mut __::ObjectWriter<'_>) {
                #(#body)*
            }

            fn payload(&self) -> __::Option<__::Vec<u8>> {
                #payload
            }

            fn read(message: &__::Message<'_>, context: &mut __::Context) -> __::Option<Self> {
                #(let #locals = #reads;)*
                __::Some(Self { #(#fields),* })
            }

            fn check(&self, context: &mut __::Context) {
                #(#checks)*
            }
        }
    }
}

/// The name of what has been read, which no other name in the function can hide.
fn local(member: &Member<'_>) -> syn::Ident {
    format_ident!("member_{}", member.ident)
}

fn content(structure: &Structure<'_>) -> TokenStream {
    let payload = structure.members.iter().find(|member| matches!(member.http.place, Some((Place::Payload, _))));
    if let Some(payload) = payload {
        let ty = payload.value_type();
        return quote! {
            __::Content::Payload { content_type: <#ty as __::Body>::CONTENT_TYPE, unset: <#ty as __::Body>::UNSET }
        };
    }
    let has_members = structure.members.iter().any(|member| member.http.place.is_none());
    if has_members { quote!(__::Content::Members) } else { quote!(__::Content::Nothing) }
}

/// The format of the timestamps in a member: its own, else that of its place (rule T1).
fn timestamp(member: &Member<'_>) -> TokenStream {
    let of_place = match &member.http.place {
        None | Some((Place::Payload | Place::Status, _)) => Timestamp::EpochSeconds,
        Some((Place::Label(_) | Place::Query(_) | Place::QueryMap, _)) => Timestamp::DateTime,
        Some((Place::Header(_) | Place::PrefixHeaders(_), _)) => Timestamp::HttpDate,
    };
    format(member.http.timestamp.map_or(of_place, |(format, _)| format))
}

fn write_head(member: &Member<'_>) -> Option<TokenStream> {
    let (field, name, format) = (member.ident, &member.name, timestamp(member));
    let host_label = member.http.host_label.then(|| quote! { head.host_label(#name, &self.#field, #format); });
    let place = match &member.http.place {
        None | Some((Place::Payload, _)) => None,
        Some((Place::Label(label), _)) => Some(quote! { head.label(#label, #name, &self.#field, #format); }),
        Some((Place::Query(key), _)) => Some(quote! { head.query(#key, &self.#field, #format); }),
        Some((Place::QueryMap, _)) => Some(quote! { head.query_map(&self.#field, #format); }),
        Some((Place::Header(header), _)) => Some(quote! { head.header(#header, #name, &self.#field, #format); }),
        Some((Place::PrefixHeaders(prefix), _)) => Some(quote! { head.prefix_headers(#prefix, #name, &self.#field, #format); }),
        Some((Place::Status, _)) => Some(quote! { head.status(#name, &self.#field); }),
    };
    (host_label.is_some() || place.is_some()).then(|| quote! { #host_label #place })
}

fn write_member(member: &Member<'_>) -> Option<TokenStream> {
    if member.http.place.is_some() {
        return None;
    }
    let (field, key, format) = (member.ident, key(member), timestamp(member));
    Some(match member.is_required() {
        true => quote! { __::Body::write(&self.#field, object.key(#key), #format); },
        false => quote! {
            if let __::Some(value) = &self.#field {
                __::Body::write(value, object.key(#key), #format);
            }
        },
    })
}

fn write_payload(member: &Member<'_>) -> Option<TokenStream> {
    let (field, format) = (member.ident, timestamp(member));
    matches!(member.http.place, Some((Place::Payload, _))).then(|| match member.is_required() {
        true => quote! { __::Some(__::Body::to_payload(&self.#field, #format)) },
        false => quote! { self.#field.as_ref().map(|value| __::Body::to_payload(value, #format)) },
    })
}

/// The key of a member in the body.
fn key(member: &Member<'_>) -> String {
    member.http.body.as_ref().map_or_else(|| member.name.clone(), syn::LitStr::value)
}

/// An expression for an `Option` of the member's value, which has been checked if the reader enforces constraints.
fn read(member: &Member<'_>, checks: &Checks) -> TokenStream {
    let (name, ty, format) = (&member.name, member.value_type(), timestamp(member));
    let text = |call: TokenStream| match member.is_required() {
        true => quote! { #call },
        false => quote! { #call.flatten() },
    };
    let whole = member.ty;
    let value = match &member.http.place {
        None => {
            let (key, function) = (key(member), if member.is_required() { quote!(required) } else { quote!(optional) });
            quote! { message.#function::<#ty>(#key, #name, #format, context) }
        }
        Some((Place::Payload, _)) if member.is_required() => quote! { message.required_payload::<#ty>(#name, #format, context) },
        Some((Place::Payload, _)) => quote! { message.payload::<#ty>(#name, #format, context) },
        Some((Place::Label(label), _)) => text(quote! { message.label::<#whole>(#label, #name, #format, context) }),
        Some((Place::Query(key), _)) => text(quote! { message.query::<#whole>(#key, #name, #format, context) }),
        Some((Place::QueryMap, _)) => text(quote! { message.query_map::<#whole>(#name, #format, context) }),
        Some((Place::Header(header), _)) => text(quote! { message.header::<#whole>(#header, #name, #format, context) }),
        Some((Place::PrefixHeaders(prefix), _)) => text(quote! { message.prefix_headers::<#whole>(#prefix, #name, #format, context) }),
        Some((Place::Status, _)) => text(quote! { message.status::<#whole>(#name, context) }),
    };
    let checks = &checks.0;
    if checks.is_empty() {
        return value;
    }
    quote! {
        {
            let read = #value;
            if context.enforces() {
                let value = &read;
                context.member(#name, |context| { #checks });
            }
            read
        }
    }
}

/// The calls that check a member's own constraints, on `value`.
struct Checks(TokenStream);

impl Checks {
    fn of(member: &Member<'_>, patterns: &mut Patterns) -> Self {
        Self(calls(&member.constraints, &quote!(value), patterns))
    }

    /// The calls on the field, and what its value checks of itself.
    fn on_field(&self, member: &Member<'_>) -> TokenStream {
        let (field, name, own) = (member.ident, &member.name, &self.0);
        let inside = match member.http.place {
            None | Some((Place::Payload, _)) => quote!(__::Body::check(value, context);),
            Some((Place::QueryMap | Place::PrefixHeaders(_), _)) => quote!(__::check_entries(value, context);),
            _ => quote!(__::Texts::check(value, context);),
        };
        quote! {
            context.member(#name, |context| {
                let value = &self.#field;
                #own
                #inside
            });
        }
    }
}
