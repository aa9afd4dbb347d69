//! What the derives emit: a file for each derive, and one for each part that several have. No
//! rules.

mod constraints;
mod constructor;
mod enumeration;
mod exception;
mod member;
mod message;
mod operation;
mod operation_error;
mod pattern;
mod routing;
mod schema;
mod shared;
mod structure;
mod union;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::shared::in_constant;
use crate::report::Report;

/// A derive.
#[derive(Clone, Copy)]
pub(crate) struct Derive {
    /// The impls of an item. The errors of the item go to the report, and then what is returned
    /// does not matter.
    expand: fn(&DeriveInput, &mut Report) -> Option<TokenStream>,
    /// What is emitted beside the errors of an item, instead of the impls.
    fallback: fn(&DeriveInput) -> TokenStream,
}

/// Other items use a structure. With stand-ins for its impls the compiler shows only its errors,
/// and not also that the impls are missing.
pub(crate) const STRUCTURE: Derive =
    Derive { expand: structure::structure, fallback: structure::fallback };
pub(crate) const UNION: Derive = Derive::new(union::union);
pub(crate) const ENUMERATION: Derive = Derive::new(enumeration::enumeration);
pub(crate) const EXCEPTION: Derive = Derive::new(exception::exception);
pub(crate) const OPERATION_ERROR: Derive = Derive::new(operation_error::operation_error);
pub(crate) const ROUTING: Derive = Derive::new(routing::routing);
pub(crate) const OPERATION: Derive = Derive::new(operation::operation);

impl Derive {
    const fn new(expand: fn(&DeriveInput, &mut Report) -> Option<TokenStream>) -> Self {
        Self { expand, fallback: |_| TokenStream::new() }
    }

    /// The items for a compiler's tokens: the impls, or each error and the fallback.
    pub(crate) fn derive(self, input: TokenStream) -> TokenStream {
        let input = match syn::parse2(input) {
            Ok(input) => input,
            Err(error) => return error.to_compile_error(),
        };
        let mut report = Report::default();
        let items = (self.expand)(&input, &mut report);
        match report.finish() {
            Ok(()) => in_constant(&items.unwrap_or_default()),
            Err(errors) => {
                let errors = errors.to_compile_error();
                let fallback = (self.fallback)(&input);
                quote! { #errors #fallback }
            }
        }
    }
}
