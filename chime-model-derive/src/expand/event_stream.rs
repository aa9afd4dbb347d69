//! `#[derive(EventStream)]`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{DeriveInput, Type};

use crate::ast::{Enum, Variant};
use crate::attr::{self, key};
use crate::report::Report;

pub(crate) fn event_stream(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let events = Enum::read(input, "EventStream", report)?;
    let mut error: Option<Type> = None;
    attr::read(&input.attrs, "event_stream", report, |meta| {
        match key(meta)?.as_str() {
            "error" => error = Some(meta.value()?.parse()?),
            _ => return Err(meta.error("expected `error`")),
        }
        Ok(())
    });
    events.check_events(report);
    if error.is_none() {
        report.error(&input.ident, "missing `#[event_stream(error = …)]`");
    }
    expand(&events, &error?)
}

fn expand(events: &Enum<'_>, error: &Type) -> Option<TokenStream> {
    let ident = events.ident;
    let unknown = events.unknown()?.ident;
    let known: Vec<&Variant<'_>> = events.known().collect();
    let variants: Vec<_> = known.iter().map(|event| event.ident).collect();
    let types = known.iter().filter_map(|event| event.field).map(|field| &field.ty);
    let indices: Vec<_> = (0..known.len()).map(Literal::usize_unsuffixed).collect();
    let names = known.iter().map(|event| &event.name);
    Some(quote! {
        #[automatically_derived]
        impl __::model::EventStream for #ident {
            type Error = #error;

            const EVENTS: &'static __::Members = &<Self as __::Union>::MEMBERS;

            fn write_event(&self) -> __::Result<__::EventMessage, __::model::EncodeError> {
                match self {
                    #(Self::#variants(event) => __::write_event(#names, event),)*
                    Self::#unknown(event) => __::write_unknown_event::<Self>(event),
                }
            }

            #[allow(unused_variables)]
            fn read_event(
                index: usize,
                event: &__::Message<'_>,
                context: &mut __::Context,
            ) -> __::Option<Self> {
                match index {
                    #(#indices => __::read_event::<#types>(event, context).map(Self::#variants),)*
                    _ => __::None,
                }
            }

            #[inline]
            fn unknown(event: __::model::UnknownMember) -> __::Option<Self> {
                __::Some(Self::#unknown(event))
            }
        }
    })
}
