//! The documentation of operations, types and members.

use super::constraints;
use super::convert::{code, from_text};
use super::facts;
use super::markdown::Markdown;
use crate::model::{Member, Named, Operation, Structure};

/// The documentation of an operation.
#[must_use]
pub fn operation(operation: &Operation) -> String {
    let Operation { named, method, uri, code: status, .. } = operation;
    let mut route = code(&format!("{method} {uri}"));
    if let Some(target) = &operation.target {
        route += &format!(" with the target {}", code(target));
    }
    with(named, &format!("{route}; a success has status {status}."))
}

/// The documentation of a type. Deprecation is in words, since an attribute would warn at every
/// member of the type.
#[must_use]
pub fn ty(named: &Named) -> String {
    match named.deprecated.as_deref() {
        None => with(named, ""),
        Some("") => with(named, "Deprecated."),
        Some(note) => with(named, &from_text(&format!("Deprecated: {note}"))),
    }
}

/// The documentation of a structure. That of an error has its status, and that of a message with a
/// stream names the events.
#[must_use]
pub fn structure(structure: &Structure) -> String {
    let docs = ty(&structure.named);
    let facts = match (&structure.exception, &structure.stream) {
        (Some(exception), _) => facts::exception(exception),
        (None, Some(events)) => format!("The body is a stream of {}.", code(events)),
        (None, None) => return docs,
    };
    if structure.named.docs.is_empty() && structure.named.deprecated.is_none() {
        facts
    } else {
        format!("{docs}\n\n{facts}")
    }
}

/// The documentation of an error in the enum of the errors of an operation.
pub(crate) fn error(error: &Structure) -> String {
    let link = format!("See [`{}`].", error.named.ident);
    match facts::first_sentence(&error.named.docs) {
        "" => link,
        sentence => format!("{sentence}\n{link}"),
    }
}

/// The documentation of a member, with its location and its constraints.
#[must_use]
pub fn member(member: &Member) -> String {
    let mut facts = Markdown::default();
    facts::member(&mut facts, member);
    constraints::limits(&mut facts, &member.constraints, &member.ty);
    with(&member.named, &facts.finish())
}

/// The documentation and one more paragraph; without either, the name.
fn with(named: &Named, more: &str) -> String {
    match (named.docs.as_str(), more) {
        ("", "") => code(&named.name),
        ("", text) | (text, "") => text.to_owned(),
        (text, more) => format!("{text}\n\n{more}"),
    }
}
