//! The slots of a structure: where the values of its members are while it is being read.
//!
//! If every member may be absent, the values are read into the structure itself. Otherwise it
//! cannot be made before all required values have been read, and they are in a tuple of `Option`s.
//! Moving many of them takes long to compile.

use std::collections::HashMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::member::{as_member, check, check_read};
use crate::ast::Member;

/// Whether the values are read into the structure itself.
fn are_in_place(members: &[Member<'_>]) -> bool {
    !members.iter().any(Member::is_required)
}

/// What the slots of a structure are, as tokens.
pub(super) struct Slots {
    /// The type.
    pub(super) ty: TokenStream,
    /// Slots without values.
    pub(super) empty: TokenStream,
    /// The statements that make the structure from its slots.
    pub(super) finish: TokenStream,
}

impl Slots {
    pub(super) fn new(members: &[Member<'_>]) -> Self {
        Self { ty: ty(members), empty: empty(members), finish: finish(members) }
    }

    /// For an item with errors, which is never made.
    pub(super) fn none() -> Self {
        Self { ty: quote!(()), empty: quote!(()), finish: quote!(__::None) }
    }
}

fn ty(members: &[Member<'_>]) -> TokenStream {
    let count = Literal::usize_unsuffixed(members.len());
    let types = members.iter().map(Member::value_type);
    let values =
        if are_in_place(members) { quote!(Self) } else { quote!((#(__::Option<#types>,)*)) };
    quote!((#values, [__::Occurrence; #count]))
}

fn empty(members: &[Member<'_>]) -> TokenStream {
    let count = Literal::usize_unsuffixed(members.len());
    let fields = members.iter().map(|member| member.ident);
    let none = members.iter().map(|_| quote!(__::None));
    let values = if are_in_place(members) {
        quote!(Self { #(#fields: __::None),* })
    } else {
        quote!((#(#none,)*))
    };
    quote!((#values, [__::Occurrence::Absent; #count]))
}

/// The value of a member.
fn value(members: &[Member<'_>], index: usize) -> TokenStream {
    if are_in_place(members) {
        let field = members[index].ident;
        return quote!(values.#field);
    }
    let at = Literal::usize_unsuffixed(index);
    quote!(values.#at)
}

/// The slot of a member, as an expression for a reference.
pub(super) fn slot(members: &[Member<'_>], index: usize) -> TokenStream {
    let value = value(members, index);
    let at = Literal::usize_unsuffixed(index);
    quote!(&mut __::Slot { value: &mut #value, occurrence: &mut occurrences[#at] })
}

/// Takes every required value before it returns, so that all missing ones are reported.
fn finish(members: &[Member<'_>]) -> TokenStream {
    if are_in_place(members) {
        return quote!(__::Some(slots.0));
    }
    let required = || members.iter().enumerate().filter(|(_, member)| member.is_required());
    let locals = required().map(|(_, member)| local(member));
    let values = required().map(|(index, _)| {
        let at = Literal::usize_unsuffixed(index);
        quote!(__::required(values.#at, occurrences[#at], &Self::MEMBERS.list[#at], context))
    });
    let fields = members.iter().enumerate().map(|(index, member)| {
        let field = member.ident;
        let local = local(member);
        let at = Literal::usize_unsuffixed(index);
        if member.is_required() { quote!(#field: #local) } else { quote!(#field: values.#at) }
    });
    quote! {
        let (values, occurrences) = slots;
        let (#(__::Some(#locals),)*) = (#(#values,)*) else { return __::None };
        __::Some(Self { #(#fields),* })
    }
}

/// The local variable of a value. No other name in the function can shadow it.
fn local(member: &Member<'_>) -> syn::Ident {
    format_ident!("member_{}", member.ident)
}

/// The statements that read a member of an object by its index. In the documented form, every
/// member is one of the object. Members that are read alike share an arm, since many calls take
/// long to compile.
pub(super) fn read(members: &[Member<'_>]) -> TokenStream {
    let mut arms: Vec<Vec<usize>> = Vec::new();
    let mut arm_of = HashMap::new();
    for (index, member) in members.iter().enumerate() {
        // The check of a member with constraints has a name of its own, so the member does not
        // share its arm.
        let alike = (check(index, member), read_call(member).to_string());
        let arm = *arm_of.entry(alike).or_insert(arms.len());
        if arm == arms.len() {
            arms.push(Vec::new());
        }
        arms[arm].push(index);
    }
    let arms = arms.iter().map(|indices| read_alike(members, indices));
    let slots = (!members.is_empty()).then(|| quote!(let (values, occurrences) = slots;));
    quote! {
        #slots
        match index {
            #(#arms)*
            _ => __::Ok(()),
        }
    }
}

/// The call that reads a member into `slot`.
fn read_call(member: &Member<'_>) -> TokenStream {
    let function = if member.is_required() { quote!(read_required) } else { quote!(read_optional) };
    let value = as_member(member);
    quote!(#value::#function(slot, format, object, context))
}

/// The arm for members that are read alike.
fn read_alike(members: &[Member<'_>], indices: &[usize]) -> TokenStream {
    let (last, others) = indices.split_last().expect("an arm is for a member");
    let read = read_call(&members[*last]);
    let checks = check_read(*last, &members[*last]);
    let value_of_last = value(members, *last);
    let value = if others.is_empty() {
        quote!(&mut #value_of_last)
    } else {
        let at = others.iter().map(|index| Literal::usize_unsuffixed(*index));
        let values = others.iter().map(|index| value(members, *index));
        quote!(match index { #(#at => &mut #values,)* _ => &mut #value_of_last })
    };
    let all = indices.iter().map(|index| Literal::usize_unsuffixed(*index));
    quote! {
        #(#all)|* => {
            let slot = &mut __::Slot { value: #value, occurrence: &mut occurrences[index] };
            let read = #read;
            #checks
            read
        }
    }
}
