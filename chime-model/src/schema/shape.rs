//! [`Shape`]: what the derives say of a shape and of an error, beside their behaviour, in
//! constants; and [`Registry`], which collects shapes as the plain data that documents are built
//! from.

use std::collections::BTreeMap;

use chime_model_spec::schema::builder::{Builder, Form};
use chime_model_spec::schema::data::{self, Shapes};
use schemars::{JsonSchema, Schema, SchemaGenerator};

pub use chime_model_spec::schema::data::Type;

use crate::operation_error::ErrorStructure;
use crate::service_error::ErrorShape;
use crate::wire::TimestampFormat;

/// A shape with a name.
#[doc(hidden)]
pub trait Shape: JsonSchema {
    /// Whether it is a type of the description.
    const IS_MODELED: bool;
    /// The doc comment.
    const DOCS: &'static str;
    /// Whether nothing of it may be shown.
    const IS_SENSITIVE: bool;
    /// What it is.
    const KIND: Kind;
}

/// What a shape is.
pub enum Kind {
    /// a structure with its members, in the order of the description
    Structure(&'static [Member]),
    /// a union with its members
    Union(&'static [Member]),
    /// a string with values that are known
    Enumeration(&'static [&'static str]),
}

/// What has a doc comment and no schema: an operation.
#[doc(hidden)]
pub trait Docs {
    /// The doc comment.
    const DOCS: &'static str;
}

/// The errors of an operation.
#[doc(hidden)]
pub trait Errors {
    /// In the order of the description.
    const ERRORS: &'static [Error];
}

impl<T: ErrorStructure + Shape> Errors for T {
    const ERRORS: &'static [Error] = &[Error::of::<T>()];
}

/// An error.
pub struct Error {
    /// what the description says of it
    pub shape: ErrorShape,
    /// adds its shape to those of a service
    pub ty: fn(&mut Registry) -> Type,
}

impl Error {
    /// The error that a type is.
    #[must_use]
    pub const fn of<T: ErrorStructure + Shape>() -> Self {
        Self { shape: T::SHAPE, ty: Registry::shape::<T> }
    }
}

/// A member of a structure or of a union.
pub struct Member {
    /// the documented name
    pub name: &'static str,
    /// the doc comment
    pub docs: &'static str,
    /// whether it must be there
    pub required: bool,
    /// its location in an HTTP message
    pub place: Place,
    /// the format of the timestamps in it in an HTTP message (rule T1)
    pub timestamp: TimestampFormat,
    /// whether it is an idempotency token
    pub is_token: bool,
    /// its type; adds the shapes in it to those of a service
    pub ty: fn(&mut Registry) -> Type,
    /// its constraints
    pub constraints: Constraints,
}

/// The location of a member in an HTTP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// in the body, under this key
    Body(&'static str),
    /// in the path
    Label(&'static str),
    /// in the query, under this key
    Query(&'static str),
    /// in the query, under keys of its own
    QueryMap,
    /// in a header
    Header(&'static str),
    /// in all headers whose names start so
    PrefixHeaders(&'static str),
    /// the status of the response
    Status,
    /// the body
    Payload,
}

/// The constraints of a member, or of its elements or keys.
pub struct Constraints {
    /// the least and the greatest length
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// the least and the greatest value, as the description writes them
    pub range: Option<(Option<&'static str>, Option<&'static str>)>,
    /// the pattern, which matches a string as a whole
    pub pattern: Option<&'static str>,
    /// those of the elements of a list or the values of a map
    pub each: Option<&'static Constraints>,
    /// those of the keys of a map
    pub keys: Option<&'static Constraints>,
}

/// Where OpenAPI keeps its schemas.
const OPENAPI: &str = "/components/schemas";

/// Shapes by their names, each with how schemars refers to its type.
#[derive(Default)]
pub struct Registry {
    pub(super) shapes: Shapes,
    references: BTreeMap<String, fn(&mut SchemaGenerator) -> Schema>,
}

impl Registry {
    /// The type of a shape, which is added with all that it refers to.
    pub fn shape<T: Shape>(&mut self) -> Type {
        let name = T::schema_name().into_owned();
        if !self.shapes.contains_key(&name) {
            // There before its members are: they may refer to it.
            self.shapes.insert(name.clone(), shape::<T>(data::Kind::Structure(Vec::new())));
            self.references.insert(name.clone(), SchemaGenerator::subschema_for::<T>);
            let kind = match T::KIND {
                Kind::Structure(members) => data::Kind::Structure(self.members(members)),
                Kind::Union(members) => data::Kind::Union(self.members(members)),
                Kind::Enumeration(values) => {
                    data::Kind::Enumeration(values.iter().map(ToString::to_string).collect())
                }
            };
            self.shapes.insert(name.clone(), shape::<T>(kind));
        }
        Type::Shape(name)
    }

    fn members(&mut self, members: &[Member]) -> Vec<data::Member> {
        let data = |member: &Member| data::Member {
            name: member.name.to_owned(),
            docs: member.docs.to_owned(),
            required: member.required,
            place: place(member.place),
            timestamp: match member.timestamp {
                TimestampFormat::DateTime => data::TimestampFormat::DateTime,
                TimestampFormat::HttpDate => data::TimestampFormat::HttpDate,
                TimestampFormat::EpochSeconds => data::TimestampFormat::EpochSeconds,
            },
            is_token: member.is_token,
            ty: (member.ty)(self),
            constraints: constraints(&member.constraints),
        };
        members.iter().map(data).collect()
    }
}

/// The schema of a shape for schemars, whose generator defines what it refers to. A generator of
/// OpenAPI makes the form of HTTP bodies.
pub fn schema<T: Shape>(generator: &mut SchemaGenerator) -> Schema {
    let mut registry = Registry::default();
    registry.shape::<T>();
    let Registry { shapes, references } = &registry;
    let form = if generator.settings().definitions_path == OPENAPI {
        Form::Http
    } else {
        Form::Documented
    };
    let mut refer = |name: &str| references[name](generator);
    Builder { shapes, form, refer: &mut refer }.shape(&shapes[&*T::schema_name()])
}

fn shape<T: Shape>(kind: data::Kind) -> data::Shape {
    data::Shape { docs: T::DOCS.to_owned(), is_sensitive: T::IS_SENSITIVE, kind }
}

fn place(place: Place) -> data::Place {
    match place {
        Place::Body(key) => data::Place::Body(key.to_owned()),
        Place::Label(label) => data::Place::Label(label.to_owned()),
        Place::Query(key) => data::Place::Query(key.to_owned()),
        Place::QueryMap => data::Place::QueryMap,
        Place::Header(header) => data::Place::Header(header.to_owned()),
        Place::PrefixHeaders(prefix) => data::Place::PrefixHeaders(prefix.to_owned()),
        Place::Status => data::Place::Status,
        Place::Payload => data::Place::Payload,
    }
}

fn constraints(of: &Constraints) -> data::Constraints {
    let inner = |of: Option<&Constraints>| of.map(|of| Box::new(constraints(of)));
    data::Constraints {
        length: of.length,
        range: of.range.map(|(min, max)| (min.map(str::to_owned), max.map(str::to_owned))),
        pattern: of.pattern.map(str::to_owned),
        each: inner(of.each),
        keys: inner(of.keys),
    }
}
