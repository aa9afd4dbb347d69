//! The attribute `#[paginated(…)]` of an operation.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, Type};

use crate::attr::{self, key};
use crate::report::Report;

/// How an operation responds page by page.
pub(super) struct Pages {
    input_token: Ident,
    output_token: Ident,
    /// The field that says whether there is another page.
    more_results: Option<Ident>,
    /// The field of the items and the type of each; `None` if a page itself is the item.
    items: Option<(Ident, Type)>,
}

impl Pages {
    /// Reads the attribute, if there is one.
    pub(super) fn read(input: &DeriveInput, report: &mut Report) -> Option<Self> {
        let attribute =
            input.attrs.iter().find(|attribute| attribute.path().is_ident("paginated"))?;
        let mut input_token = None;
        let mut output_token = None;
        let mut more_results = None;
        let mut items = None;
        let mut item = None;
        attr::read(&input.attrs, "paginated", report, |meta| {
            match key(meta)?.as_str() {
                "input_token" => input_token = Some(meta.value()?.parse()?),
                "output_token" => output_token = Some(meta.value()?.parse()?),
                "more_results" => more_results = Some(meta.value()?.parse()?),
                "items" => items = Some(meta.value()?.parse()?),
                "item" => item = Some(meta.value()?.parse()?),
                _ => {
                    return Err(meta.error(
                        "expected `input_token`, `output_token`, `more_results`, `items` or `item`",
                    ));
                }
            }
            Ok(())
        });
        if input_token.is_none() || output_token.is_none() {
            report.error(attribute, "missing `input_token = …, output_token = …`");
        }
        if items.is_some() != item.is_some() {
            report.error(attribute, "`items` and `item` must be given together");
        }
        Some(Self {
            input_token: input_token?,
            output_token: output_token?,
            more_results,
            items: items.zip(item),
        })
    }

    pub(super) fn expand(&self, operation: &Ident, input: &Type, output: &Type) -> TokenStream {
        let Self { input_token, output_token, more_results, items } = self;
        let page = (quote!(#output), quote!(<__::Vec<_> as __::From<_>>::from([output])));
        let (item, items) = items.as_ref().map_or(page, |(field, item)| {
            (quote!(#item), quote_spanned!(at(field)=> __::PageItems::into_items(output.#field)))
        });
        let token = quote_spanned! {at(output_token)=>
            __::PageToken::token(&output.#output_token)
        };
        let stop = more_results.as_ref().map(|field| {
            quote_spanned! {at(field)=>
                if !__::MoreResults::has_more(&output.#field) {
                    return __::None;
                }
            }
        });
        let set_token = quote_spanned! {at(input_token)=>
            next.#input_token = __::PageToken::from_token(token);
        };
        quote! {
            #[automatically_derived]
            impl __::model::Paginated for #operation {
                type Item = #item;

                fn next_input(input: &#input, output: &#output) -> __::Option<#input> {
                    #stop
                    let token = #token?;
                    let mut next = __::Clone::clone(input);
                    #set_token
                    __::Some(next)
                }

                fn items(output: #output) -> __::Vec<#item> {
                    #items
                }
            }
        }
    }
}

/// The place of a field in the attribute, where the compiler reports a field of a wrong type.
fn at(field: &Ident) -> Span {
    field.span().resolved_at(Span::call_site())
}
