//! [`Resolver`]: the shapes of a description by name, with facts about all of them, and the type of
//! each.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use chime_model_pattern::Cache;
use chime_model_vocabulary::Protocol;

use super::{aws_json, containment, cycles};
use crate::cursor::Cursor;
use crate::description::{Description, Kind, Paginator, Reference, Shape};
use crate::error::Hints;
use crate::model::{Named, Type};
use crate::{docs, names};

/// How many lists and maps may be nested without a structure between them. A value has fewer
/// levels.
pub(crate) const MAX_NESTING: usize = 100;

/// The shapes of a description by name, and facts about all of them.
pub(crate) struct Resolver<'d, 'a> {
    pub(super) protocol: Protocol,
    /// The codes of errors in AWS Query that the user has set.
    pub(super) query_codes: &'d [(&'d str, &'d str)],
    pub(super) shapes: HashMap<&'d str, &'d Shape<'a>>,
    /// The Rust names that items have taken, each with the shape that took it.
    pub(super) taken: BTreeMap<String, &'d str>,
    /// The members that need a box, by structure and member.
    pub(super) boxed: HashSet<(&'d str, &'d str)>,
    /// The shapes that contain a float.
    pub(super) floats: HashSet<&'d str>,
    pub(super) patterns: RefCell<Cache>,
    /// The operations of a file that respond page by page.
    pub(super) paginators: HashMap<&'d str, &'d Paginator<'a>>,
    /// The structures that are outputs or errors and not inputs: they ignore locations of requests.
    pub(super) responses: HashSet<&'d str>,
    /// The structures that are inputs or outputs.
    pub(super) messages: HashSet<&'d str>,
    /// The shapes that are members of a stream.
    pub(super) events: HashSet<&'d str>,
    /// The names of the enums of the errors of streams, by the stream.
    pub(super) stream_errors: HashMap<&'d str, String>,
    hints: Hints,
}

impl<'d, 'a> Resolver<'d, 'a> {
    /// Indexes a description.
    pub(super) fn new(description: &'d Description<'a>) -> Self {
        Self {
            protocol: aws_json::protocol(description),
            query_codes: description.beside.query_codes,
            shapes: description.shapes.iter().map(|shape| (shape.name.as_str(), shape)).collect(),
            taken: BTreeMap::new(),
            boxed: cycles::find(description),
            floats: containment::shapes_containing(description, |kind| {
                matches!(kind, Kind::Float | Kind::Double)
            }),
            responses: responses(description),
            paginators: description
                .paginators
                .iter()
                .map(|(name, paginator)| (name.as_str(), paginator))
                .collect(),
            messages: messages(description),
            events: members_of_streams(description),
            stream_errors: HashMap::new(),
            patterns: RefCell::default(),
            hints: Hints::default(),
        }
    }

    /// The shape with this name; an unknown name is a problem at `cursor`.
    pub(super) fn shape(&self, name: &str, cursor: &Cursor<'_>) -> Option<&'d Shape<'a>> {
        let shape = self.shapes.get(name).copied();
        if shape.is_none() {
            let hint = self.hints.did_you_mean(name, self.shapes.keys().copied());
            cursor.problem(format!("no shape named {name:?}{hint}"));
        }
        shape
    }

    /// The type of a reference to a shape.
    pub(super) fn ty(&self, name: &str, cursor: &Cursor<'_>) -> Option<Type> {
        self.ty_inside(name, cursor, 0)
    }

    /// The type of a reference inside `depth` lists and maps.
    fn ty_inside(&self, name: &str, cursor: &Cursor<'_>, depth: usize) -> Option<Type> {
        let shape = self.shape(name, cursor)?;
        if depth > MAX_NESTING {
            cursor.problem(format!(
                "{name:?} is nested in more than {MAX_NESTING} lists and maps, or contains itself without a structure between"
            ));
            return None;
        }
        let element = |reference: &Reference<'_>, sparse: bool| {
            let ty = self.ty_inside(&reference.shape, &reference.cursor, depth + 1);
            ty.map(|ty| Box::new(if sparse { Type::Nullable(Box::new(ty)) } else { ty }))
        };
        let mut sensitive = shape.sensitive;
        let ty = match &shape.kind {
            Kind::Structure(structure) if structure.is_document => Type::Document,
            Kind::Structure(structure) if structure.is_stream => {
                cursor.problem("a stream of events must be the payload of an input or an output");
                return None;
            }
            Kind::Structure(structure) if structure.is_union => Type::Union(names::type_name(name)),
            Kind::Structure(_) => Type::Structure(names::type_name(name)),
            Kind::List { member, sparse } => Type::List(element(member, *sparse)?),
            Kind::Map { key, value, sparse } => {
                let key_shape = self.shape(&key.shape, &key.cursor)?;
                let key_type = match &key_shape.kind {
                    Kind::String { values } if !values.is_empty() => {
                        Some(names::type_name(&key.shape))
                    }
                    Kind::String { .. } | Kind::Refused => None,
                    _ => {
                        key.cursor.problem(format!(
                            "the key of a map must be a string, and {:?} is not",
                            key.shape
                        ));
                        return None;
                    }
                };
                // The path of a violation shows keys, so a map with sensitive keys is sensitive.
                sensitive |= key_shape.sensitive;
                Type::Map(key_type, element(value, *sparse)?)
            }
            Kind::String { values } if !values.is_empty() => {
                Type::Enumeration(names::type_name(name))
            }
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
}

/// The structures that are outputs or errors and not inputs.
fn responses<'d>(description: &'d Description<'_>) -> HashSet<&'d str> {
    let operations = || description.operations.iter();
    let inputs: HashSet<&str> = operations()
        .filter_map(|operation| operation.input.as_ref())
        .map(|input| input.shape.as_str())
        .collect();
    let responses =
        operations().flat_map(|operation| operation.output.iter().chain(&operation.errors));
    responses
        .map(|response| response.shape.as_str())
        .filter(|name| !inputs.contains(name))
        .collect()
}

/// The shapes that are members of a stream.
fn members_of_streams<'d>(description: &'d Description<'_>) -> HashSet<&'d str> {
    let streams = description.shapes.iter().filter_map(|shape| match &shape.kind {
        Kind::Structure(structure) if structure.is_stream => Some(structure),
        _ => None,
    });
    streams.flat_map(|stream| &stream.members).map(|member| member.shape.as_str()).collect()
}

/// The structures that are inputs or outputs.
fn messages<'d>(description: &'d Description<'_>) -> HashSet<&'d str> {
    let operations = description.operations.iter();
    let messages = operations.flat_map(|operation| operation.input.iter().chain(&operation.output));
    messages.map(|message| message.shape.as_str()).collect()
}

/// A name of the description, with its documentation.
pub(super) fn named(
    ident: String,
    name: &str,
    docs: Option<&str>,
    deprecated: Option<&str>,
) -> Named {
    Named {
        ident,
        name: name.to_owned(),
        docs: docs.map(docs::from_html).unwrap_or_default(),
        deprecated: deprecated.map(docs::plain),
    }
}

/// The message for a name without a letter or a digit.
pub(super) fn not_an_identifier(name: &str) -> String {
    format!("{name:?} cannot be turned into a Rust identifier")
}

/// The message for the second of two names that become the same Rust name.
pub(super) fn same_name(ident: &str, other: &str) -> String {
    format!("has the same Rust name, {ident}, as {other:?}")
}
