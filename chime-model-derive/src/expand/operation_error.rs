//! `#[derive(OperationError)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Type};

use crate::ast::Enum;
use crate::report::Report;

pub(crate) fn operation_error(input: &DeriveInput) -> Result<TokenStream, (syn::Error, TokenStream)> {
    let mut report = Report::default();
    let errors = Enum::read(input, "the errors of an operation", &mut report);
    if let Some(errors) = &errors {
        errors.check_errors(&mut report);
    }
    report.finish(()).map_err(|error| (error, TokenStream::new()))?;
    Ok(errors.map(|errors| expand(&errors)).unwrap_or_default())
}

fn expand(errors: &Enum<'_>) -> TokenStream {
    let ident = errors.ident;
    let variants: Vec<_> = errors.variants.iter().map(|variant| variant.ident).collect();
    let types: Vec<&Type> = errors.variants.iter().filter_map(|variant| variant.field).map(|field| &field.ty).collect();
    // An operation may have no errors, and a reference to an enum without variants still has to be matched.
    let never = variants.is_empty().then(|| quote!(_ => ::core::unreachable!("an enum without variants has no values"),));
    let schema = super::schema::operation_error(ident, &types);
    quote! {
        #schema

        #(
            #[automatically_derived]
            impl __::From<#types> for #ident {
                fn from(error: #types) -> Self {
                    Self::#variants(error)
                }
            }
        )*

        #[automatically_derived]
        #[allow(unused_variables)]
        impl __::OperationError for #ident {
            const SHAPES: &'static [__::ErrorShape] = &[#(<#types as __::ErrorStructure>::SHAPE),*];

            fn write<R>(&self, writer: impl __::ErrorWriter<R>) -> R {
                match self {
                    #(Self::#variants(error) => __::ErrorWriter::write(writer, error),)*
                    #never
                }
            }

            fn read(
                name: &str,
                response: &__::Message<'_>,
                message: impl ::core::ops::FnOnce() -> __::Option<__::String>,
            ) -> __::Option<Self> {
                #(
                    if name == <#types as __::ErrorStructure>::SHAPE.name {
                        return __::read_error::<#types, _>(response, message).map(Self::#variants);
                    }
                )*
                __::None
            }

            fn has_member(key: &str) -> bool {
                false #(|| <#types as __::ErrorStructure>::has_member(key))*
            }
        }

        #[automatically_derived]
        impl __::ServiceError for #ident {
            fn shape(&self) -> &'static __::ErrorShape {
                match self {
                    #(Self::#variants(error) => __::ServiceError::shape(error),)*
                    #never
                }
            }

            fn code(&self) -> __::Option<&str> {
                match self {
                    #(Self::#variants(error) => __::ServiceError::code(error),)*
                    #never
                }
            }

            fn message(&self) -> __::Option<&str> {
                match self {
                    #(Self::#variants(error) => __::ServiceError::message(error),)*
                    #never
                }
            }
        }

        #[automatically_derived]
        #[allow(unused_variables)]
        impl __::fmt::Display for #ident {
            fn fmt(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                match self {
                    #(Self::#variants(error) => __::fmt::Display::fmt(error, f),)*
                    #never
                }
            }
        }

        #[automatically_derived]
        impl __::Error for #ident {
            fn source(&self) -> __::Option<&(dyn __::Error + 'static)> {
                match self {
                    #(Self::#variants(error) => __::Error::source(error),)*
                    #never
                }
            }
        }
    }
}
