//! [`Registry`]: the shapes of Rust types as the plain data that documents are built from.

use std::collections::BTreeMap;

use chime_model_spec::schema::builder::{Builder, Form};
use chime_model_spec::schema::data::{self, Shapes, Type};
use schemars::{Schema, SchemaGenerator};

use super::shape::{Constraints, Kind, Member, Place, Shape};
use crate::timestamp::TimestampFormat;

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
                Kind::Enumeration(values) => data::Kind::Enumeration(values.iter().map(ToString::to_string).collect()),
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

/// The schema of a shape; the generator's own definitions have what it refers to.
pub(super) fn schema<T: Shape>(generator: &mut SchemaGenerator) -> Schema {
    let mut registry = Registry::default();
    registry.shape::<T>();
    let Registry { shapes, references } = &registry;
    let form = if generator.settings().definitions_path == OPENAPI { Form::Http } else { Form::Documented };
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
