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
        impl __::Routing for #ident {
            const TABLE: &'static [(Self, __::http::Method, __::Template)] = &[
                #((Self::#variants, <#variants as __::Operation>::METHOD, __::Template::new(<#variants as __::Operation>::URI)),)*
            ];
        }

        #schema
    }
}
