//! What the derives emit has to stand in any crate, and after an error there is to be nothing but stand-ins.

use proc_macro2::{TokenStream, TokenTree};

use super::{dense, derive};
use crate::expand::{Expand, enumeration, exception, operation, operation_error, routing, structure, union};

const OPERATION: &str = r#"#[operation(input = I, output = O, error = E, service = S)] #[http(method = "GET", uri = "/")] struct Op;"#;

/// An item for each derive that has nothing wrong, and one with an error.
const ITEMS: [(Expand, &str, &str); 7] = [
    (
        structure,
        r#"struct S { #[http(label = "a")] a: String, #[http(query = "q")] r#type: Option<Vec<i32>>, #[constraint(pattern = "a", each(range(min = 1)))] c: Option<Vec<i32>>, #[idempotency_token] d: Option<String> }"#,
        "struct S { #[http(nowhere)] a: u8 }",
    ),
    (union, "enum U { A(u8), #[unknown] Unknown(M) }", "enum U { A(u8) }"),
    (enumeration, "enum E { A, #[unknown] Unknown(String) }", "enum E { A }"),
    (
        exception,
        r#"#[exception(status = 404, server, retryable)] struct S { #[serde(rename = "Message")] message: Option<String> }"#,
        "struct S;",
    ),
    (operation_error, "enum E { A(A), B(B) }", "enum E { A }"),
    (routing, "enum Route { A, B }", "enum Route { A(u8) }"),
    (operation, OPERATION, "struct Op;"),
];

/// What an invalid structure is, so that whoever uses it sees its errors and not that it lacks these.
const STAND_INS: &[&str] = &["__::StructureforS", "__::ValueforS", "__::serde::SerializeforS", "<'de>__::serde::Deserialize<'de>forS"];

#[test]
fn paths_begin_with_the_runtime() {
    for (expand, source, _) in ITEMS {
        let (errors, emitted) = derive(source, expand);
        assert_eq!(errors, [], "{source}");
        for root in roots(emitted) {
            assert!(["chime_model", "core"].contains(&root.as_str()), "{root}, for {source}");
        }
    }
}

#[test]
fn everything_is_inside_of_one_constant() {
    for (expand, source, _) in ITEMS {
        let (_, emitted) = derive(source, expand);
        let text = dense(&emitted);
        let head = "#[allow(deprecated,non_snake_case)]const_:()={use::chime_model::__privateas__;";
        assert!(text.starts_with(head) && text.ends_with("};"), "{text}");
    }
}

#[test]
fn after_an_error_there_are_stand_ins_and_no_more() {
    for (expand, _, source) in ITEMS {
        let (errors, beside) = derive(source, expand);
        assert!(!errors.is_empty(), "{source}");
        assert_eq!(impls(&beside), if source.starts_with("struct S {") { STAND_INS } else { &[] }, "{source}");
    }
}

#[test]
fn a_stand_in_would_be_an_error_for_an_item_with_parameters() {
    let (errors, beside) = derive("struct S<T> { a: T }", structure);
    assert_eq!((errors.len(), impls(&beside)), (1, Vec::<String>::new()));
}

#[test]
fn what_is_no_item_leaves_the_error_alone() {
    let (errors, beside) = derive("struct", structure);
    assert_eq!(errors, [(String::new(), "unexpected end of input, expected identifier".to_owned())]);
    assert_eq!(dense(&beside), "::core::");
}

/// The heads of the impls among tokens that hold nothing else.
fn impls(tokens: &TokenStream) -> Vec<String> {
    // What is left of the calls of `compile_error!` are the roots of their paths.
    let text = dense(tokens).replace("::core::", "");
    let Some(inside) = text.strip_prefix("const_:()={use::chime_model::__privateas__;") else {
        assert_eq!(text, "");
        return Vec::new();
    };
    inside.split("impl").skip(1).map(|rest| rest.split('{').next().unwrap_or_default().to_owned()).collect()
}

/// The first words of paths that start with `::`.
fn roots(tokens: TokenStream) -> Vec<String> {
    let mut roots = Vec::new();
    let mut before: Vec<TokenTree> = Vec::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            roots.extend(self::roots(group.stream()));
        }
        let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
        let [.., first, second, third] = before.as_slice() else {
            before.push(token);
            continue;
        };
        let follows =
            matches!(first, TokenTree::Ident(word) if word != "use") || matches!(first, TokenTree::Punct(mark) if mark.as_char() == '>');
        if let TokenTree::Ident(word) = &token
            && is_colon(Some(second))
            && is_colon(Some(third))
            && !follows
        {
            roots.push(word.to_string());
        }
        before.push(token);
    }
    roots
}
