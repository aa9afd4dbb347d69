//! `#[derive(Exception)]`.

use chime_model_vocabulary::is_query_code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident, LitInt, LitStr};

use crate::ast::{Member, Structure};
use crate::attr;
use crate::report::Report;

pub(crate) fn exception(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let structure = Structure::read(input, "Exception", report);
    let args = Args::read(input, report);
    let structure = structure?;
    structure.check_exception(report);
    Some(expand(&structure, &args, args.status.as_ref()?))
}

/// The attribute `#[exception(…)]`.
#[derive(Default)]
struct Args {
    status: Option<LitInt>,
    is_server: bool,
    is_retryable: bool,
    is_throttling: bool,
    /// The code in AWS Query, where that is not the name.
    query_code: Option<LitStr>,
    /// An error with the same members, whose reader this one shares.
    reads_as: Option<Ident>,
}

impl Args {
    fn read(input: &DeriveInput, report: &mut Report) -> Self {
        let mut args = Self::default();
        attr::read(&input.attrs, "exception", report, |meta| {
            match attr::key(meta)?.as_str() {
                "status" => args.status = Some(meta.value()?.parse()?),
                "server" => args.is_server = true,
                "retryable" => args.is_retryable = true,
                "throttling" => args.is_throttling = true,
                "query_code" => args.query_code = Some(attr::text(meta)?),
                "reads_as" => args.reads_as = Some(meta.value()?.parse()?),
                _ => {
                    return Err(meta.error(
                        "expected `status`, `server`, `retryable`, `throttling`, `query_code` or `reads_as`",
                    ));
                }
            }
            Ok(())
        });
        match &args.status {
            None => report.error(&input.ident, "missing the status: `#[exception(status = 404)]`"),
            Some(status)
                if !status
                    .base10_parse::<u16>()
                    .is_ok_and(|status| (300..=599).contains(&status)) =>
            {
                report.error(status, "expected the status of an error, from 300 to 599");
            }
            Some(_) => {}
        }
        if let Some(code) = args.query_code.as_ref().filter(|code| !is_query_code(&code.value())) {
            let expected = "expected visible ASCII characters without a semicolon, since the code is sent in a header";
            report.error(code, expected);
        }
        args
    }
}

fn expand(structure: &Structure<'_>, args: &Args, status: &LitInt) -> TokenStream {
    let ident = structure.ident;
    let name = &structure.name;
    let is_retryable = args.is_retryable;
    let is_throttling = args.is_throttling;
    let fault = if args.is_server {
        quote!(__::model::Fault::Server)
    } else {
        quote!(__::model::Fault::Client)
    };
    let message = structure.members.iter().find(|member| member.is_message());
    let code = structure.members.iter().find(|member| is_code(member));
    let text = |member: Option<&Member<'_>>| match member {
        Some(Member { ident, .. }) if !structure.is_sensitive => {
            quote!(__::Value::shown_text(&self.#ident))
        }
        _ => quote!(__::None),
    };
    let code = text(code);
    let message_text = text(message);
    let fill_message = message.map(|Member { ident, .. }| {
        quote! {
            #[inline]
            fn fill_message(&mut self, message: __::MessageOf<'_>) {
                __::fill_message(&mut self.#ident, message);
            }
        }
    });
    let read = args.reads_as.as_ref().map(|other| {
        let fields: Vec<_> = structure.members.iter().map(|member| member.ident).collect();
        quote! {
            fn read(
                response: &__::Message<'_>,
                message: __::MessageOf<'_>,
            ) -> __::Option<Self> {
                let #other { #(#fields),* } = __::ErrorStructure::read(response, message)?;
                __::Some(Self { #(#fields),* })
            }
        }
    });
    let query_code = args.query_code.as_ref().map(|code| quote!(.with_query_code(#code)));
    let error_traits = super::shared::error(ident);
    quote! {
        // This constant is not in the impl, so that a struct that is not a structure causes only
        // one error.
        const SHAPE: __::model::ErrorShape =
            __::model::ErrorShape::new(#name, #status, #fault, #is_retryable, #is_throttling)
                #query_code;

        #[automatically_derived]
        impl __::ErrorStructure for #ident {
            const SHAPE: __::model::ErrorShape = SHAPE;

            #fill_message
            #read
        }

        #[automatically_derived]
        impl __::model::ServiceError for #ident {
            #[inline]
            fn shape(&self) -> &'static __::model::ErrorShape {
                &SHAPE
            }

            #[inline]
            fn code(&self) -> __::Option<&str> {
                #code
            }

            #[inline]
            fn message(&self) -> __::Option<&str> {
                #message_text
            }
        }

        #error_traits
    }
}

/// Whether this member is the code that an error shows.
fn is_code(member: &Member<'_>) -> bool {
    member.http.declared.is_none() && member.name.eq_ignore_ascii_case("code")
}
