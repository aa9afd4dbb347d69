//! An error of a derive has to name what is wrong on the very tokens that are, and leave nothing half made behind it.

mod errors;
mod output;

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::expand::{Expand, derive_tokens};

/// What a derive emits for an item: its errors, each as the text that it is on and its message, and the tokens beside them.
fn derive(source: &str, expand: Expand) -> (Vec<(String, String)>, TokenStream) {
    let emitted = derive_tokens(source.parse().expect("tokens"), expand);
    let (mut errors, mut rest) = (Vec::new(), TokenStream::new());
    let mut tokens = emitted.into_iter();
    while let Some(token) = tokens.next() {
        // An error is `::core::compile_error! { "…" }`: the word stands where it starts, the braces where it ends.
        match token {
            TokenTree::Ident(word) if word == "compile_error" => {
                let call: Vec<TokenTree> = tokens.by_ref().take(2).collect();
                let Some(TokenTree::Group(braces)) = call.last() else { panic!("a macro has braces") };
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
