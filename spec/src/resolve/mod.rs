//! From what a description says to what it means. Every rule of a description and every message about one lives in this folder:
//! here the names and the types, in `members` what structures hold, in `operations` how they travel, in `constraints` the constraints,
//! in `cycles` what contains itself, in `floats` what is not `Eq`.

mod constraints;
mod cycles;
mod floats;
pub(crate) mod members;
mod operations;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::did_you_mean;
use crate::json::{Description, Kind, Shape};
use crate::model::{Enumeration, Item, Model, Named, Service, Structure, Type, Union, Value};
use crate::node::Node;
use crate::{docs, names, pattern};

/// Names that generated text uses without a path; a shape may take one.
const USED_NAMES: [&str; 12] =
    ["BTreeMap", "Blob", "Box", "Document", "JsonValue", "Option", "Sensitive", "Service", "String", "Timestamp", "UnknownMember", "Vec"];

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
}

/// Resolves a description; what is wrong with it is in its source then, and the model is of no use.
pub(crate) fn resolve(source: &str, description: &Description<'_>) -> Model {
    let mut resolver = Resolver {
        shapes: description.shapes.iter().map(|shape| (shape.name.as_str(), shape)).collect(),
        taken: BTreeMap::new(),
        boxed: cycles::find(description),
        floats: floats::find(description),
        patterns: RefCell::default(),
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
            node.problem(format!("no shape named {name:?}{}", did_you_mean(name, self.shapes.keys().copied())));
        }
        shape
    }

    /// Gives each shape that becomes an item its name, in the order of the file.
    fn take_names(&mut self, description: &'d Description<'a>) {
        for shape in description.shapes.iter().filter(|shape| is_item(shape)) {
            let name = names::type_name(&shape.name);
            if name.is_empty() {
                shape.node.problem(format!("no name of Rust can be made of {:?}", shape.name));
            } else if let Some(other) = self.taken.insert(name.clone(), &shape.name) {
                shape.node.problem(format!("becomes {name}, as {other:?} does"));
            }
        }
    }

    /// The type of a reference to a shape.
    fn ty(&self, name: &str, node: &Node<'_>) -> Option<Type> {
        self.ty_inside(name, node, &mut Vec::new())
    }

    /// The same, inside of the lists and maps that are being resolved.
    fn ty_inside(&self, name: &str, node: &Node<'_>, inside: &mut Vec<String>) -> Option<Type> {
        let shape = self.shape(name, node)?;
        if inside.iter().any(|outer| outer == name) {
            node.problem(format!("{name:?} contains itself without a structure between, so that it has no type"));
            return None;
        }
        let mut element = |reference: &crate::json::Reference<'_>, sparse: bool| {
            inside.push(name.to_owned());
            let ty = self.ty_inside(&reference.shape, &reference.node, inside);
            inside.pop();
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
                if !matches!(key_shape.kind, Kind::String { .. } | Kind::Refused) {
                    key.node.problem(format!("{:?} is no string, as the key of a map is", key.shape));
                    return None;
                }
                // A path shows keys, so that the map around sensitive ones is sensitive.
                sensitive |= key_shape.sensitive;
                Type::Map(element(value, *sparse)?)
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
            Kind::Refused => return None,
        };
        Some(if sensitive { Type::Sensitive(Box::new(ty)) } else { ty })
    }

    /// The item that a shape becomes, if it is one that does.
    fn item(&self, shape: &'d Shape<'a>) -> Option<Item> {
        let named = named(names::type_name(&shape.name), &shape.name, shape.docs.as_deref(), shape.deprecated.as_deref());
        let (is_sensitive, has_float) = (shape.sensitive, self.floats.contains(shape.name.as_str()));
        match &shape.kind {
            Kind::Structure(structure) if structure.is_document => None,
            Kind::Structure(structure) if structure.is_union => {
                if structure.exception.is_some() {
                    shape.node.problem("an error is a structure, not a union");
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
            _ => {
                // Nothing of it is written, and whoever will refer to it has to find it whole.
                self.ty(&shape.name, &shape.node);
                self.constraints(&shape.name);
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

fn named(ident: String, name: &str, docs: Option<&str>, deprecated: Option<&str>) -> Named {
    Named { ident, name: name.to_owned(), docs: docs.map(docs::from_html).unwrap_or_default(), deprecated: deprecated.map(docs::plain) }
}

fn enumeration_values(values: &[(String, Node<'_>)]) -> Vec<Value> {
    let mut taken: HashMap<String, &str> = HashMap::new();
    let mut resolved = Vec::new();
    for (value, node) in values {
        let ident = names::variant_name(value);
        if ident.is_empty() {
            node.problem(format!("no name of Rust can be made of {value:?}"));
        } else if let Some(other) = taken.insert(ident.clone(), value) {
            node.problem(match other == value {
                true => format!("the value {value:?} stands twice"),
                false => format!("becomes {ident}, as {other:?} does"),
            });
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
