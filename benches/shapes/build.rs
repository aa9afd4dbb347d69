//! Generates the code of the description in `$DESCRIPTION`.
//!
//! `$PART` is `whole` for all of it. Otherwise only the structures and enumerations are generated,
//! and `$PART` names their derives: `ours`, `serde` for serde's, or `standard` for only those of
//! the standard library. If `$USES` is `ours` or `serde`, functions are added that read and write
//! the structure `Large`, the output of `GetLarge`. Without them, the compiler does not generate
//! code for reading and writing.

use std::{env, fs, path};

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Item, Path, Token, parse_quote};

fn main() {
    let variable = |name| {
        println!("cargo::rerun-if-env-changed={name}");
        env::var(name).unwrap_or_default()
    };
    let (file, part) = (variable("DESCRIPTION"), variable("PART"));
    let uses = match variable("USES").as_str() {
        "ours" => OURS,
        "serde" => SERDES,
        _ => "",
    };
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(&file).expect("the description is a text");
    let code = chime_model_spec::generate("description.json", &text)
        .unwrap_or_else(|problems| panic!("{problems}"));
    let code = if part == "whole" { code } else { shapes(&code, &part).to_string() };
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(path::Path::new(&out).join("shapes.rs"), code + uses)
        .expect("OUT_DIR can be written");
}

const OURS: &str = "
/// Reads it.
pub fn read(response: &chime_model::http::Response<Vec<u8>>) -> Option<Large> {
    GetLarge::decode_response(response).ok()
}

/// Writes it.
pub fn write(large: &Large) -> Option<chime_model::http::Response<Vec<u8>>> {
    GetLarge::encode_response(large).ok()
}
";
const SERDES: &str = "
/// Reads it.
pub fn read(text: &[u8]) -> Option<Large> {
    serde_json::from_slice(text).ok()
}

/// Writes it.
pub fn write(large: &Large) -> Option<Vec<u8>> {
    serde_json::to_vec(large).ok()
}
";

/// The structures and enumerations of the code with other derives.
fn shapes(code: &str, derives: &str) -> TokenStream {
    let items = syn::parse_file(code).expect("what is generated is Rust").items;
    let shapes = items.into_iter().filter(is_shape);
    if derives == "ours" {
        return quote! {
            use chime_model::prelude::*;
            #(#shapes)*
        };
    }
    let others: &[Path] = match derives {
        "serde" => &[parse_quote!(serde::Serialize), parse_quote!(serde::Deserialize)],
        _ => &[],
    };
    let shapes = shapes.map(|shape| plain(shape, others));
    quote! {
        use std::collections::BTreeMap;
        use jiff::Timestamp;
        type Blob = Vec<u8>;
        type Sensitive<T> = T;
        #(#shapes)*
    }
}

/// Whether an item is a structure or an enumeration.
fn is_shape(item: &Item) -> bool {
    match item {
        Item::Struct(shape) => has_derive(&shape.attrs, "Structure"),
        Item::Enum(shape) => has_derive(&shape.attrs, "Enumeration"),
        _ => false,
    }
}

/// Replaces the derives of a shape with these and with those of the standard library.
fn plain(mut item: Item, others: &[Path]) -> Item {
    let has_names = !others.is_empty();
    match &mut item {
        Item::Struct(shape) => {
            shape.attrs = derives(&shape.attrs, others);
            for field in &mut shape.fields {
                let is_optional = field.ty.to_token_stream().to_string().starts_with("Option");
                keep_names(&mut field.attrs, has_names);
                if is_optional && has_names {
                    field
                        .attrs
                        .push(parse_quote!(#[serde(skip_serializing_if = "Option::is_none")]));
                }
            }
        }
        Item::Enum(shape) => {
            // `Enumeration` implements the comparisons, so the item has no derives for them.
            shape.attrs =
                vec![parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, Hash, #(#others),*)])];
            for variant in &mut shape.variants {
                keep_names(&mut variant.attrs, has_names);
                if matches!(variant.fields, Fields::Unnamed(_)) && has_names {
                    variant.attrs.push(parse_quote!(#[serde(untagged)]));
                }
            }
        }
        _ => {}
    }
    item
}

/// Keeps only the attribute with the name of a member, if serde's derives need it.
fn keep_names(attributes: &mut Vec<Attribute>, has_names: bool) {
    attributes.retain(|attribute| attribute.path().is_ident("serde") && has_names);
    attributes.iter_mut().for_each(keep_name);
}

/// Keeps only the name from the serde attribute of a member.
fn keep_name(attribute: &mut Attribute) {
    let mut name = None;
    let _ = attribute.parse_nested_meta(|meta| {
        let value: Option<syn::LitStr> =
            meta.value().ok().map(|value| value.parse()).transpose()?;
        if meta.path.is_ident("rename") {
            name = value;
        }
        Ok(())
    });
    *attribute = parse_quote!(#[serde(rename = #name)]);
}

fn has_derive(attributes: &[Attribute], name: &str) -> bool {
    derived(attributes).iter().any(|path| path.is_ident(name))
}

/// A derive of the standard library's traits that a shape has, and of others.
fn derives(attributes: &[Attribute], others: &[Path]) -> Vec<Attribute> {
    let standard =
        ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];
    let kept = derived(attributes)
        .into_iter()
        .filter(|path| standard.iter().any(|name| path.is_ident(name)));
    vec![parse_quote!(#[derive(#(#kept,)* #(#others),*)])]
}

fn derived(attributes: &[Attribute]) -> Vec<Path> {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = derives.filter_map(|derive| {
        derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()
    });
    paths.flatten().collect()
}
