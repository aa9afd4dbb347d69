//! The documentation of operations, types and members.

use super::constraints::constraints;
use super::convert::{code, from_text};
use crate::model::{Member, Named, Operation};

/// The documentation of an operation.
#[must_use]
pub fn operation(operation: &Operation) -> String {
    let Operation { named, method, uri, code: status, .. } = operation;
    let route = code(&format!("{method} {uri}"));
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

/// The documentation of a member, with its constraints.
#[must_use]
pub fn member(member: &Member) -> String {
    with(&member.named, &constraints(&member.constraints, &member.ty))
}

/// The documentation and one more paragraph; without either, the name.
fn with(named: &Named, more: &str) -> String {
    match (named.docs.as_str(), more) {
        ("", "") => code(&named.name),
        ("", text) | (text, "") => text.to_owned(),
        (text, more) => format!("{text}\n\n{more}"),
    }
}
