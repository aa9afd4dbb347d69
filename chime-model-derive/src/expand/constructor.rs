//! Emits the constructor of a structure with its required members, and a setter for each member.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Member, Structure};
use crate::attr;

/// `new` with the required members, or `Default` if there are none. It fills an idempotency token,
/// which is not an argument.
pub(super) fn constructor(structure: &Structure<'_>) -> TokenStream {
    let ident = structure.ident;
    let required =
        || structure.members.iter().filter(|member| member.is_required() && !member.is_token);
    let fields = structure.members.iter().map(|member| {
        let field = member.ident;
        match (member.is_token, member.is_required()) {
            (true, true) => quote!(#field: __::Into::into(__::model::idempotency_token())),
            (true, false) => {
                quote!(#field: __::Some(__::Into::into(__::model::idempotency_token())))
            }
            (false, true) => quote!(#field: __::Into::into(#field)),
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
        let field = member.ident;
        let ty = member.ty;
        quote!(#field: impl __::Into<#ty>)
    });
    let doc = format!(
        "A {} with its required members; every other one is absent.",
        attr::shown(&structure.name)
    );
    let doc = match structure.members.iter().find(|member| member.is_token) {
        Some(token) => {
            let name = attr::shown(&token.name);
            format!(
                "{doc} {name} is filled with a fresh token, so that a retry of the same value sends the same one."
            )
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

pub(super) fn setter(member: &Member<'_>) -> TokenStream {
    let field = member.ident;
    let ty = member.value_type();
    let value = if member.is_required() {
        quote!(__::Into::into(value))
    } else {
        quote!(__::Some(__::Into::into(value)))
    };
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

/// The documentation of the member. For an optional one, also how to set an `Option`: `Into` cannot
/// take both an `Option` and a value.
fn setter_docs(member: &Member<'_>) -> String {
    let mut docs = format!("Sets {}.", attr::shown(&member.name));
    if !member.docs.is_empty() && member.docs.trim_matches('`') != member.name {
        docs = format!("{docs}\n\n{}", member.docs);
    }
    if !member.is_required() {
        docs += &format!(
            "\n\nTo set an `Option`, assign it to the field: `value.{} = option;`.",
            member.ident
        );
    }
    docs
}
