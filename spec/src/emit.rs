//! From the model to tokens: one function per kind of item, data and attributes only, no decisions about what they mean.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Bounds, Constraints, Enumeration, Item, Member, Model, Named, Operation, Place, Service, Structure, Type, Union};

/// The items of a description, each by itself.
pub(crate) fn emit(model: &Model) -> Vec<TokenStream> {
    let emitter = Emitter { shadowed: &model.shadowed };
    let items = model.items.iter().flat_map(|item| match item {
        Item::Operation(operation) => vec![Emitter::operation(operation), Emitter::errors(operation)],
        Item::Structure(structure) => vec![emitter.structure(structure)],
        Item::Union(union) => vec![emitter.union(union)],
        Item::Enumeration(enumeration) => vec![emitter.enumeration(enumeration)],
    });
    let imports = quote! {
        use ::chime_model::__private::prelude::*;
    };
    let operations: Vec<&Operation> =
        model.items.iter().filter_map(|item| if let Item::Operation(it) = item { Some(it) } else { None }).collect();
    [imports, emitter.service(&model.service), route(model, &operations)].into_iter().chain(items).collect()
}

/// The operations, for a server to tell which one a request is for.
fn route(model: &Model, operations: &[&Operation]) -> TokenStream {
    let docs = docs(&format!("The operations of {}, and the way from a request to its own.", model.service.full_name));
    let name = ident(&model.route);
    let variants = operations.iter().map(|operation| {
        let (docs, name) = (self::docs(&format!("See [`struct@{}`].", operation.named.ident)), ident(&operation.named.ident));
        quote!(#docs #name)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Routing)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }
    }
}

struct Emitter<'m> {
    shadowed: &'m [String],
}

impl Emitter<'_> {
    fn service(&self, service: &Service) -> TokenStream {
        let Service { id, full_name, api_version, endpoint_prefix, signing_name } = service;
        let docs = docs(&format!("{full_name}, version {api_version} of its API."));
        let ty = self.name("Service");
        quote! {
            #docs
            pub const SERVICE: #ty = #ty::new(#id, #full_name, #api_version, #endpoint_prefix, #signing_name);
        }
    }

    fn operation(operation: &Operation) -> TokenStream {
        let Operation { named, method, uri, .. } = operation;
        let docs = docs_and(named, &format!("`{method} {uri}`, answered with {}.", operation.code));
        let deprecated = deprecated(named);
        let name = (named.ident != named.name).then(|| {
            let name = &named.name;
            quote!(name = #name,)
        });
        let input = operation.input.as_deref().map(ident).map(|input| quote!(input = #input,));
        let output = operation.output.as_deref().map(ident).map(|output| quote!(output = #output,));
        let host_prefix = operation.host_prefix.as_ref().map(|prefix| quote!(host_prefix = #prefix,));
        let (error, code, operation) = (ident(&operation.error), Literal::u16_unsuffixed(operation.code), ident(&named.ident));
        quote! {
            #docs
            #deprecated
            #[derive(Clone, Copy, Debug, Operation)]
            #[operation(#name #input #output error = #error, #host_prefix service = SERVICE)]
            #[http(method = #method, uri = #uri, code = #code)]
            pub struct #operation;
        }
    }

    fn errors(operation: &Operation) -> TokenStream {
        let docs = docs(&format!("The errors of [`{}`].", operation.named.ident));
        let (name, errors) = (ident(&operation.error), operation.errors.iter().map(|error| ident(error)));
        let variants = errors.map(|error| {
            let docs = self::docs(&format!("See [`{error}`]."));
            quote!(#docs #error(#error))
        });
        let eq = eq(operation.has_float);
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, #eq OperationError)]
            #[non_exhaustive]
            pub enum #name { #(#variants,)* }
        }
    }

    fn structure(&self, structure: &Structure) -> TokenStream {
        let Structure { named, members, exception, is_sensitive, has_float } = structure;
        let (docs, name) = (type_docs(named), ident(&named.ident));
        let members = members.iter().map(|member| self.field(member));
        let ((debug, sensitive), eq) = (debug(*is_sensitive), eq(*has_float));
        let error = exception.as_ref().map(|_| quote!(, Exception));
        let rename = rename(named);
        let exception = exception.as_ref().map(|exception| {
            let status = Literal::u16_unsuffixed(exception.status);
            let server = exception.is_fault.then(|| quote!(, server));
            let retryable = exception.is_retryable.then(|| quote!(, retryable));
            quote!(#[exception(status = #status #server #retryable)])
        });
        quote! {
            #docs
            #[derive(Clone, #debug PartialEq, #eq Serialize, Structure #error)]
            #[serde(crate = "::chime_model::__private::serde" #rename)]
            #exception
            #sensitive
            #[non_exhaustive]
            pub struct #name { #(#members,)* }
        }
    }

    fn field(&self, member: &Member) -> TokenStream {
        let Member { named, is_required, is_token, .. } = member;
        let name = &named.name;
        let (docs, deprecated, field) = (docs_and(named, ""), deprecated(named), ident(&named.ident));
        let mut ty = self.ty(&member.ty);
        if !is_required {
            let option = self.name("Option");
            ty = quote!(#option<#ty>);
        }
        let optional = (!is_required).then(|| {
            let is_none = format!("{}::is_none", self.name("Option").to_string().replace(' ', ""));
            quote!(, skip_serializing_if = #is_none)
        });
        let adapter = adapter(member);
        let (http, constraint) = (http(member), constraint(&member.constraints));
        let token = is_token.then(|| quote!(#[idempotency_token]));
        quote! {
            #docs
            #deprecated
            #[serde(rename = #name #optional #adapter)]
            #http
            #constraint
            #token
            pub #field: #ty
        }
    }

    fn union(&self, union: &Union) -> TokenStream {
        let Union { named, members, unknown, is_sensitive, has_float } = union;
        let ((debug, sensitive), eq) = (debug(*is_sensitive), eq(*has_float));
        let (docs, name, unknown) = (type_docs(named), ident(&named.ident), ident(unknown));
        let members = members.iter().map(|member| {
            let (docs, deprecated) = (docs_or(&member.named, &format!("`{}`", member.named.name)), deprecated(&member.named));
            let (variant, name, ty, adapter) = (ident(&member.named.ident), &member.named.name, self.ty(&member.ty), adapter(member));
            let (http, constraint) = (http(member), constraint(&member.constraints));
            quote!(#docs #deprecated #[serde(rename = #name #adapter)] #http #constraint #variant(#ty))
        });
        let member = self.name("UnknownMember");
        quote! {
            #docs
            #[derive(Clone, #debug PartialEq, #eq Union)]
            #sensitive
            #[non_exhaustive]
            pub enum #name {
                #(#members,)*
                #[doc = " A member that the description does not model."]
                #[unknown]
                #unknown(#member),
            }
        }
    }

    fn enumeration(&self, enumeration: &Enumeration) -> TokenStream {
        let Enumeration { named, values, unknown } = enumeration;
        let (docs, name, unknown) = (type_docs(named), ident(&named.ident), ident(unknown));
        let values = values.iter().map(|value| {
            let (variant, name) = (ident(&value.ident), &value.name);
            let docs = self::docs(&format!("`{}`", if name.is_empty() { "\"\"" } else { name }));
            let rename = (value.ident != *name).then(|| quote!(#[serde(rename = #name)]));
            quote!(#docs #rename #variant)
        });
        let string = self.name("String");
        quote! {
            #docs
            #[derive(Clone, Debug, Enumeration)]
            #[non_exhaustive]
            pub enum #name {
                #(#values,)*
                #[doc = " A value that the description does not model."]
                #[unknown]
                #unknown(#string),
            }
        }
    }

    fn ty(&self, ty: &Type) -> TokenStream {
        let wrap = |name: &str, inner: &Type| {
            let (name, inner) = (self.name(name), self.ty(inner));
            quote!(#name<#inner>)
        };
        match ty {
            Type::String => self.name("String"),
            Type::Boolean => quote!(bool),
            Type::Integer => quote!(i32),
            Type::Long => quote!(i64),
            Type::Float => quote!(f32),
            Type::Double => quote!(f64),
            Type::Timestamp => self.name("Timestamp"),
            Type::Blob => self.name("Blob"),
            Type::Document => self.name("Document"),
            Type::JsonValue => self.name("JsonValue"),
            Type::Structure(name) | Type::Union(name) | Type::Enumeration(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Type::List(inner) => wrap("Vec", inner),
            Type::Map(inner) => {
                let (map, string, inner) = (self.name("BTreeMap"), self.name("String"), self.ty(inner));
                quote!(#map<#string, #inner>)
            }
            Type::Nullable(inner) => wrap("Option", inner),
            Type::Sensitive(inner) => wrap("Sensitive", inner),
            Type::Boxed(inner) => wrap("Box", inner),
        }
    }

    /// A name that needs its path only where a shape has taken it.
    fn name(&self, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if !self.shadowed.iter().any(|shadowed| shadowed == name) {
            return quote!(#ident);
        }
        match name {
            "String" => quote!(::std::string::String),
            "Option" => quote!(::std::option::Option),
            "Vec" => quote!(::std::vec::Vec),
            "Box" => quote!(::std::boxed::Box),
            "BTreeMap" => quote!(::std::collections::BTreeMap),
            _ => quote!(::chime_model::#ident),
        }
    }
}

/// serde writes timestamps and floats in another form than the documented one, unless it is told.
fn adapter(member: &Member) -> Option<TokenStream> {
    member.ty.needs_adapter().then(|| quote!(, with = "::chime_model::documented"))
}

fn http(member: &Member) -> Option<TokenStream> {
    let place = match &member.place {
        Place::Body(None) => None,
        Place::Body(Some(key)) => Some(quote!(body = #key)),
        Place::Label(label) => Some(quote!(label = #label)),
        Place::Query(key) => Some(quote!(query = #key)),
        Place::QueryMap => Some(quote!(query_map)),
        Place::Header(name) => Some(quote!(header = #name)),
        Place::PrefixHeaders(prefix) => Some(quote!(prefix_headers = #prefix)),
        Place::Status => Some(quote!(status)),
        Place::Payload => Some(quote!(payload)),
    };
    let timestamp = member.timestamp.map(|format| quote!(timestamp = #format));
    let host_label = member.is_host_label.then(|| quote!(host_label));
    let facts: Vec<_> = [place, timestamp, host_label].into_iter().flatten().collect();
    (!facts.is_empty()).then(|| quote!(#[http(#(#facts),*)]))
}

fn constraint(constraints: &Constraints) -> Option<TokenStream> {
    (!constraints.is_empty()).then(|| {
        let facts = facts(constraints);
        quote!(#[constraint(#facts)])
    })
}

fn facts(constraints: &Constraints) -> TokenStream {
    let bounds = |bounds: &Bounds| {
        let number = |name: &str, number: &String| {
            let (name, number) = (format_ident!("{name}"), number.parse::<TokenStream>().expect("the model's numbers are literals"));
            quote!(#name = #number)
        };
        let min = bounds.min.as_ref().map(|min| number("min", min));
        let max = bounds.max.as_ref().map(|max| number("max", max));
        let bounds = [min, max].into_iter().flatten();
        quote!(#(#bounds),*)
    };
    let length = constraints.length.as_ref().map(bounds).map(|bounds| quote!(length(#bounds)));
    let range = constraints.range.as_ref().map(bounds).map(|bounds| quote!(range(#bounds)));
    let pattern = constraints.pattern.as_ref().map(|pattern| quote!(pattern = #pattern));
    let each = constraints.each.as_deref().map(facts).map(|facts| quote!(each(#facts)));
    let keys = constraints.keys.as_deref().map(facts).map(|facts| quote!(keys(#facts)));
    let all = [length, range, pattern, each, keys].into_iter().flatten();
    quote!(#(#all),*)
}

/// What shows a shape: the standard `Debug`, or the derives' own, which shows nothing.
fn debug(is_sensitive: bool) -> (Option<TokenStream>, Option<TokenStream>) {
    if is_sensitive { (None, Some(quote!(#[sensitive]))) } else { (Some(quote!(Debug,)), None) }
}

/// NaN equals nothing, so that a float has neither.
fn eq(has_float: bool) -> Option<TokenStream> {
    (!has_float).then(|| quote!(Eq, Hash,))
}

/// What serde has to know of an error that travels under another name than its type's.
fn rename(named: &Named) -> Option<TokenStream> {
    let name = &named.name;
    (*name != named.ident).then(|| quote!(, rename = #name))
}

fn deprecated(named: &Named) -> Option<TokenStream> {
    named.deprecated.as_ref().map(|note| if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(note = #note)]) })
}

/// The documentation of a type. A deprecated one says so in words: with the attribute, the members that have it would warn.
fn type_docs(named: &Named) -> TokenStream {
    match named.deprecated.as_deref() {
        None => docs_and(named, ""),
        Some("") => docs_and(named, "Deprecated."),
        Some(note) => docs_and(named, &format!("Deprecated: {note}")),
    }
}

fn docs_and(named: &Named, more: &str) -> TokenStream {
    match (named.docs.as_str(), more) {
        ("", "") => docs(&format!("`{}`", named.name)),
        ("", more) => docs(more),
        (text, "") => docs(text),
        (text, more) => docs(&format!("{text}\n\n{more}")),
    }
}

fn docs_or(named: &Named, otherwise: &str) -> TokenStream {
    docs(if named.docs.is_empty() { otherwise } else { &named.docs })
}

fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
