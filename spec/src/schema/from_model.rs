//! From a description to the data of its documents. The words are those of the generated
//! documentation, so that the documents are the same whether the command makes them or the Rust
//! types do.

use chime_model_pattern::Pattern;

use super::data;
use crate::docs;
use crate::emit::{docs_and, operation_docs, type_docs};
use crate::model::{Bounds, Constraints, Item, Member, Model, Operation, Place, Type};

pub(super) fn data(model: &Model) -> (data::Service, Vec<data::Operation>, data::Shapes) {
    let service = data::Service {
        id: model.service.id.clone(),
        full_name: model.service.full_name.clone(),
        api_version: model.service.api_version.clone(),
        endpoint_prefix: model.service.endpoint_prefix.clone(),
        signing_name: model.service.signing_name.clone(),
    };
    let operations = model.items.iter().filter_map(|item| {
        if let Item::Operation(it) = item { Some(operation(model, it)) } else { None }
    });
    (
        service,
        operations.collect(),
        model.items.iter().filter_map(|item| shape(model, item)).collect(),
    )
}

fn operation(model: &Model, operation: &Operation) -> data::Operation {
    let error = |ident: &String| {
        let exception = model.items.iter().find_map(|item| match item {
            Item::Structure(structure) if structure.named.ident == *ident => {
                structure.exception.as_ref()
            }
            _ => None,
        });
        data::Error {
            shape: shape_name(model, ident),
            status: exception.map_or(400, |exception| exception.status),
        }
    };
    data::Operation {
        name: operation.named.name.clone(),
        docs: docs::unwrapped(&operation_docs(operation)),
        method: operation.method.clone(),
        uri: operation.uri.clone(),
        code: operation.code,
        input: operation.input.as_ref().map(|ident| shape_name(model, ident)),
        output: operation.output.as_ref().map(|ident| shape_name(model, ident)),
        errors: operation.errors.iter().map(error).collect(),
    }
}

/// The name of a shape in documents: that of the description for a structure, that of the Rust type
/// for any other.
fn shape_name(model: &Model, ident: &str) -> String {
    let name = model.items.iter().find_map(|item| match item {
        Item::Structure(structure) if structure.named.ident == ident => {
            Some(structure.named.name.clone())
        }
        _ => None,
    });
    name.unwrap_or_else(|| ident.to_owned())
}

fn shape(model: &Model, item: &Item) -> Option<(String, data::Shape)> {
    let members = |members: &[Member]| members.iter().map(|one| member(model, one)).collect();
    let (name, named, is_sensitive, kind) = match item {
        Item::Operation(_) => return None,
        Item::Structure(it) => (
            &it.named.name,
            &it.named,
            it.is_sensitive,
            data::Kind::Structure(members(&it.members)),
        ),
        Item::Union(it) => {
            let mut members: Vec<data::Member> = members(&it.members);
            for member in &mut members {
                member.required = true;
            }
            (&it.named.ident, &it.named, it.is_sensitive, data::Kind::Union(members))
        }
        Item::Enumeration(it) => (
            &it.named.ident,
            &it.named,
            false,
            data::Kind::Enumeration(it.values.iter().map(|value| value.name.clone()).collect()),
        ),
    };
    Some((
        name.clone(),
        data::Shape {
            docs: docs::said(name, &docs::unwrapped(&type_docs(named))).to_owned(),
            is_sensitive,
            kind,
        },
    ))
}

fn member(model: &Model, member: &Member) -> data::Member {
    let name = &member.named.name;
    data::Member {
        name: name.clone(),
        docs: docs::said(
            name,
            &docs::unwrapped(&docs_and(
                &member.named,
                &docs::constraints(&member.constraints, &member.ty),
            )),
        )
        .to_owned(),
        required: member.is_required,
        place: place(name, &member.place),
        timestamp: timestamp(member),
        is_token: member.is_token,
        ty: ty(model, &member.ty),
        constraints: constraints(&member.constraints),
    }
}

fn place(name: &str, place: &Place) -> data::Place {
    match place {
        Place::Body(key) => data::Place::Body(key.clone().unwrap_or_else(|| name.to_owned())),
        Place::Label(label) => data::Place::Label(label.clone()),
        Place::Query(key) => data::Place::Query(key.clone()),
        Place::QueryMap => data::Place::QueryMap,
        Place::Header(header) => data::Place::Header(header.clone()),
        Place::PrefixHeaders(prefix) => data::Place::PrefixHeaders(prefix.clone()),
        Place::Status => data::Place::Status,
        Place::Payload => data::Place::Payload,
    }
}

fn timestamp(member: &Member) -> data::TimestampFormat {
    match member.timestamps() {
        "date-time" => data::TimestampFormat::DateTime,
        "http-date" => data::TimestampFormat::HttpDate,
        _ => data::TimestampFormat::EpochSeconds,
    }
}

fn ty(model: &Model, of: &Type) -> data::Type {
    let inner = |inner: &Type| Box::new(ty(model, inner));
    match of {
        Type::Boolean => data::Type::Boolean,
        Type::Integer => data::Type::Integer,
        Type::Long => data::Type::Long,
        Type::Float | Type::Double => data::Type::Float,
        Type::String => data::Type::String,
        Type::Timestamp => data::Type::Timestamp,
        Type::Blob => data::Type::Blob,
        Type::Document => data::Type::Document,
        Type::JsonValue => data::Type::JsonValue,
        Type::Structure(ident) | Type::Union(ident) | Type::Enumeration(ident) => {
            data::Type::Shape(shape_name(model, ident))
        }
        Type::List(element) => data::Type::List(inner(element)),
        Type::Map(_, value) => data::Type::Map(inner(value)),
        Type::Nullable(element) => data::Type::Nullable(inner(element)),
        Type::Sensitive(of) => data::Type::Sensitive(inner(of)),
        Type::Boxed(of) => ty(model, of),
    }
}

fn constraints(of: &Constraints) -> data::Constraints {
    let length = |bounds: &Bounds| {
        let number = |bound: &Option<String>| bound.as_ref().and_then(|bound| bound.parse().ok());
        (number(&bounds.min), number(&bounds.max))
    };
    let inner = |of: &Option<Box<Constraints>>| of.as_ref().map(|of| Box::new(constraints(of)));
    data::Constraints {
        length: of.length.as_ref().map(length),
        range: of.range.as_ref().map(|bounds| (bounds.min.clone(), bounds.max.clone())),
        pattern: of.pattern.as_ref().and_then(|pattern| Some(Pattern::new(pattern).ok()?.anchored)),
        each: inner(&of.each),
        keys: inner(&of.keys),
    }
}
