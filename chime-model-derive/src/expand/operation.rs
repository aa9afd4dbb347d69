//! `#[derive(Operation)]`.

use chime_model_vocabulary::{Flag, METHODS, UriTemplate, host_labels};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Fields, Ident, LitInt, LitStr, Path, Type};

use super::paginated::Pages;
use crate::attr::{self, key, text};
use crate::report::Report;

pub(crate) fn operation(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    if !matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Unit)) {
        report.error(&input.ident, "`Operation` can only be derived for a struct without fields");
    }
    Args::read(input, report).expand(input, report)
}

/// The attributes `#[operation(…)]`, `#[http(…)]` and `#[paginated(…)]`.
#[derive(Default)]
struct Args {
    name: Option<LitStr>,
    input: Option<Type>,
    output: Option<Type>,
    error: Option<Type>,
    service: Option<Path>,
    host_prefix: Option<LitStr>,
    flags: Vec<Flag>,
    compression: Vec<LitStr>,
    method: Option<LitStr>,
    uri: Option<LitStr>,
    code: Option<LitInt>,
    pages: Option<Pages>,
    input_events: Option<Type>,
    output_events: Option<Type>,
}

impl Args {
    fn read(input: &DeriveInput, report: &mut Report) -> Self {
        let mut args = Self::default();
        attr::read(&input.attrs, "operation", report, |meta| {
            match key(meta)?.as_str() {
                "name" => args.name = Some(text(meta)?),
                "input" => args.input = Some(meta.value()?.parse()?),
                "output" => args.output = Some(meta.value()?.parse()?),
                "error" => args.error = Some(meta.value()?.parse()?),
                "service" => args.service = Some(meta.value()?.parse()?),
                "host_prefix" => args.host_prefix = Some(text(meta)?),
                "input_events" => args.input_events = Some(meta.value()?.parse()?),
                "output_events" => args.output_events = Some(meta.value()?.parse()?),
                "compression" => args.compression = encodings(meta.value()?)?,
                name => match Flag::ALL.into_iter().find(|flag| flag.attribute() == name) {
                    Some(flag) => args.flags.push(flag),
                    None => {
                        let flags =
                            Flag::ALL.map(|flag| format!("`{}`", flag.attribute())).join(", ");
                        return Err(meta.error(format!(
                            "expected `name`, `input`, `output`, `error`, `service`, `host_prefix`, `compression`, `input_events`, `output_events`, {flags}"
                        )));
                    }
                },
            }
            Ok(())
        });
        attr::read(&input.attrs, "http", report, |meta| {
            match key(meta)?.as_str() {
                "method" => args.method = Some(text(meta)?),
                "uri" => args.uri = Some(text(meta)?),
                "code" => args.code = Some(meta.value()?.parse()?),
                _ => return Err(meta.error("expected `method`, `uri` or `code`")),
            }
            Ok(())
        });
        args.pages = Pages::read(input, report);
        args.check(report);
        args
    }

    fn check(&self, report: &mut Report) {
        if let Some(method) =
            self.method.as_ref().filter(|method| !METHODS.contains(&method.value().as_str()))
        {
            report.error(method, format!("expected one of {}", METHODS.join(", ")));
        }
        if let Some(uri) = &self.uri {
            for problem in UriTemplate::new(&uri.value()).problems {
                report.error(uri, problem);
            }
        }
        if let Some(prefix) = &self.host_prefix
            && let Err(problem) = host_labels(&prefix.value())
        {
            report.error(prefix, problem);
        }
        let is_success = |code: &&LitInt| {
            code.base10_parse::<u16>().is_ok_and(|code| (200..300).contains(&code))
        };
        if let Some(code) = self.code.as_ref().filter(|code| !is_success(code)) {
            report.error(code, "expected the status of a success, from 200 to 299");
        }
    }

    /// The events of an operation that has a stream.
    fn streams(&self, ident: &Ident) -> Option<TokenStream> {
        let none: Type = syn::parse_quote!(__::model::NoEvents);
        let streams = [&self.input_events, &self.output_events];
        let [input, output] = streams.map(|events| events.as_ref().unwrap_or(&none));
        streams.iter().any(|events| events.is_some()).then(|| {
            quote! {
                #[automatically_derived]
                impl __::model::Streaming for #ident {
                    type InputEvent = #input;
                    type OutputEvent = #output;
                }
            }
        })
    }

    fn expand(&self, input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
        let ident = &input.ident;
        let name = self.name.as_ref().map_or_else(|| ident.to_string(), LitStr::value);
        let mut missing = |what: &str| report.error(ident, format!("missing {what}"));
        if self.error.is_none() || self.service.is_none() {
            missing("`#[operation(error = …, service = …)]`");
        }
        // Without the attribute, the protocol of the service decides whether it is missing.
        let has_uri = attr::has(&input.attrs, "http");
        if has_uri && (self.method.is_none() || self.uri.is_none()) {
            missing("`#[http(method = …, uri = …)]`");
        }
        let error = self.error.as_ref()?;
        let service = self.service.as_ref()?;
        let uri = if has_uri { Some(self.uri()?) } else { None };
        let empty: Type = syn::parse_quote!(__::model::Empty);
        let given = self.input.as_ref().unwrap_or(&empty);
        let taken = self.output.as_ref().unwrap_or(&empty);
        // The trait has defaults for what most operations have.
        let host_prefix = self.host_prefix.iter();
        let flags = Flag::ALL.into_iter().filter(|flag| self.flags.contains(flag)).map(|flag| {
            let (constant, value) = flag.constant();
            let constant = quote::format_ident!("{constant}");
            quote!(const #constant: bool = #value;)
        });
        let compression = match self.compression.as_slice() {
            [] => None,
            encodings => {
                Some(quote!(const COMPRESSION: &'static [&'static str] = &[#(#encodings),*];))
            }
        };
        let events = [self.input_events.as_ref(), self.output_events.as_ref()];
        let schema = super::schema::operation(ident, &attr::docs(&input.attrs), events);
        let streams = self.streams(ident);
        let pages = self.pages.as_ref().map(|pages| pages.expand(ident, given, taken));
        let checked = quote_spanned!(given.span()=> const _: () = __::check_input::<#ident>(););
        let of_protocol = quote_spanned! {
            ident.span()=> const _: () = __::check_operation::<#ident>(#has_uri);
        };
        Some(quote! {
            #schema
            #checked
            #of_protocol
            #pages
            #streams

            #[automatically_derived]
            impl __::model::Operation for #ident {
                type Input = #given;
                type Output = #taken;
                type Error = #error;

                const SERVICE: __::model::Service = #service;
                const NAME: &'static str = #name;
                #uri
                #(const HOST_PREFIX: &'static str = #host_prefix;)*
                #(#flags)*
                #compression
            }
        })
    }
}

impl Args {
    /// The constants of the attribute `http`.
    fn uri(&self) -> Option<TokenStream> {
        let method = self.method.as_ref()?.value();
        let uri = self.uri.as_ref()?;
        // An unknown method may not be an identifier.
        let method = METHODS.iter().find(|known| **known == method)?;
        let method = quote::format_ident!("{method}");
        let code = self.code.as_ref().map(|code| quote!(const CODE: u16 = #code;));
        Some(quote! {
            const METHOD: __::http::Method = ::chime_model::http::Method::#method;
            const URI: &'static str = #uri;
            #code
        })
    }
}

/// Parses encodings such as `["gzip"]`.
fn encodings(value: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    let encodings;
    syn::bracketed!(encodings in value);
    Ok(encodings.parse_terminated(Parse::parse, syn::Token![,])?.into_iter().collect())
}
