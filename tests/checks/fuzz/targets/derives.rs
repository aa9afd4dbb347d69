//! Passes an item to the derive that the first word names. The result must be Rust: impls, or
//! errors.
//!
//! A mutation changes whole tokens, since random bytes are seldom tokens.

#![no_main]

#[path = "../../../../chime-model-derive/src/ast.rs"]
mod ast;
#[path = "../../../../chime-model-derive/src/attr.rs"]
mod attr;
#[path = "../../../../chime-model-derive/src/expand/mod.rs"]
mod expand;
#[path = "../../../../chime-model-derive/src/report.rs"]
mod report;
#[path = "../../../../chime-model-derive/src/valid.rs"]
mod valid;

use expand::{
    ENUMERATION, EVENT_STREAM, EXCEPTION, OPERATION, OPERATION_ERROR, ROUTING, STRUCTURE, UNION,
};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use proc_macro2::{TokenStream, TokenTree};

/// syn reads nested types and expressions by recursion, as in every derive. A stack of this size
/// holds what the longest input can nest.
const STACK: usize = 4 << 30;

fuzz_target!(|text: &str| {
    let thread = std::thread::Builder::new().stack_size(STACK);
    std::thread::scope(|scope| {
        let derived = thread.spawn_scoped(scope, || derive(text)).expect("a thread starts");
        derived.join().expect("the derive ends");
    });
});

fn derive(text: &str) {
    let Some((name, item)) = text.split_once(char::is_whitespace) else { return };
    let Ok(tokens) = item.parse::<TokenStream>() else { return };
    let derive = match name {
        "Structure" => STRUCTURE,
        "Union" => UNION,
        "EventStream" => EVENT_STREAM,
        "Enumeration" => ENUMERATION,
        "Exception" => EXCEPTION,
        "OperationError" => OPERATION_ERROR,
        "Routing" => ROUTING,
        "Operation" => OPERATION,
        _ => return,
    };
    let code = derive.derive(tokens);
    syn::parse2::<syn::File>(code.clone()).unwrap_or_else(|error| panic!("{error}: {code}"));
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = std::str::from_utf8(&data[..size]).ok();
    let mutated = text
        .filter(|_| seed % 8 != 0)
        .and_then(|text| mutate(text, seed))
        .filter(|text| text.len() <= max_size);
    match mutated {
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});

/// Removes, copies, swaps or overwrites some tokens of the text, or replaces them by ones that the
/// derives know.
fn mutate(text: &str, seed: u32) -> Option<String> {
    let (name, item) = text.split_once(char::is_whitespace)?;
    let mut tokens = Vec::new();
    flatten(item.parse().ok()?, &mut tokens);
    let mut random = u64::from(seed) << 1 | 1;
    let mut below = |bound: usize| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % bound.max(1)
    };
    for _ in 0..=below(3) {
        let (at, other) = (below(tokens.len()), below(tokens.len()));
        let token = tokens.get(at)?.clone();
        match below(5) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(other, token),
            2 => tokens.swap(at, other),
            3 => tokens[other] = token,
            _ => tokens[at] = WORDS[below(WORDS.len())].to_owned(),
        }
    }
    Some(format!("{name} {}", tokens.join(" ")))
}

fn flatten(stream: TokenStream, tokens: &mut Vec<String>) {
    for tree in stream {
        let TokenTree::Group(group) = tree else {
            tokens.push(tree.to_string());
            continue;
        };
        let (open, close) = match group.delimiter() {
            proc_macro2::Delimiter::Parenthesis => ("(", ")"),
            proc_macro2::Delimiter::Brace => ("{", "}"),
            proc_macro2::Delimiter::Bracket => ("[", "]"),
            proc_macro2::Delimiter::None => ("", ""),
        };
        tokens.push(open.to_owned());
        flatten(group.stream(), tokens);
        tokens.push(close.to_owned());
    }
}

/// Tokens that the derives know.
const WORDS: &[&str] = &[
    "# [ http ( label = \"a\" ) ]",
    "# [ http ( query = \"a\" ) ]",
    "# [ http ( query_map ) ]",
    "# [ http ( header = \"x-a\" ) ]",
    "# [ http ( prefix_headers = \"x-\" ) ]",
    "# [ http ( status ) ]",
    "# [ http ( payload ) ]",
    "# [ http ( body = \"b\" , timestamp = \"date-time\" ) ]",
    "# [ http ( method = \"GET\" , uri = \"/{a}\" ) ]",
    "# [ constraint ( length ( min = 1 , max = 2 ) , each ( pattern = \"[a-z]+\" ) , keys ( range ( min = 1 ) ) ) ]",
    "# [ idempotency_token ]",
    "# [ sensitive ]",
    "# [ unknown ]",
    "# [ serde ( rename = \"A\" ) ]",
    "# [ exception ( status = 400 , fault = \"client\" , retryable ) ]",
    "# [ operation ( input = I , output = O , error = E , service = S ) ]",
    "Option < String >",
    "Vec < Option < i32 > >",
    "BTreeMap < String , Blob >",
    "pub a : u8 ,",
    "A ( String ) ,",
    "r#type",
    "18446744073709551616",
    "-1",
    "1e400",
    "\"\"",
    "\"(\"",
    "\"/{a}/{b+}?c=d\"",
    "struct",
    "enum",
    "where",
    "< T >",
    ",",
    "=",
];
