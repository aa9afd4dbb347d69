//! `#[derive(OperationError)]`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{DeriveInput, Type};

use crate::ast::Enum;
use crate::report::Report;

pub(crate) fn operation_error(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let errors = Enum::read(input, "OperationError", report)?;
    errors.check_errors(report);
    Some(expand(&errors))
}

fn expand(errors: &Enum<'_>) -> TokenStream {
    let ident = errors.ident;
    let variants: Vec<_> = errors.variants.iter().map(|variant| variant.ident).collect();
    let types: Vec<&Type> =
        errors.variants.iter().filter_map(|variant| variant.field).map(|field| &field.ty).collect();
    let indices = (0..variants.len()).map(Literal::usize_unsuffixed);
    // If an operation has no errors, its enum has no variants. A match on the enum then needs no
    // arm, but a match on a reference to it would need one.
    let no_errors = variants.is_empty().then(|| quote!(*));
    let schema = super::schema::operation_error(ident, &types);
    let names = errors.variants.iter().map(|variant| &variant.name);
    let is_renamed = errors.variants.iter().any(|variant| *variant.ident != variant.name);
    let names =
        is_renamed.then(|| quote!(const STREAM_NAMES: &'static [&'static str] = &[#(#names),*];));
    let error_traits = super::shared::error(ident);
    quote! {
        #schema

        const _: () = __::check_names(<#ident as __::model::OperationError>::SHAPES);

        #(
            #[automatically_derived]
            impl __::From<#types> for #ident {
                #[inline]
                fn from(error: #types) -> Self {
                    Self::#variants(error)
                }
            }
        )*

        #[automatically_derived]
        #[allow(unused_variables)]
        impl __::model::OperationError for #ident {
            const SHAPES: &'static [__::model::ErrorShape] =
                &[#(<#types as __::ErrorStructure>::SHAPE),*];
            const TABLES: &'static [&'static [__::Member]] =
                &[#(<#types as __::ErrorStructure>::TABLE),*];
            #names

            #[inline]
            fn encode(
                &self,
                responder: __::Responder,
            ) -> __::Result<__::http::Response<__::Vec<u8>>, __::model::EncodeError> {
                match #no_errors self {
                    #(Self::#variants(error) => {
                        <#types as __::ErrorStructure>::encode(error, responder)
                    })*
                }
            }

            #[inline]
            fn read(
                index: usize,
                response: &__::Message<'_>,
                message: __::MessageOf<'_>,
            ) -> __::Option<Self> {
                match index {
                    #(#indices => {
                        <#types as __::ErrorStructure>::read(response, message).map(Self::#variants)
                    })*
                    _ => __::None,
                }
            }
        }

        #[inline]
        fn inner(errors: &#ident) -> &dyn __::model::ServiceError {
            match #no_errors errors {
                #(#ident::#variants(error) => <#types as __::ErrorStructure>::as_dyn(error),)*
            }
        }

        #[automatically_derived]
        impl __::model::ServiceError for #ident {
            #[inline]
            fn shape(&self) -> &'static __::model::ErrorShape {
                inner(self).shape()
            }

            #[inline]
            fn code(&self) -> __::Option<&str> {
                inner(self).code()
            }

            #[inline]
            fn message(&self) -> __::Option<&str> {
                inner(self).message()
            }
        }

        #error_traits
    }
}
