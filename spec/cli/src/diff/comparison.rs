//! [`Comparison`]: the state of a comparison. Each file of this folder adds its part of it.

use std::collections::BTreeMap;

use chime_model_spec::cursor::Cursor;

use super::difference::{Audience, Difference, Kind};
use super::holders::Holders;
use super::side::{Members, Side};
use super::uses::{Pairs, Uses};

/// The state of a comparison.
pub(super) struct Comparison<'c, 'd> {
    pub(super) old: &'c Side<'d>,
    pub(super) new: &'c Side<'d>,
    /// The pairs of shapes to compare, and the members that hold the values of each.
    pub(super) pairs: &'c Pairs<'d>,
    pub(super) holders: Holders<'d>,
    /// The whole of the new description.
    pub(super) root: Cursor<'d>,
    /// The members of the old and the new model.
    pub(super) members: (Members<'c>, Members<'c>),
    /// The end of every message while two shapes with different names are compared.
    pub(super) note: String,
    /// The pairs of different names that references have named so far, and whether a difference
    /// shows the replacement.
    pub(super) replaced: BTreeMap<(&'d str, &'d str), bool>,
    /// The timestamp shapes whose format in messages has changed, with the uses where it has.
    pub(super) formats: BTreeMap<&'d str, Uses>,
    pub(super) found: Vec<Difference>,
}

impl Comparison<'_, '_> {
    pub(super) fn add(
        &mut self,
        kind: Kind,
        cursor: &Cursor<'_>,
        breaks: impl IntoIterator<Item = Audience>,
        message: impl std::fmt::Display,
    ) {
        self.add_about(None, kind, cursor, breaks, message);
    }

    /// Adds a difference about one value or error of a list.
    pub(super) fn add_about(
        &mut self,
        part: Option<&str>,
        kind: Kind,
        cursor: &Cursor<'_>,
        breaks: impl IntoIterator<Item = Audience>,
        message: impl std::fmt::Display,
    ) {
        self.found.push(Difference {
            kind,
            place: cursor.place(format!("{message}{}", self.note)),
            part: part.map(str::to_owned),
            members: None,
            breaks: breaks.into_iter().collect(),
        });
    }
}
