//! What is emitted for the constraints of a member: the function that checks them, and its calls.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::constraints::calls;
use crate::ast::Member;

/// Checks a member that has just been read, where the reader enforces constraints (rule V2).
pub(super) fn check_read(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    let at = Literal::usize_unsuffixed(index);
    let check = check(index, member)?;
    Some(quote!(slots.#at.check(context, #check);))
}

/// The name of the function that checks a member's own constraints.
pub(super) fn check(index: usize, member: &Member<'_>) -> Option<Ident> {
    (!member.constraints.is_empty()).then(|| format_ident!("check_{index}"))
}

/// The function that checks a member's own constraints; it takes both what has been read and what
/// is in the field.
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
