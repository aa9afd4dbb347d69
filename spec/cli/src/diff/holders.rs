//! [`Holders`]: which members hold the values of a shape.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chime_model_spec::description::Kind;

use super::side::Side;
use super::uses::{Pairs, both, is_structure, parts};

/// The members that hold the values of each pair of shapes, directly or in lists and maps, as
/// `Structure.Member`.
pub(super) type Holders<'d> = BTreeMap<(&'d str, &'d str), Arc<BTreeSet<String>>>;

/// Finds the members of all pairs.
pub(super) fn holders<'d>(old: &Side<'d>, new: &Side<'d>, pairs: &Pairs<'d>) -> Holders<'d> {
    let mut found: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (before, after) in pairs.keys() {
        let kinds = (&old.shape(before).kind, &new.shape(after).kind);
        let (Kind::Structure(old_structure), Kind::Structure(new_structure)) = kinds else {
            continue;
        };
        for (was, is) in both(&old_structure.members, &new_structure.members) {
            let mut open = vec![(was.shape.as_str(), is.shape.as_str())];
            while let Some((was, is_now)) = open.pop() {
                found.entry((was, is_now)).or_default().insert(format!("{after}.{}", is.name));
                let was = old.shape(was);
                let is_now = new.shape(is_now);
                if !(is_structure(was) && is_structure(is_now)) {
                    open.extend(parts(was, is_now));
                }
            }
        }
    }
    found.into_iter().map(|(pair, members)| (pair, Arc::new(members))).collect()
}
