//! Emits data for the schema builder of the runtime's feature `schemars`, and `JsonSchema` with it.
//! schemars' own derive would need the constraints a second time, and would allow null for optional
//! members, which no writer sends.

use chime_model_vocabulary::Bounds;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Type};

use super::constraints::literal;
use super::shared::{option, timestamp_format};
use crate::ast::{Enum, Member, Structure, Variant};
use crate::attr::{Constraints, Http};

pub(crate) fn structure(structure: &Structure<'_>) -> TokenStream {
    let members: Vec<_> = structure.members.iter().map(member).collect();
    let is_modeled = !structure.is_unit;
    let facts = Facts {
        name: &structure.name,
        docs: &structure.docs,
        is_sensitive: structure.is_sensitive,
        is_modeled,
        is_inline: false,
    };
    shape(structure.ident, facts, &quote!(Structure(&[#(#members),*])))
}

pub(crate) fn union(union: &Enum<'_>) -> TokenStream {
    let members: Vec<_> = union.known().filter_map(alternative).collect();
    let facts = Facts {
        name: &union.ident.to_string(),
        docs: &union.docs,
        is_sensitive: union.is_sensitive,
        is_modeled: true,
        is_inline: false,
    };
    shape(union.ident, facts, &quote!(Union(&[#(#members),*])))
}

/// The facts that all shapes have.
struct Facts<'a> {
    name: &'a str,
    docs: &'a str,
    is_sensitive: bool,
    is_modeled: bool,
    /// Whether its schema is inlined.
    is_inline: bool,
}

/// The data of a shape, and `JsonSchema`.
fn shape(
    ident: &Ident,
    Facts { name, docs, is_sensitive, is_modeled, is_inline }: Facts<'_>,
    kind: &TokenStream,
) -> TokenStream {
    let schema = implement(ident, name, is_inline);
    if_enabled(quote! {
        #[automatically_derived]
        impl __::schema::Shape for #ident {
            const IS_MODELED: bool = #is_modeled;
            const DOCS: &'static str = #docs;
            const IS_SENSITIVE: bool = #is_sensitive;
            const KIND: __::schema::Kind = __::schema::Kind::#kind;
        }

        #schema
    })
}

/// The documentation of an operation.
pub(crate) fn operation(
    ident: &Ident,
    docs: &str,
    [input_events, output_events]: [Option<&Type>; 2],
) -> TokenStream {
    let [input_events, output_events] =
        [("input_events", input_events), ("output_events", output_events)].map(|(name, events)| {
            let name = format_ident!("{name}");
            events.map(|events| {
                quote! {
                    fn #name(registry: &mut __::schema::Registry) -> __::Option<__::String> {
                        __::schema::message::<#events>(registry)
                    }
                }
            })
        });
    if_enabled(quote! {
        #[automatically_derived]
        impl __::schema::Docs for #ident {
            const DOCS: &'static str = #docs;
            #input_events
            #output_events
        }
    })
}

/// The operations of a service.
pub(crate) fn routing(ident: &Ident, operations: &[&Ident]) -> TokenStream {
    if_enabled(quote! {
        #[automatically_derived]
        impl __::schema::Operations for #ident {
            fn operations(
                    registry: &mut __::schema::Registry,
                ) -> __::Vec<__::schema::OperationData> {
                __::From::from([#(__::schema::operation::<#operations>(registry)),*])
            }
        }
    })
}

pub(crate) fn operation_error(ident: &Ident, errors: &[&Type]) -> TokenStream {
    if_enabled(quote! {
        #[automatically_derived]
        impl __::schema::Errors for #ident {
            const ERRORS: &'static [__::schema::Error] = &[#(__::schema::Error::of::<#errors>()),*];
        }
    })
}

pub(crate) fn enumeration(enumeration: &Enum<'_>) -> TokenStream {
    let ident = enumeration.ident;
    let facts = Facts {
        name: &ident.to_string(),
        docs: &enumeration.docs,
        is_sensitive: false,
        is_modeled: true,
        is_inline: true,
    };
    shape(ident, facts, &quote!(Enumeration(#ident::VALUES)))
}

fn implement(ident: &Ident, name: &str, inline: bool) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __::schemars::JsonSchema for #ident {
            fn inline_schema() -> bool {
                #inline
            }

            fn schema_name() -> __::Cow<'static, str> {
                __::Cow::Borrowed(#name)
            }

            fn schema_id() -> __::Cow<'static, str> {
                __::Cow::Borrowed(__::concat!(__::module_path!(), "::", #name))
            }

            fn json_schema(generator: &mut __::schemars::SchemaGenerator) -> __::schemars::Schema {
                __::schema::schema::<Self>(generator)
            }
        }

        #[automatically_derived]
        impl __::schema::MemberType for #ident {
            fn ty(registry: &mut __::schema::Registry) -> __::schema::Type {
                registry.shape::<Self>()
            }
        }
    }
}

/// Leaves the choice to the runtime. A workspace may build the runtime with the feature for a crate
/// and without it for a build script, but it builds these derives only once.
fn if_enabled(items: TokenStream) -> TokenStream {
    quote!(__::if_schemars! { #items })
}

fn member(member: &Member<'_>) -> TokenStream {
    let args = Args {
        name: &member.name,
        docs: &member.docs,
        required: member.is_required(),
        is_token: member.is_token,
    };
    args.entry(&member.http, member.value_type(), &member.constraints)
}

fn alternative(member: &Variant<'_>) -> Option<TokenStream> {
    let args = Args { name: &member.name, docs: &member.docs, required: true, is_token: false };
    Some(args.entry(&member.http, &member.field?.ty, &member.constraints))
}

/// The facts that members of structures and of unions have.
struct Args<'a> {
    name: &'a str,
    docs: &'a str,
    required: bool,
    is_token: bool,
}

impl Args<'_> {
    fn entry(&self, http: &Http, ty: &Type, constraints: &Constraints) -> TokenStream {
        let Self { name, docs, required, is_token } = self;
        let location = http.location(name);
        let variant = format_ident!("{}", location.variant());
        let key = location.name().map(|key| quote!((#key)));
        let timestamp = timestamp_format(name, http);
        let constraints = if constraints.is_empty() {
            quote!(__::Default::default)
        } else {
            let constraints = data(constraints);
            quote!(|| #constraints)
        };
        quote! {
            __::schema::Member {
                name: #name,
                docs: #docs,
                required: #required,
                location: __::schema::Location::#variant #key,
                timestamp: #timestamp,
                is_token: #is_token,
                ty: <#ty as __::schema::MemberType>::ty,
                constraints: #constraints,
            }
        }
    }
}

fn data(constraints: &Constraints) -> TokenStream {
    let length = constraints.length.as_ref().map(|length| bounds(length, |bound| quote!(#bound)));
    let range =
        constraints.range.as_ref().map(|range| bounds(range, |bound| owned(&literal(bound))));
    let pattern = constraints.pattern.as_ref().map(|pattern| owned(&pattern.anchored()));
    let [each, keys] = [&constraints.each, &constraints.keys].map(|inner| {
        option(inner.as_ref().map(|inner| {
            let inner = data(inner);
            quote!(__::Box::new(#inner))
        }))
    });
    let [length, range, pattern] = [length, range, pattern].map(option);
    let unique = constraints.unique;
    quote! {
        __::schema::Constraints {
            length: #length,
            range: #range,
            pattern: #pattern,
            unique: #unique,
            each: #each,
            keys: #keys,
        }
    }
}

fn bounds<T>(bounds: &Bounds<T>, number: impl Fn(&T) -> TokenStream) -> TokenStream {
    let [min, max] = [&bounds.min, &bounds.max].map(|bound| option(bound.as_ref().map(&number)));
    quote!(__::schema::Bounds { min: #min, max: #max })
}

fn owned(text: &str) -> TokenStream {
    quote!(__::ToOwned::to_owned(#text))
}
