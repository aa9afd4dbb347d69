//! Finds the errors that have the same members. They share a reader.

use std::collections::HashMap;

use crate::model::{Item, Member};

/// Gives each error the first one with the same members.
pub(super) fn share_readers(items: &mut [Item]) {
    let mut first = HashMap::new();
    for item in items {
        let Item::Structure(structure) = item else { continue };
        let Some(exception) = &mut structure.exception else { continue };
        if structure.members.is_empty() {
            continue;
        }
        let read: Vec<_> = structure.members.iter().map(what_is_read).collect();
        let ident = &structure.named.ident;
        let known = first.entry((structure.is_sensitive, read)).or_insert_with(|| ident.clone());
        exception.reads_as = (known != ident).then(|| known.clone());
    }
}

/// Everything that the reader of a member depends on. Clients read errors and check no constraints,
/// so these do not count.
fn what_is_read(member: &Member) -> String {
    let Member { named, ty, location, timestamp, .. } = member;
    format!("{} {} {ty:?} {location:?} {timestamp:?}", named.ident, named.name)
}
