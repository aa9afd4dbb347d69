//! Emits the members of a structure that are not in a JSON object: those outside the body, and the
//! payload.

use chime_model_vocabulary::Location;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::member::check_read;
use super::slots::slot;
use crate::ast::Member;

/// The type of a member as `Texts`. The emitted tokens are those of the type, so the compiler
/// reports a wrong type on them.
fn as_texts(member: &Member<'_>) -> TokenStream {
    let ty = member.ty;
    quote!(<#ty as __::Texts>)
}

/// The statement that requires a type of `Text`, `Texts` or `TextMap`. It comes first, so that the
/// error is the same for writing and for reading the member.
fn texts_required(member: &Member<'_>) -> Option<TokenStream> {
    let ty = member.ty;
    let texts = as_texts(member);
    // A label is one text. If it were a list, only its last element would be sent.
    let label = quote!(let _ = <#ty as __::Text>::DATE;);
    match member.http.declared {
        Some((Location::Label(_), _)) => Some(label),
        _ if member.http.host_label.is_some() => Some(label),
        Some((Location::Query(_) | Location::Header(_), _)) => Some(quote!(let _ = #texts::LIST;)),
        Some((Location::QueryMap | Location::PrefixHeaders(_), _)) => {
            Some(quote!(let _ = <#ty as __::TextMap>::SENSITIVE;))
        }
        Some((Location::Status, _)) => Some(quote!(let _ = <#ty as __::Status>::EXPECTED;)),
        _ => None,
    }
}

/// The function that writes the members outside the body, if there are any.
pub(super) fn write_head(members: &[Member<'_>]) -> Option<TokenStream> {
    // A named member takes precedence over the same key in a map (rules Q3 and H4), so maps are
    // written last.
    let is_map = |(_, member): &(usize, &Member<'_>)| {
        matches!(member.http.declared, Some((Location::QueryMap | Location::PrefixHeaders(_), _)))
    };
    let members = || members.iter().enumerate();
    let named = members().filter(|member| !is_map(member));
    let writes: Vec<_> = named.chain(members().filter(is_map)).filter_map(write_outside).collect();
    (!writes.is_empty()).then(|| {
        quote! {
            #[inline]
            fn write_head(&self, head: &mut __::Head<'_>) {
                #(#writes)*
            }
        }
    })
}

/// The statement that writes the member.
fn write_outside((index, member): (usize, &Member<'_>)) -> Option<TokenStream> {
    let at = Literal::usize_unsuffixed(index);
    let field = member.ident;
    let whole = member.ty;
    let table = quote!(&Self::MEMBERS.list[#at]);
    let host_label =
        member.http.host_label.map(|_| quote! { head.host_label(#table, &self.#field); });
    let place = match &member.http.declared {
        None | Some((Location::Payload | Location::Body(_), _)) => None,
        Some((Location::Label(label), _)) => {
            Some(quote! { head.label::<#whole>(#table, #label, &self.#field); })
        }
        Some((Location::Query(key), _)) => {
            Some(quote! { head.query::<#whole>(#table, #key, &self.#field); })
        }
        Some((Location::QueryMap, _)) => {
            Some(quote! { head.query_map::<#whole>(#table, &self.#field); })
        }
        Some((Location::Header(header), _)) => {
            Some(quote! { head.header::<#whole>(#table, #header, &self.#field); })
        }
        Some((Location::PrefixHeaders(prefix), _)) => {
            Some(quote! { head.prefix_headers::<#whole>(#table, #prefix, &self.#field); })
        }
        Some((Location::Status, _)) => {
            Some(quote! { head.status::<#whole>(#table, &self.#field); })
        }
        Some((Location::EventHeader(name), _)) => {
            Some(quote! { head.event_header::<#whole>(#table, #name, &self.#field); })
        }
    };
    let required = texts_required(member);
    (host_label.is_some() || place.is_some()).then(|| quote! { #required #host_label #place })
}

/// The member that is the payload, and its index, if one is.
pub(super) fn payload<'m, 'a>(members: &'m [Member<'a>]) -> Option<(usize, &'m Member<'a>)> {
    members
        .iter()
        .enumerate()
        .find(|(_, member)| matches!(member.http.declared, Some((Location::Payload, _))))
}

/// The function that writes the payload, if a member is one.
pub(super) fn write_payload(members: &[Member<'_>]) -> Option<TokenStream> {
    let (index, member) = payload(members)?;
    let at = Literal::usize_unsuffixed(index);
    let field = member.ident;
    let ty = member.value_type();
    let write = quote!(<#ty as __::Value>::to_payload);
    let format = quote!(Self::MEMBERS.list[#at].format);
    let payload = if member.is_required() {
        quote! { #write(&self.#field, form, #format).map(__::Some) }
    } else {
        quote! { self.#field.as_ref().map(|value| #write(value, form, #format)).transpose() }
    };
    Some(quote! {
        #[inline]
        fn payload(
            &self,
            form: __::Form,
        ) -> __::Result<__::Option<__::Vec<u8>>, __::model::Reason> {
            #payload
        }
    })
}

/// The function that reads the members outside a JSON body, if there are any.
pub(super) fn read_head(members: &[Member<'_>]) -> Option<TokenStream> {
    let reads: Vec<_> =
        (0..members.len()).filter_map(|index| read_outside(members, index)).collect();
    (!reads.is_empty()).then(|| {
        quote! {
            #[inline]
            fn read_head(
                slots: &mut Self::Slots,
                message: &__::Message<'_>,
                context: &mut __::Context,
            ) {
                let (values, occurrences) = slots;
                #(#reads)*
            }
        }
    })
}

/// The statements that read a member outside a JSON body.
fn read_outside(members: &[Member<'_>], index: usize) -> Option<TokenStream> {
    let member = &members[index];
    let at = Literal::usize_unsuffixed(index);
    let ty = member.value_type();
    let whole = member.ty;
    let is_required = member.is_required();
    let (location, _) = member.http.declared.as_ref()?;
    let value = match location {
        Location::Label(label) => quote!(message.label::<#whole>(#label, member.format, context)),
        Location::Query(key) => quote!(message.query::<#whole>(#key, member.format, context)),
        Location::QueryMap => quote!(message.query_map::<#whole>(member.format, context)),
        Location::Header(header) => {
            quote!(message.header::<#whole>(#header, member.format, context))
        }
        Location::PrefixHeaders(prefix) => {
            quote!(message.prefix_headers::<#whole>(#prefix, member.format, context))
        }
        Location::Status => quote!(message.status::<#whole>(member.format, context)),
        Location::Payload => {
            let format = quote!(member.format);
            quote!(<#ty as __::Value>::read_payload(message.body, #is_required, #format, context))
        }
        Location::EventHeader(name) => {
            quote!(message.event_header::<#ty>(#name, #is_required, context))
        }
        Location::Body(_) => return None,
    };
    let is_value = is_required || matches!(location, Location::Payload | Location::EventHeader(_));
    let value = if is_value { value } else { quote!(#value.flatten()) };
    let required = texts_required(member);
    let check = check_read(index, member);
    let slot = slot(members, index);
    Some(quote! {
        #required
        let member = &Self::MEMBERS.list[#at];
        let entered = context.found();
        let slot = #slot;
        slot.set(#value);
        #check
        context.left(member, entered);
    })
}
