//! [`Shape`]: the facts of a shape that only documents need, as constants that the derives write.
//! [`Registry`] collects shapes as the plain data from which documents are built.

use std::collections::BTreeMap;

use chime_model_schema::builder::{Builder, Form, OPENAPI_SCHEMAS};
use chime_model_schema::data::{self, Shapes};
use chime_model_schema::description;
use schemars::{JsonSchema, Schema, SchemaGenerator};

pub use chime_model_schema::data::{Constraints, Type};
use chime_model_vocabulary::TimestampFormat;
pub use chime_model_vocabulary::{Bounds, Location};

use crate::operation_error::ErrorStructure;
use crate::service_error::ErrorShape;

/// A shape with a name.
#[doc(hidden)]
pub trait Shape: JsonSchema {
    /// Whether it is a type of the description.
    const IS_MODELED: bool;
    /// The doc comment.
    const DOCS: &'static str;
    /// Whether its value must not be shown.
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

/// An item with a doc comment and without a schema: an operation.
#[doc(hidden)]
pub trait Docs {
    /// The doc comment.
    const DOCS: &'static str;

    /// The union of events, if the body of a request is a stream of them.
    #[must_use]
    fn input_events(_: &mut Registry) -> Option<String> {
        None
    }

    /// The union of events, if the body of a response is a stream of them.
    #[must_use]
    fn output_events(_: &mut Registry) -> Option<String> {
        None
    }
}

/// The errors of an operation.
#[doc(hidden)]
pub trait Errors {
    /// The errors, in the order of the description.
    const ERRORS: &'static [Error];
}

impl<T: ErrorStructure + Shape> Errors for T {
    const ERRORS: &'static [Error] = &[Error::of::<T>()];
}

/// An error.
pub struct Error {
    /// what the description says about it
    pub shape: ErrorShape,
    /// adds its shape to the registry
    pub ty: fn(&mut Registry) -> Type,
}

impl Error {
    /// The facts of a type that is an error.
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
    /// whether it is required
    pub required: bool,
    /// its location in an HTTP message
    pub location: Location<&'static str>,
    /// the format of the timestamps in it in an HTTP message (rule T1)
    pub timestamp: TimestampFormat,
    /// whether it is an idempotency token
    pub is_token: bool,
    /// its type; adds the shapes in it to the registry
    pub ty: fn(&mut Registry) -> Type,
    /// its constraints
    pub constraints: fn() -> Constraints,
}

/// Shapes by their names, each with how schemars refers to its type.
#[derive(Default)]
pub struct Registry {
    pub(super) shapes: Shapes,
    references: BTreeMap<String, fn(&mut SchemaGenerator) -> Schema>,
}

impl Registry {
    /// The type of a shape. Adds the shape and all that it refers to.
    pub fn shape<T: Shape>(&mut self) -> Type {
        let name = T::schema_name().into_owned();
        if !self.shapes.contains_key(&name) {
            // It is added before its members, which may refer to it.
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
            docs: description(member.name, member.docs),
            required: member.required,
            location: member.location.map(|name| (*name).to_owned()),
            timestamp: member.timestamp,
            is_token: member.is_token,
            ty: (member.ty)(self),
            constraints: (member.constraints)(),
        };
        members.iter().map(data).collect()
    }
}

/// The schema of a shape for schemars. The generator defines the shapes that it refers to. If the
/// generator has the settings of OpenAPI, the schema describes the form of HTTP bodies.
pub fn schema<T: Shape>(generator: &mut SchemaGenerator) -> Schema {
    let mut registry = Registry::default();
    registry.shape::<T>();
    let Registry { shapes, references } = &registry;
    let form = if generator.settings().definitions_path == OPENAPI_SCHEMAS {
        Form::Http
    } else {
        Form::Documented
    };
    let mut refer = |name: &str| references[name](generator);
    Builder { shapes, form, refer: &mut refer }.shape(&shapes[&*T::schema_name()])
}

fn shape<T: Shape>(kind: data::Kind) -> data::Shape {
    let docs = description(&T::schema_name(), T::DOCS);
    data::Shape { docs, is_sensitive: T::IS_SENSITIVE, kind }
}
