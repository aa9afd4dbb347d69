//! Emits the function that checks the constraints of a member, and its calls.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::constraints::calls;
use crate::ast::Member;

/// Checks a member after it has been read, if the reader enforces constraints (rule V2).
pub(super) fn check_read(index: usize, member: &Member<'_>) -> Option<TokenStream> {
    let check = check(index, member)?;
    Some(quote!(slot.check(context, #check);))
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

/// The type of a member as a `Value`. The emitted tokens are those of the type, so the compiler
/// reports a wrong type on them. Every use has the same error, which the compiler shows once.
pub(super) fn as_member(member: &Member<'_>) -> TokenStream {
    let ty = member.value_type();
    quote!(<#ty as __::Value>)
}
