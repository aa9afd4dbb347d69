//! Converts a description to the data of its documents. The texts are those of the generated
//! documentation, so that documents of a description and of its Rust types are the same.

use chime_model_schema::{Documents, data, description};
use chime_model_spec::model::{Constraints, Item, Member, Model, Operation, Type};
use chime_model_spec::{Problems, docs};

/// The documents of a description. `file` is the name that problems are shown with; `version` and
/// `license` are those of the documents.
///
/// # Errors
/// Every problem of the description, with its place.
pub fn documents(
    file: &str,
    text: &str,
    version: String,
    license: String,
) -> Result<Documents, Problems> {
    let model = chime_model_spec::read(file, text)?;
    let operations = model.items.iter().filter_map(|item| match item {
        Item::Operation(found) => Some(operation(&model, found)),
        _ => None,
    });
    let shapes = model.items.iter().filter_map(|item| shape(&model, item));
    let service = model.service.clone();
    Ok(Documents::new(service, operations.collect(), shapes.collect(), version, license))
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
        docs: description(&operation.named.name, &docs::operation(operation)),
        method: operation.method.clone(),
        uri: operation.uri.clone(),
        target: operation.target.clone(),
        code: operation.code,
        input: operation.input.as_ref().map(|ident| shape_name(model, ident)),
        output: operation.output.as_ref().map(|ident| shape_name(model, ident)),
        input_events: operation.input_events.clone(),
        output_events: operation.output_events.clone(),
        errors: operation.errors.iter().map(error).collect(),
    }
}

/// The name of a shape in documents: for a structure, that in the description; for another shape,
/// that of its Rust type.
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
    let members = |members: &[Member]| members.iter().map(|each| member(model, each)).collect();
    let (name, named, is_sensitive, kind) = match item {
        Item::Operation(_) => return None,
        Item::Structure(structure) => (
            &structure.named.name,
            &structure.named,
            structure.is_sensitive,
            data::Kind::Structure(members(&structure.members)),
        ),
        Item::Union(union) => {
            let mut members: Vec<data::Member> = members(&union.members);
            for member in &mut members {
                member.required = true;
            }
            (&union.named.ident, &union.named, union.is_sensitive, data::Kind::Union(members))
        }
        Item::Enumeration(enumeration) => {
            let values = enumeration.values.iter().map(|value| value.name.clone()).collect();
            (&enumeration.named.ident, &enumeration.named, false, data::Kind::Enumeration(values))
        }
    };
    let docs = match item {
        Item::Structure(structure) => docs::structure(structure),
        _ => docs::ty(named),
    };
    let docs = description(name, &docs);
    Some((name.clone(), data::Shape { docs, is_sensitive, kind }))
}

fn member(model: &Model, member: &Member) -> data::Member {
    let name = &member.named.name;
    data::Member {
        name: name.clone(),
        docs: description(name, &docs::member(member)),
        required: member.is_required,
        location: member.location.clone(),
        timestamp: member.timestamp_format(),
        is_token: member.is_token,
        ty: ty(model, &member.ty),
        constraints: constraints(&member.constraints),
    }
}

fn ty(model: &Model, declared: &Type) -> data::Type {
    let inner = |inner: &Type| Box::new(ty(model, inner));
    match declared {
        Type::Boolean => data::Type::Boolean,
        Type::Integer => data::Type::Integer,
        Type::Long => data::Type::Long,
        Type::Float => data::Type::Float,
        Type::Double => data::Type::Double,
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
        Type::Sensitive(value) => data::Type::Sensitive(inner(value)),
        Type::Boxed(value) => ty(model, value),
    }
}

fn constraints(declared: &Constraints) -> data::Constraints {
    let inner = |inner: &Option<Box<_>>| inner.as_deref().map(|inner| Box::new(constraints(inner)));
    data::Constraints {
        length: declared.length,
        range: declared.range.clone(),
        pattern: declared.pattern.as_ref().map(|pattern| pattern.anchored()),
        unique: declared.unique,
        each: inner(&declared.each),
        keys: inner(&declared.keys),
    }
}
