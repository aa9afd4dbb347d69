//! The generated Rust as the judge: a difference breaks Rust users exactly where something that the
//! old text has is missing from the new one, or has another type. What users can name and call is
//! read from the text itself, not from what `diff` works on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chime_model_cli::{Audience, Difference};
use chime_model_spec::generate;
use proptest::prelude::*;
use quote::ToTokens as _;
use syn::{Fields, Item};

use crate::mutations::MUTATIONS;
use crate::properties::{base, changed, changes};
use crate::{CHIME, differences};

/// What programs can depend on, with its type.
type Surface = BTreeMap<String, String>;

fn surface(text: &str) -> Surface {
    let code = generate("d.json", text).expect("a description");
    let file = syn::parse_file(&code).expect("Rust");
    let items: BTreeSet<String> = file.items.iter().filter_map(name_of).collect();
    let tokens = |ty: &syn::Type| resolved(ty, &items);
    let mut surface = Surface::new();
    for item in &file.items {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                let derives = derives(&item.attrs);
                surface.extend(
                    derives.iter().map(|derive| (format!("{name}: {derive}"), String::new())),
                );
                let is_structure = derives.contains("Structure");
                let mut arguments = Vec::new();
                for field in &item.fields {
                    let (field_name, ty) = (
                        field.ident.as_ref().map(ToString::to_string).unwrap_or_default(),
                        tokens(&field.ty),
                    );
                    if !is_optional(&field.ty)
                        && !attributes(&field.attrs).contains("idempotency_token")
                    {
                        arguments.push(field_name.clone());
                    }
                    surface.insert(format!("{name}.{field_name}"), ty);
                }
                let operation = attribute(&item.attrs, "operation");
                let types = operation.split(['(', ',']).map(str::trim).filter(|part| {
                    ["input", "output", "error"].iter().any(|word| part.starts_with(word))
                });
                surface.insert(name.clone(), types.collect::<Vec<_>>().join(", "));
                if is_structure {
                    surface.insert(format!("{name}::new"), arguments.join(", "));
                }
            }
            Item::Enum(item) => {
                let name = item.ident.to_string();
                surface.extend(
                    derives(&item.attrs)
                        .iter()
                        .map(|derive| (format!("{name}: {derive}"), String::new())),
                );
                for variant in &item.variants {
                    let ty = match &variant.fields {
                        Fields::Unnamed(fields) => {
                            fields.unnamed.iter().map(|field| tokens(&field.ty)).collect()
                        }
                        _ => String::new(),
                    };
                    surface.insert(format!("{name}::{}", variant.ident), ty);
                }
                surface.insert(name, String::new());
            }
            _ => {}
        }
    }
    surface
}

/// Whether a type is the standard `Option`, by whichever path, and not a shape of that name.
fn is_optional(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    path.path
        .segments
        .last()
        .is_some_and(|last| last.ident == "Option" && !last.arguments.is_none())
}

fn name_of(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The words of a type. A name of the prelude is the same with its path and without; an item that
/// takes such a name is another type.
fn resolved(ty: &syn::Type, items: &BTreeSet<String>) -> String {
    let text = ty.to_token_stream().to_string().replace("r#", "");
    let words: Vec<&str> = text.split(' ').collect();
    let mut resolved = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let is_name = word.starts_with(char::is_alphabetic);
        let has_path = at > 0 && words[at - 1] == "::";
        // Only the last segment of a path is kept. The others say only where it is from.
        if *word != "::" && !(is_name && words.get(at + 1) == Some(&"::")) {
            let is_item = !has_path && items.contains(*word);
            resolved.push(if is_item { format!("crate::{word}") } else { (*word).to_owned() });
        }
    }
    resolved.join(" ")
}

fn attributes(attributes: &[syn::Attribute]) -> String {
    attributes.iter().map(|attribute| attribute.to_token_stream().to_string()).collect()
}

/// The text of the attribute of a name.
fn attribute(attributes: &[syn::Attribute], name: &str) -> String {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .map(|attribute| attribute.to_token_stream().to_string())
        .collect()
}

/// The traits of an item that programs can use.
fn derives(attributes: &[syn::Attribute]) -> BTreeSet<String> {
    let text = attribute(attributes, "derive");
    let inside = text
        .split_once('(')
        .and_then(|(_, rest)| rest.rsplit_once(')'))
        .map_or("", |(inside, _)| inside);
    // A sensitive structure has `Debug` too, without the derive.
    inside
        .split(',')
        .map(str::trim)
        .filter(|derive| !derive.is_empty() && *derive != "Debug")
        .map(str::to_owned)
        .collect()
}

/// What no longer compiles.
fn missing(old: &Surface, new: &Surface) -> Vec<String> {
    old.iter()
        .filter(|(name, ty)| new.get(*name) != Some(ty))
        .map(|(name, ty)| format!("{name} {ty}"))
        .collect()
}

fn breaks_rust(differences: &[Difference]) -> bool {
    differences
        .iter()
        .any(|difference| difference.breaks().any(|audience| audience == Audience::RustUsers))
}

#[test]
fn the_text_has_what_programs_use() {
    let surface = surface(CHIME);
    for (name, ty) in [
        ("CreateRoomRequest::new", "account_id, name"),
        ("CreateRoomRequest.client_request_token", "Option < Sensitive < String > >"),
        ("ErrorCode::NotFound", ""),
        ("CreateRoomError::NotFoundException", "crate::NotFoundException"),
        ("Room: Eq", ""),
    ] {
        assert_eq!(surface.get(name).map(String::as_str), Some(ty), "{name}");
    }
    assert!(surface["CreateRoom"].contains("input = CreateRoomRequest"));
}

#[test]
fn every_mutation_breaks_rust_where_the_text_says_so() {
    // Most entries have the same old description, so its surface is kept.
    let mut surfaces = HashMap::new();
    for mutation in MUTATIONS.iter() {
        let old = surfaces.entry(&mutation.old).or_insert_with(|| surface(&mutation.old));
        let new = surface(&mutation.new);
        for (differences, missing) in
            [(&mutation.forwards, missing(old, &new)), (&mutation.backwards, missing(&new, old))]
        {
            let breaks = breaks_rust(differences);
            assert_eq!(breaks, !missing.is_empty(), "{}: {missing:?}", mutation.entry);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_mutations_break_rust_where_the_text_says_so(base in base(), changes in changes()) {
        let (Some(old), Some(new)) = (changed(base, &[]), changed(base, &changes)) else { return Ok(()) };
        let surfaces = (surface(&old), surface(&new));
        for (old, new, missing) in [(&old, &new, missing(&surfaces.0, &surfaces.1)), (&new, &old, missing(&surfaces.1, &surfaces.0))] {
            prop_assert_eq!(breaks_rust(&differences(old, new)), !missing.is_empty(), "{:?}", missing);
        }
    }
}
