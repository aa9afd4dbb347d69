//! What the derives emit compiles in any crate, and beside an error there are only stand-ins.

use proc_macro2::{TokenStream, TokenTree};

use super::{dense, derive};
use crate::expand::{
    Derive, ENUMERATION, EVENT_STREAM, EXCEPTION, OPERATION, OPERATION_ERROR, ROUTING, STRUCTURE,
    UNION,
};

const GET: &str = r#"#[operation(input = I, output = O, error = E, service = S)] #[http(method = "GET", uri = "/")] #[paginated(input_token = a, output_token = b, items = c, item = Vec<C>)] struct Op;"#;

/// For each derive an item without errors, and one with an error.
const ITEMS: [(Derive, &str, &str); 8] = [
    (
        STRUCTURE,
        r#"struct S { #[http(label = "a")] a: String, #[http(query = "q")] r#type: Option<Vec<i32>>, #[constraint(pattern = "a", each(range(min = 1)))] c: Option<Vec<i32>>, #[idempotency_token] d: Option<String> }"#,
        "struct S { #[http(nowhere)] a: u8 }",
    ),
    (UNION, "enum U { A(u8), #[unknown] Unknown(M) }", "enum U { A(u8) }"),
    (ENUMERATION, "enum E { A, #[unknown] Unknown(String) }", "enum E { A }"),
    (
        EVENT_STREAM,
        "#[event_stream(error = X)] enum E { A(A), #[unknown] Unknown(M) }",
        "enum E { A(A), #[unknown] Unknown(M) }",
    ),
    (
        EXCEPTION,
        r#"#[exception(status = 404, server, retryable)] struct S { #[serde(rename = "Message")] message: Option<String> }"#,
        "struct S;",
    ),
    (OPERATION_ERROR, r#"enum E { A(A), #[serde(rename = "b")] B(B) }"#, "enum E { A }"),
    (ROUTING, "enum Route { A, B }", "enum Route { A(u8) }"),
    (OPERATION, GET, "struct Op;"),
];

/// How everything that a derive emits begins.
const HEAD: &str = "#[allow(deprecated,non_snake_case)]const_:()={use::chime_model::__privateas__;";

/// The traits that an invalid structure still implements, so that the compiler shows its errors and
/// not that these traits are missing.
const STAND_INS: &[&str] = &[
    "__::model::StructureforS",
    "__::ValueforS",
    "__::serde::SerializeforS",
    "<'de>__::serde::Deserialize<'de>forS",
];

#[test]
fn paths_begin_with_the_runtime() {
    for (with, source, _) in ITEMS {
        let (errors, emitted) = derive(source, with);
        assert_eq!(errors, [], "{source}");
        for root in roots(emitted) {
            assert!(["chime_model", "core"].contains(&root.as_str()), "{root}, for {source}");
        }
    }
}

#[test]
fn a_setter_shows_how_to_set_an_option() {
    let (_, emitted) =
        derive("struct S { /// The title.\n title: String, year: Option<i32> }", STRUCTURE);
    let docs = emitted.to_string();
    assert!(docs.contains(r"Sets `title`.\n\nThe title."), "{docs}");
    assert!(
        docs.contains(
            r"Sets `year`.\n\nTo set an `Option`, assign it to the field: `value.year = option;`."
        ),
        "{docs}"
    );
}

#[test]
fn everything_is_inside_of_one_constant() {
    for (with, source, _) in ITEMS {
        let (_, emitted) = derive(source, with);
        let text = dense(&emitted);
        assert!(text.starts_with(HEAD) && text.ends_with("};"), "{text}");
    }
}

#[test]
fn after_an_error_there_are_stand_ins_and_no_more() {
    for (with, _, source) in ITEMS {
        let (errors, beside) = derive(source, with);
        assert!(!errors.is_empty(), "{source}");
        assert_eq!(
            impls(&beside),
            if source.starts_with("struct S {") { STAND_INS } else { &[] },
            "{source}"
        );
    }
}

#[test]
fn a_stand_in_would_be_an_error_for_an_item_with_parameters() {
    let (errors, beside) = derive("struct S<T> { a: T }", STRUCTURE);
    assert_eq!((errors.len(), impls(&beside)), (1, Vec::<String>::new()));
}

#[test]
fn what_is_no_item_leaves_the_error_alone() {
    let (errors, beside) = derive("struct", STRUCTURE);
    assert_eq!(
        errors,
        [(String::new(), "unexpected end of input, expected identifier".to_owned())]
    );
    assert_eq!(dense(&beside), "::core::");
}

/// The heads of the impls in tokens that consist of impls.
fn impls(tokens: &TokenStream) -> Vec<String> {
    // Each `compile_error!` call that was removed has left the `::core::` of its path behind.
    let text = dense(tokens).replace("::core::", "");
    let Some(inside) = text.strip_prefix(HEAD) else {
        assert_eq!(text, "");
        return Vec::new();
    };
    inside
        .split("impl")
        .skip(1)
        .map(|rest| rest.split('{').next().unwrap_or_default().to_owned())
        .collect()
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
        let follows = matches!(first, TokenTree::Ident(word) if word != "use")
            || matches!(first, TokenTree::Punct(mark) if mark.as_char() == '>');
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
