//! Emits constraints as calls. The same tokens check a member when it is read and on request.

use chime_model_vocabulary::Bounds;
use proc_macro2::TokenStream;
use quote::quote;

use super::pattern::pattern;
use super::shared::option;
use crate::attr::Constraints;

/// The calls that check `value`, an expression for a reference; none without constraints.
pub(crate) fn calls(constraints: &Constraints, value: &TokenStream) -> TokenStream {
    let length = constraints.length.as_ref().map(|Bounds { min, max }| {
        let min = min.unwrap_or(0);
        let max = option(max.as_ref());
        quote! { context.length(#value, #min, #max) }
    });
    let range = constraints.range.as_ref().map(|Bounds { min, max }| {
        let bound = |bound: &Option<syn::Expr>| {
            option(bound.as_ref().map(|bound| {
                let text = literal(bound);
                quote!((#bound, #text))
            }))
        };
        let min = bound(min);
        let max = bound(max);
        quote! { context.range(#value, #min, #max); }
    });
    let pattern = constraints.pattern.as_ref().map(|compiled| {
        let pattern = pattern(compiled);
        quote! { context.pattern(#value, const { &#pattern }); }
    });
    // A text of a wrong length is not matched (rule V4).
    let text = match (length, pattern) {
        (Some(length), Some(pattern)) => quote! { if #length { #pattern } },
        (Some(length), None) => quote! { #length; },
        (None, pattern) => quote!(#pattern),
    };
    let unique = constraints.unique.then(|| quote! { context.unique(#value); });
    let inside = |constraints: &Option<Box<Constraints>>, visit: TokenStream| {
        constraints.as_ref().map(|constraints| {
            let checks = calls(constraints, &quote!(value));
            quote! { #visit(#value, context, |value, context| { #checks }); }
        })
    };
    let each = inside(&constraints.each, quote!(__::Elements::each));
    let keys = inside(&constraints.keys, quote!(__::Elements::keys));
    quote! { #text #range #unique #each #keys }
}

/// A bound of a range, as the description writes it: without the separators of a literal.
pub(super) fn literal(bound: &syn::Expr) -> String {
    let text = quote!(#bound).to_string().replace(' ', "");
    let is_number = text.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit());
    if is_number { text.replace('_', "") } else { text }
}
