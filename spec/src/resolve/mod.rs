//! From what a description says to what it means. Every rule of a description and every message about one lives in this folder:
//! here the names and the types, in `members` what structures hold, in `operations` how they travel, in `constraints` the constraints,
//! in `cycles` what contains itself, in `holders` what holds a float or an event stream.

mod constraints;
mod cycles;
mod holders;
pub(crate) mod members;
mod operations;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::did_you_mean;
use crate::json::{Description, Kind, Shape};
use crate::model::{Enumeration, Item, Model, Named, Service, Structure, Type, Union, Value};
use crate::node::Node;
use crate::{docs, names, pattern};

/// Names that generated text uses without a path; a shape may take one.
const USED_NAMES: [&str; 12] =
    ["BTreeMap", "Blob", "Box", "Document", "JsonValue", "Option", "Sensitive", "Service", "String", "Timestamp", "UnknownMember", "Vec"];

/// How many lists and maps may be nested in each other without a structure between. A value has fewer levels.
pub(crate) const MAX_NESTING: usize = 100;
/// How many unknown names get a hint: each is compared with all shapes.
const MAX_HINTS: usize = 100;

/// The shapes by name, and what is known of them as a whole.
pub(crate) struct Resolver<'d, 'a> {
    shapes: HashMap<&'d str, &'d Shape<'a>>,
    /// The names of Rust that items have taken, each with the shape that took it.
    taken: BTreeMap<String, &'d str>,
    /// The members that need a box, by structure and member.
    boxed: HashSet<(&'d str, &'d str)>,
    /// The shapes that hold a float.
    floats: HashSet<&'d str>,
    /// The portable form of each pattern so far, or what is wrong with it.
    patterns: RefCell<HashMap<String, Result<String, pattern::Error>>>,
    /// The structures that are outputs or errors and no inputs: in these, locations of requests are ignored.
    responses: HashSet<&'d str>,
    /// What the first problem of an event stream says more.
    streams: RefCell<String>,
    /// How many unknown names have been met.
    hints: Cell<usize>,
}

/// Resolves a description; what is wrong with it is in its source then, and the model is of no use.
pub(crate) fn resolve(source: &str, description: &Description<'_>) -> Model {
    let mut resolver = Resolver {
        shapes: description.shapes.iter().map(|shape| (shape.name.as_str(), shape)).collect(),
        taken: BTreeMap::new(),
        boxed: cycles::find(description),
        floats: holders::find(description, |kind| matches!(kind, Kind::Float | Kind::Double)),
        responses: responses(description),
        streams: RefCell::new(streams(source, description)),
        patterns: RefCell::default(),
        hints: Cell::default(),
    };
    resolver.take_names(description);
    let mut items = resolver.operations(description);
    items.extend(description.shapes.iter().filter_map(|shape| resolver.item(shape)));
    let metadata = &description.metadata;
    Model {
        source: source.to_owned(),
        service: Service {
            id: metadata.service_id.clone(),
            full_name: metadata.full_name.clone(),
            api_version: metadata.api_version.clone(),
            endpoint_prefix: metadata.endpoint_prefix.clone(),
            signing_name: metadata.signing_name.clone().unwrap_or_else(|| metadata.endpoint_prefix.clone()),
        },
        items,
        route: free_name(["Route", "OperationRoute"], |name| resolver.taken.contains_key(name)),
        shadowed: USED_NAMES.iter().filter(|name| resolver.taken.contains_key(**name)).map(ToString::to_string).collect(),
    }
}

impl<'d, 'a> Resolver<'d, 'a> {
    /// The shape of that name; an unknown one is a problem at `node`.
    fn shape(&self, name: &str, node: &Node<'_>) -> Option<&'d Shape<'a>> {
        let shape = self.shapes.get(name).copied();
        if shape.is_none() {
            self.hints.set(self.hints.get() + 1);
            let hint = if self.hints.get() > MAX_HINTS { String::new() } else { did_you_mean(name, self.shapes.keys().copied()) };
            node.problem(format!("no shape named {name:?}{hint}"));
        }
        shape
    }

    /// Gives each shape that becomes an item its name, in the order of the file.
    fn take_names(&mut self, description: &'d Description<'a>) {
        for shape in description.shapes.iter().filter(|shape| is_item(shape)) {
            let name = names::type_name(&shape.name);
            if name.is_empty() {
                shape.node.problem(not_an_identifier(&shape.name));
            } else if let Some(other) = self.taken.insert(name.clone(), &shape.name) {
                shape.node.problem(same_name(&name, other));
            }
        }
    }

    /// The type of a reference to a shape.
    fn ty(&self, name: &str, node: &Node<'_>) -> Option<Type> {
        self.ty_inside(name, node, 0)
    }

    /// The same, inside of so many lists and maps.
    fn ty_inside(&self, name: &str, node: &Node<'_>, depth: usize) -> Option<Type> {
        let shape = self.shape(name, node)?;
        if depth > MAX_NESTING {
            node.problem(format!(
                "{name:?} is nested in more than {MAX_NESTING} lists and maps, or contains itself without a structure between"
            ));
            return None;
        }
        let element = |reference: &crate::json::Reference<'_>, sparse: bool| {
            let ty = self.ty_inside(&reference.shape, &reference.node, depth + 1);
            ty.map(|ty| Box::new(if sparse { Type::Nullable(Box::new(ty)) } else { ty }))
        };
        let mut sensitive = shape.sensitive;
        let ty = match &shape.kind {
            Kind::Structure(structure) if structure.is_document => Type::Document,
            Kind::Structure(structure) if structure.is_union => Type::Union(names::type_name(name)),
            Kind::Structure(_) => Type::Structure(names::type_name(name)),
            Kind::List { member, sparse } => Type::List(element(member, *sparse)?),
            Kind::Map { key, value, sparse } => {
                let key_shape = self.shape(&key.shape, &key.node)?;
                let key_type = match &key_shape.kind {
                    Kind::String { values } if !values.is_empty() => Some(names::type_name(&key.shape)),
                    Kind::String { .. } | Kind::Refused => None,
                    _ => {
                        key.node.problem(format!("the key of a map must be a string, and {:?} is not", key.shape));
                        return None;
                    }
                };
                // A path shows keys, so that the map around sensitive ones is sensitive.
                sensitive |= key_shape.sensitive;
                Type::Map(key_type, element(value, *sparse)?)
            }
            Kind::String { values } if !values.is_empty() => Type::Enumeration(names::type_name(name)),
            Kind::String { .. } => Type::String,
            Kind::Timestamp { .. } => Type::Timestamp,
            Kind::Boolean => Type::Boolean,
            Kind::Integer => Type::Integer,
            Kind::Long => Type::Long,
            Kind::Float => Type::Float,
            Kind::Double => Type::Double,
            Kind::Blob => Type::Blob,
            Kind::EventStream => {
                self.refuse_stream(node);
                return None;
            }
            Kind::Refused => return None,
        };
        Some(if sensitive { Type::Sensitive(Box::new(ty)) } else { ty })
    }

    fn refuse_stream(&self, node: &Node<'_>) {
        node.problem(format!("event streams are not supported{}", self.streams.take()));
    }

    /// The item that a shape becomes, if it is one that does.
    fn item(&self, shape: &'d Shape<'a>) -> Option<Item> {
        let named = named(names::type_name(&shape.name), &shape.name, shape.docs.as_deref(), shape.deprecated.as_deref());
        let (is_sensitive, has_float) = (shape.sensitive, self.floats.contains(shape.name.as_str()));
        match &shape.kind {
            Kind::Structure(structure) if structure.is_document => None,
            Kind::Structure(structure) if structure.is_union => {
                if structure.exception.is_some() {
                    shape.node.problem("an error must be a structure, not a union");
                }
                let members = self.union_members(shape, structure);
                let unknown = unknown_name(members.iter().map(|member| &member.named.ident));
                Some(Item::Union(Union { named, members, is_sensitive, has_float, unknown }))
            }
            Kind::Structure(structure) => {
                let members = self.members(shape, structure);
                let exception = structure.exception.as_ref().map(|exception| members::exception(exception));
                Some(Item::Structure(Structure { named, members, exception, is_sensitive, has_float }))
            }
            Kind::String { values } if !values.is_empty() => {
                let values = enumeration_values(values);
                let unknown = unknown_name(values.iter().map(|value| &value.ident));
                Some(Item::Enumeration(Enumeration { named, values, unknown }))
            }
            Kind::EventStream => None,
            _ => {
                // Nothing is written for it, but a later member may refer to it, so its problems are reported.
                self.ty(&shape.name, &shape.node);
                self.constraints(&shape.name);
                None
            }
        }
    }
}

/// The structures that are outputs or errors and no inputs.
fn responses<'d>(description: &'d Description<'_>) -> HashSet<&'d str> {
    let operations = || description.operations.iter();
    let inputs: HashSet<&str> = operations().filter_map(|operation| operation.input.as_ref()).map(|input| input.shape.as_str()).collect();
    let responses = operations().flat_map(|operation| operation.output.iter().chain(&operation.errors));
    responses.map(|response| response.shape.as_str()).filter(|name| !inputs.contains(name)).collect()
}

/// How to go on without the operations that use event streams; nothing if there are none.
fn streams(file: &str, description: &Description<'_>) -> String {
    let holders = holders::find(description, |kind| matches!(kind, Kind::EventStream));
    let uses = |reference: &crate::json::Reference<'_>| holders.contains(reference.shape.as_str());
    let operations = description.operations.iter();
    let operations = operations.filter(|operation| operation.input.iter().chain(&operation.output).chain(&operation.errors).any(uses));
    let names: Vec<&str> = operations.map(|operation| operation.name.as_str()).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("; to leave out the operations that use them: chime-model-spec slice {file} --without {}", names.join(" "))
}

/// Whether a shape becomes an item: a structure, a union or an enumeration.
fn is_item(shape: &Shape<'_>) -> bool {
    match &shape.kind {
        Kind::Structure(structure) => !structure.is_document,
        Kind::String { values } => !values.is_empty(),
        _ => false,
    }
}

fn named(ident: String, name: &str, docs: Option<&str>, deprecated: Option<&str>) -> Named {
    Named { ident, name: name.to_owned(), docs: docs.map(docs::from_html).unwrap_or_default(), deprecated: deprecated.map(docs::plain) }
}

/// The message for a name of the description that has no letter or digit.
fn not_an_identifier(name: &str) -> String {
    format!("{name:?} cannot be turned into a Rust identifier")
}

/// The message for the second of two names that become one.
fn same_name(ident: &str, other: &str) -> String {
    format!("has the same Rust name, {ident}, as {other:?}")
}

/// The values of an enumeration. Of two that would have one name of Rust, the second gets a number at its end.
fn enumeration_values(values: &[(String, Node<'_>)]) -> Vec<Value> {
    let mut listed = HashSet::new();
    let mut taken: HashSet<String> = values.iter().map(|(value, _)| names::variant_name(value)).collect();
    let mut given = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut resolved = Vec::new();
    for (value, node) in values {
        let plain = names::variant_name(value);
        if plain.is_empty() {
            node.problem(not_an_identifier(value));
        } else if !listed.insert(value) {
            node.problem(format!("duplicate value {value:?}"));
        }
        let mut ident = plain.clone();
        if !given.insert(plain.clone()) {
            let number = numbers.entry(plain.clone()).or_insert(1);
            while taken.contains(&ident) {
                *number += 1;
                ident = format!("{plain}{number}");
            }
            taken.insert(ident.clone());
        }
        resolved.push(Value { ident, name: value.clone() });
    }
    resolved
}

/// The name of the variant for what is not modeled, which no modeled one has.
fn unknown_name<'n>(idents: impl Iterator<Item = &'n String>) -> String {
    let taken: HashSet<&str> = idents.map(String::as_str).collect();
    free_name(["Unknown", "Unrecognized"], |name| taken.contains(name))
}

/// The first name that is not taken; the last one can be made longer until it is not.
fn free_name(names: [&str; 2], is_taken: impl Fn(&str) -> bool) -> String {
    let [first, second] = names;
    let mut name = if is_taken(first) { second.to_owned() } else { first.to_owned() };
    while is_taken(&name) {
        name.push('_');
    }
    name
}
