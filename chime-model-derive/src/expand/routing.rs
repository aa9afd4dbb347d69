//! `#[derive(Routing)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::ast::Enum;
use crate::report::Report;

pub(crate) fn routing(input: &DeriveInput, report: &mut Report) -> Option<TokenStream> {
    let routes = Enum::read(input, "Routing", report)?;
    routes.check_routes(report);
    Some(expand(&routes))
}

fn expand(routes: &Enum<'_>) -> TokenStream {
    let ident = routes.ident;
    let variants: Vec<_> = routes.variants.iter().map(|variant| variant.ident).collect();
    let schema = super::schema::routing(ident, &variants);
    quote! {
        #[automatically_derived]
        impl __::model::Routing for #ident {
            const ALL: &'static [Self] = &[#(Self::#variants),*];

            fn name(self) -> &'static str {
                match self {
                    #(Self::#variants => <#variants as __::model::Operation>::NAME,)*
                }
            }

            // Inline, so that only a server compiles the map.
            #[inline]
            fn routes() -> &'static __::RouteMap<Self> {
                static ROUTES: __::OnceLock<__::RouteMap<#ident>> = __::OnceLock::new();
                ROUTES.get_or_init(|| {
                    __::RouteMap::of([
                        #((<#variants as __::model::Operation>::ROUTE, #ident::#variants)),*
                    ])
                })
            }
        }

        #[automatically_derived]
        impl __::fmt::Display for #ident {
            fn fmt(&self, f: &mut __::fmt::Formatter<'_>) -> __::fmt::Result {
                f.pad(__::model::Routing::name(*self))
            }
        }

        #[automatically_derived]
        impl __::FromStr for #ident {
            type Err = __::model::ParseRouteError;

            fn from_str(name: &str) -> __::Result<Self, __::model::ParseRouteError> {
                __::parse_route(name)
            }
        }

        #schema
    }
}
