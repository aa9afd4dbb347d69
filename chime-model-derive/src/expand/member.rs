//! Emits the function that checks the constraints of a member, and its calls.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::constraints::calls;
use crate::ast::Member;

/// Checks a member after it has been read, if the reader enforces constraints (rule V2).
pub(super) fn check_read(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    let at = Literal::usize_unsuffixed(index);
    let check = check(index, member)?;
    Some(quote!(slots.#at.check(context, #check);))
}

/// The name of the function that checks a member's own constraints.
pub(super) fn check(index: usize, member: &Member<'_>) -> Option<Ident> {
    (!member.constraints.is_empty()).then(|| format_ident!("check_{index}"))
}

/// The function that checks a member's own constraints, in a field or in a slot.
pub(super) fn check_function(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    let function = check(index, member)?;
    let ty = member.value_type();
    let calls = calls(&member.constraints, &quote!(value));
    Some(quote! {
        #[inline]
        fn #function(value: &#ty, context: &mut __::Context) {
            #calls
        }
    })
}
