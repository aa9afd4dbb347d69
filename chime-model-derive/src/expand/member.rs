//! What is emitted for the constraints of a member: the function that checks them, and its calls.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::constraints::calls;
use crate::ast::Member;

/// Checks a member that has just been read, where the reader enforces constraints (rule V2).
pub(super) fn check_read(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    let (at, name, check) = (Literal::usize_unsuffixed(index), &member.name, check(index, member)?);
    Some(quote! {
        if let (true, __::Some(value)) = (context.enforces_constraints(), slots.#at.value()) {
            context.enter(#name);
            #check
            context.leave();
        }
    })
}

/// The call that checks a member's own constraints, on `value`.
pub(super) fn check(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    let function = format_ident!("check_{index}");
    (!member.constraints.is_empty()).then(|| quote!(#function(value, context);))
}

/// The function that checks a member's own constraints; it takes both what has been read and what is in the field.
pub(super) fn check_function(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    if member.constraints.is_empty() {
        return None;
    }
    let function = format_ident!("check_{index}");
    let (ty, calls) = (member.value_type(), calls(&member.constraints, &quote!(value)));
    Some(quote! {
        #[inline]
        fn #function(value: &#ty, context: &mut __::Context) {
            #calls
        }
    })
}
