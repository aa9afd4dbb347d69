//! Resolves a description to the model. Every rule of a description, and every message about one,
//! is in this folder:
//!
//! - here, the items and their names
//! - `resolver`: the types
//! - `members`: what structures and unions hold
//! - `locations`: where members are in a message
//! - `operations`: methods, templates and errors
//! - `pages`: operations that respond page by page
//! - `examples`: values of a file beside the description
//! - `constraints`: lengths and ranges
//! - `alike`: which errors share a reader
//! - `aws_json`: the version, the targets and the codes of awsJson
//! - `patterns`: what a pattern of a description means
//! - `cycles`: structures that contain themselves
//! - `depth`: types that are nested too deeply for the compiler
//! - `containment`: shapes that contain a float
//! - `streams`: streams of events, and the errors that may end them

mod alike;
mod aws_json;
mod constraints;
mod containment;
mod cycles;
mod depth;
pub(crate) mod examples;
mod locations;
mod members;
mod operations;
mod pages;
mod patterns;
mod resolver;
mod streams;

use std::collections::{HashMap, HashSet};

use chime_model_vocabulary::{Service, is_error_name};

pub use members::exception;
use resolver::{Resolver, named, not_an_identifier, same_name};

use crate::cursor::Cursor;
use crate::description::{Description, Kind, Shape};
use crate::example::Examples;
use crate::model::{Enumeration, Exception, Item, Model, Structure, Union, Value};
use crate::names;

/// The names that generated text uses without a path, unless a shape takes them.
const USED_NAMES: [&str; 12] = [
    "BTreeMap",
    "Blob",
    "Box",
    "Document",
    "JsonValue",
    "Option",
    "Sensitive",
    "Service",
    "String",
    "Timestamp",
    "UnknownMember",
    "Vec",
];

/// Resolves a description. Problems are recorded in its source; if there are any, the model is
/// incomplete.
#[must_use]
pub fn resolve(source: &str, description: &Description<'_>) -> Model {
    let mut resolver = Resolver::new(description);
    resolver.take_names(description);
    depth::check(description);
    let mut items = resolver.operations(description);
    resolver.name_stream_errors(description);
    items.extend(description.shapes.iter().filter_map(|shape| resolver.item(shape)));
    alike::share_readers(&mut items);
    let metadata = &description.metadata;
    Model {
        source: source.to_owned(),
        service: Service {
            id: metadata.service_id.clone(),
            full_name: metadata.full_name.clone(),
            api_version: metadata.api_version.clone(),
            endpoint_prefix: metadata.endpoint_prefix.clone(),
            signing_name: metadata
                .signing_name
                .clone()
                .unwrap_or_else(|| metadata.endpoint_prefix.clone()),
        },
        protocol: resolver.protocol.clone(),
        items,
        route: free_name(["Route", "OperationRoute"], |name| resolver.taken.contains_key(name)),
        shadowed: USED_NAMES
            .iter()
            .filter(|name| resolver.taken.contains_key(**name))
            .map(ToString::to_string)
            .collect(),
        ignored_keys: description.ignored_keys.clone(),
        examples: Examples::default(),
    }
}

impl<'d, 'a> Resolver<'d, 'a> {
    /// Gives each shape that becomes an item its name, in the order of the file.
    fn take_names(&mut self, description: &'d Description<'a>) {
        for shape in description.shapes.iter().filter(|shape| is_item(shape)) {
            let name = names::type_name(&shape.name);
            if name.is_empty() {
                shape.cursor.problem(not_an_identifier(&shape.name));
            } else if let Some(other) = self.taken.insert(name.clone(), &shape.name) {
                shape.cursor.problem(same_name(&name, other));
            }
        }
    }

    /// The item that a shape becomes, if it becomes one.
    fn item(&self, shape: &'d Shape<'a>) -> Option<Item> {
        let named = named(
            names::type_name(&shape.name),
            &shape.name,
            shape.docs.as_deref(),
            shape.deprecated.as_deref(),
        );
        let is_sensitive = shape.sensitive;
        let has_float = self.floats.contains(shape.name.as_str());
        match &shape.kind {
            Kind::Structure(structure) if structure.is_document => None,
            Kind::Structure(structure) if structure.is_union => {
                if structure.exception.is_some() {
                    shape.cursor.problem("an error must be a structure, not a union");
                }
                let (members, events) = if structure.is_stream {
                    let (members, events) = self.events(shape, structure);
                    (members, Some(events))
                } else {
                    (self.union_members(shape, structure), None)
                };
                let unknown = unknown_name(members.iter().map(|member| &member.named.ident));
                Some(Item::Union(Union {
                    named,
                    members,
                    is_sensitive,
                    has_float,
                    unknown,
                    events,
                }))
            }
            Kind::Structure(structure) => {
                let members = self.members(shape, structure);
                let exception = structure.exception.as_ref().map(|raw| Exception {
                    query_code: aws_json::query_code(
                        &shape.name,
                        raw,
                        &self.protocol,
                        self.query_codes,
                    ),
                    ..exception(raw)
                });
                if exception.is_some() {
                    aws_json::check_error(structure, &self.protocol);
                }
                if exception.is_some() && !is_error_name(&shape.name) {
                    shape.cursor.problem("the name of an error is sent in a header, so it can have only visible ASCII characters, without `:` and `#`");
                }
                Some(Item::Structure(Structure {
                    named,
                    members,
                    stream: self.stream_in(structure),
                    exception,
                    is_sensitive,
                    has_float,
                }))
            }
            Kind::String { values } if !values.is_empty() => {
                let values = enumeration_values(values);
                let unknown = unknown_name(values.iter().map(|value| &value.ident));
                Some(Item::Enumeration(Enumeration { named, values, unknown }))
            }
            _ => {
                // The shape does not become an item, but a member may refer to it later, so its
                // problems are reported.
                self.ty(&shape.name, &shape.cursor);
                self.constraints(&shape.name, &shape.constraints);
                None
            }
        }
    }
}

/// Whether a shape becomes an item: a structure, a union or an enumeration.
fn is_item(shape: &Shape<'_>) -> bool {
    match &shape.kind {
        Kind::Structure(structure) => !structure.is_document,
        Kind::String { values } => !values.is_empty(),
        _ => false,
    }
}

/// The values of an enumeration. If two would have the same Rust name, the second ends in a number.
fn enumeration_values(values: &[(String, Cursor<'_>)]) -> Vec<Value> {
    let mut listed = HashSet::new();
    let mut taken: HashSet<String> =
        values.iter().map(|(value, _)| names::variant_name(value)).collect();
    let mut given = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut resolved = Vec::new();
    for (value, cursor) in values {
        let plain = names::variant_name(value);
        if !listed.insert(value) {
            cursor.problem(format!("duplicate value {value:?}"));
        }
        let mut ident = plain.clone();
        if !given.insert(plain.clone()) {
            let number = numbers.entry(plain.clone()).or_insert(1);
            while taken.contains(&ident) {
                *number += 1;
                // `Self_2` would not be in camel case.
                ident = format!("{}{number}", plain.trim_end_matches('_'));
            }
            taken.insert(ident.clone());
        }
        resolved.push(Value { ident, name: value.clone() });
    }
    resolved
}

/// A name for the variant of unmodeled values, different from the names of the modeled ones.
fn unknown_name<'n>(idents: impl Iterator<Item = &'n String>) -> String {
    let taken: HashSet<&str> = idents.map(String::as_str).collect();
    free_name(["Unknown", "Unrecognized"], |name| taken.contains(name))
}

/// The first name that is not taken; if both are, the second with underscores at its end.
fn free_name(names: [&str; 2], is_taken: impl Fn(&str) -> bool) -> String {
    let [first, second] = names;
    let mut name = if is_taken(first) { second.to_owned() } else { first.to_owned() };
    while is_taken(&name) {
        name.push('_');
    }
    name
}
