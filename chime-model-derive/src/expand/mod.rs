//! What the derives emit: one file for each derive, and one for each part that several derives
//! share. The rules are in `valid.rs`. A function that is one template of emitted code may be long.

mod constraints;
mod constructor;
mod enumeration;
mod event_stream;
mod exception;
mod member;
mod message;
mod operation;
mod operation_error;
mod paginated;
mod pattern;
mod routing;
mod schema;
mod shared;
mod slots;
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
    /// The impls of an item. If the report has errors after this, they are not used.
    expand: fn(&DeriveInput, &mut Report) -> Option<TokenStream>,
    /// The items that are emitted with the errors, instead of the impls.
    fallback: fn(&DeriveInput) -> TokenStream,
}

/// Other items use a structure. After an error, stand-ins for its impls keep the compiler from
/// reporting that the impls are missing.
pub(crate) const STRUCTURE: Derive =
    Derive { expand: structure::structure, fallback: structure::fallback };
pub(crate) const UNION: Derive = Derive::new(union::union);
pub(crate) const EVENT_STREAM: Derive = Derive::new(event_stream::event_stream);
pub(crate) const ENUMERATION: Derive = Derive::new(enumeration::enumeration);
pub(crate) const EXCEPTION: Derive = Derive::new(exception::exception);
pub(crate) const OPERATION_ERROR: Derive = Derive::new(operation_error::operation_error);
pub(crate) const ROUTING: Derive = Derive::new(routing::routing);
pub(crate) const OPERATION: Derive = Derive::new(operation::operation);

impl Derive {
    const fn new(expand: fn(&DeriveInput, &mut Report) -> Option<TokenStream>) -> Self {
        Self { expand, fallback: |_| TokenStream::new() }
    }

    /// The emitted items: the impls, or the errors and the fallback.
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
