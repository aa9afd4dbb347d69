//! Tests of the derives without a compiler: the errors with their spans, and the emitted tokens.

mod attributes;
mod errors;
mod output;
mod streams;

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::expand::Derive;

/// What a derive emits for an item: its errors, each as the text that it is on and its message, and
/// the tokens beside them.
fn derive(source: &str, with: Derive) -> (Vec<(String, String)>, TokenStream) {
    let emitted = with.derive(source.parse().expect("tokens"));
    let (mut errors, mut rest) = (Vec::new(), TokenStream::new());
    let mut tokens = emitted.into_iter();
    while let Some(token) = tokens.next() {
        // An error is `::core::compile_error! { "…" }`. The span of `compile_error` is that of the
        // first token at fault, and the span of the braces is that of the last one.
        match token {
            TokenTree::Ident(word) if word == "compile_error" => {
                let call: Vec<TokenTree> = tokens.by_ref().take(2).collect();
                let Some(TokenTree::Group(braces)) = call.last() else {
                    panic!("a macro has braces")
                };
                let message: syn::LitStr = syn::parse2(braces.stream()).expect("a message");
                errors.push((between(source, word.span(), braces.span()), message.value()));
            }
            token => rest.extend([token]),
        }
    }
    (errors, rest)
}

/// The part of a source of one line from the start of a span to the end of another.
fn between(source: &str, from: Span, to: Span) -> String {
    assert!(from.start().line == 1 && to.end().line == 1, "the error is on the source");
    source.chars().take(to.end().column).skip(from.start().column).collect()
}

/// The words of tokens without spaces, which differ between what is parsed and what is quoted.
fn dense(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}
