//! [`Side`]: one of the two descriptions with its model; and [`Members`], to look members up.

use std::collections::HashMap;

use chime_model_spec::description::{
    Description, Kind, Member, Operation, Reference, Shape, Structure,
};
use chime_model_spec::model::{self, Model};

/// One of the two descriptions with its model.
pub(super) struct Side<'d> {
    pub(super) description: &'d Description<'d>,
    pub(super) operations: HashMap<&'d str, &'d Operation<'d>>,
    pub(super) shapes: HashMap<&'d str, &'d Shape<'d>>,
    pub(super) model: Model,
}

impl<'d> Side<'d> {
    pub(super) fn new(description: &'d Description<'d>, model: Model) -> Self {
        let operations = description
            .operations
            .iter()
            .map(|operation| (operation.name.as_str(), operation))
            .collect();
        let shapes = description.shapes.iter().map(|shape| (shape.name.as_str(), shape)).collect();
        Self { description, operations, shapes, model }
    }

    /// The shape of a reference.
    pub(super) fn shape(&self, name: &str) -> &'d Shape<'d> {
        self.shapes.get(name).expect("a description with a reference to no shape has no model")
    }

    /// The structure of an input or an output.
    pub(super) fn message(&self, reference: Option<&Reference<'d>>) -> Option<&'d Structure<'d>> {
        match &self.shape(&reference?.shape).kind {
            Kind::Structure(structure) => Some(structure),
            _ => None,
        }
    }
}

/// The members of a model, by the names of their shape and their own.
pub(super) struct Members<'c>(HashMap<(&'c str, &'c str), &'c model::Member>);

impl<'c> Members<'c> {
    pub(super) fn new(model: &'c Model) -> Self {
        let members = model.items.iter().flat_map(|item| {
            let shape = item.named().name.as_str();
            item.members().iter().map(move |member| ((shape, member.named.name.as_str()), member))
        });
        Self(members.collect())
    }

    pub(super) fn get(&self, shape: &Shape<'_>, member: &Member<'_>) -> Option<&'c model::Member> {
        self.0.get(&(shape.name.as_str(), member.name.as_str())).copied()
    }

    /// Whether a member is required in Rust: members of errors never are.
    pub(super) fn is_required(&self, shape: &Shape<'_>, member: &Member<'_>) -> bool {
        self.get(shape, member).is_some_and(|member| member.is_required)
    }
}
