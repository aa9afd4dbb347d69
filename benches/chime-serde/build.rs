//! Generates the types of the description in `$CHIME`, and keeps only what serde's own derives need: structures and enumerations with
//! their documented names.

use std::{env, fs, path};

use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Item, Path, Token, parse_quote};

fn main() {
    let file = env::var("CHIME").expect("CHIME names the description, as benches/run sets it");
    println!("cargo::rerun-if-env-changed=CHIME");
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(&file).expect("the description is a text");
    let code = chime_model_spec::generate("chime.json", &text).unwrap_or_else(|problems| panic!("{problems}"));
    let items = syn::parse_file(&code).expect("what is generated is Rust").items;
    let shapes: String = items.into_iter().filter_map(plain).map(|shape| format!("{shape}\n")).collect();
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(path::Path::new(&out).join("shapes.rs"), shapes).expect("OUT_DIR can be written");
}

/// A shape with serde's derives; nothing for an operation, its errors and the routes.
fn plain(item: Item) -> Option<proc_macro2::TokenStream> {
    match item {
        Item::Struct(mut shape) if has_derive(&shape.attrs, "Structure") => {
            shape.attrs = derives(&shape.attrs);
            for field in &mut shape.fields {
                let is_optional = field.ty.to_token_stream().to_string().starts_with("Option");
                field.attrs.retain(|attribute| attribute.path().is_ident("serde"));
                field.attrs.iter_mut().for_each(keep_name);
                if is_optional {
                    field.attrs.push(parse_quote!(#[serde(skip_serializing_if = "Option::is_none")]));
                }
            }
            Some(shape.to_token_stream())
        }
        Item::Enum(mut shape) if has_derive(&shape.attrs, "Enumeration") => {
            // Ours compare as their text, which `Enumeration` writes.
            shape.attrs = vec![parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)])];
            for variant in &mut shape.variants {
                variant.attrs.retain(|attribute| attribute.path().is_ident("serde"));
                if matches!(variant.fields, Fields::Unnamed(_)) {
                    variant.attrs.push(parse_quote!(#[serde(untagged)]));
                }
            }
            Some(shape.to_token_stream())
        }
        _ => None,
    }
}

/// Keeps only the name from the serde attribute of a member.
fn keep_name(attribute: &mut Attribute) {
    let mut name = None;
    let _ = attribute.parse_nested_meta(|meta| {
        let value: Option<syn::LitStr> = meta.value().ok().map(|value| value.parse()).transpose()?;
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

/// The standard library's traits that ours derive, and serde's.
fn derives(attributes: &[Attribute]) -> Vec<Attribute> {
    let standard = ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];
    let kept = derived(attributes).into_iter().filter(|path| standard.iter().any(|name| path.is_ident(name)));
    vec![parse_quote!(#[derive(#(#kept,)* serde::Serialize, serde::Deserialize)])]
}

fn derived(attributes: &[Attribute]) -> Vec<Path> {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = derives.filter_map(|derive| derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    paths.flatten().collect()
}
