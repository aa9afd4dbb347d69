//! Constraints as calls: the same tokens check a member that has just been read and one that is asked about.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::attr::{Bounds, Constraints};

/// The compiled patterns of an item: statics that both readers and checks name.
#[derive(Default)]
pub(crate) struct Patterns(Vec<TokenStream>);

impl Patterns {
    pub(crate) fn items(&self) -> &[TokenStream] {
        &self.0
    }

    fn add(&mut self, pattern: &syn::LitStr) -> syn::Ident {
        let name = format_ident!("PATTERN_{}", self.0.len());
        self.0.push(quote! {
            static #name: __::LazyLock<__::Pattern> = __::LazyLock::new(|| __::Pattern::new(#pattern));
        });
        name
    }
}

/// The calls that check `value`, an expression for a reference; nothing without constraints.
pub(crate) fn calls(constraints: &Constraints, value: &TokenStream, patterns: &mut Patterns) -> TokenStream {
    let length = constraints.length.as_ref().map(|Bounds { min, max, .. }| {
        let min = min.as_ref().map_or_else(|| quote!(0), |min| quote!(#min));
        let max = option(max.as_ref());
        quote! { context.length(#value, #min, #max); }
    });
    let range = constraints.range.as_ref().map(|Bounds { min, max, .. }| {
        let bound = |bound: &Option<syn::Expr>| {
            option(bound.as_ref().map(|bound| {
                let text = quote!(#bound).to_string().replace(' ', "");
                quote!((#bound, #text))
            }))
        };
        let (min, max) = (bound(min), bound(max));
        quote! { context.range(#value, #min, #max); }
    });
    let pattern = constraints.pattern.as_ref().map(|pattern| {
        let pattern = patterns.add(pattern);
        quote! { context.pattern(#value, &#pattern); }
    });
    let mut inside = |constraints: &Option<Box<Constraints>>, visit: TokenStream| {
        constraints.as_ref().map(|constraints| {
            let checks = calls(constraints, &quote!(value), patterns);
            quote! { #visit(#value, context, |value, context| { #checks }); }
        })
    };
    let each = inside(&constraints.each, quote!(__::Elements::each));
    let keys = inside(&constraints.keys, quote!(__::Elements::keys));
    quote! { #length #range #pattern #each #keys }
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(__::Some(#value)),
        None => quote!(__::None),
    }
}
