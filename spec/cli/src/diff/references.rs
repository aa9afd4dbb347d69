//! Compares what members, elements and keys refer to. A shape that has replaced another is compared
//! with it once.

use chime_model_spec::cursor::Cursor;
use chime_model_spec::description::Reference;

use super::comparison::Comparison;
use super::difference::Kind;
use super::shapes::{in_place, type_name};
use super::uses::{is_structure, parts};

impl<'d> Comparison<'_, 'd> {
    /// Compares what an element or a key refers to.
    pub(super) fn reference(
        &mut self,
        before: &'d str,
        after: &'d Reference<'d>,
        reference: Option<&Cursor<'d>>,
    ) {
        self.target((before, &after.shape), reference.unwrap_or(&after.cursor), false);
    }

    /// Compares the targets of two references, if no reference before had the same two. Structures
    /// are compared with the shapes. `has_other_difference` says whether the reference already has
    /// a difference that another shape causes.
    pub(super) fn target(
        &mut self,
        pair: (&'d str, &'d str),
        cursor: &Cursor<'d>,
        has_other_difference: bool,
    ) {
        let (before, after) = pair;
        if before == after {
            return;
        }
        let old = self.old.shape(before);
        let new = self.new.shape(after);
        let first = self.found.len();
        if !self.replaced.contains_key(&pair) {
            let mut is_shown = false;
            if !(is_structure(old) && is_structure(new)) {
                let uses = self.pairs.get(&pair).copied().unwrap_or_default();
                let outer = std::mem::replace(&mut self.note, in_place(before, after));
                self.shape(old, new, uses, Some(cursor));
                self.note = outer;
                // The differences of a pair inside may have been found before this one.
                let inside = parts(old, new);
                is_shown = self.found.len() > first
                    || inside.iter().any(|pair| self.replaced.get(pair) == Some(&true));
            }
            self.replaced.insert(pair, is_shown);
            // Structures and enumerations have names in Rust, so users see the new name.
            let is_type = |shape| is_structure(shape) || type_name(shape) == "enumeration";
            if is_type(old) && type_name(old) == type_name(new) {
                self.target_changed(pair, cursor);
            }
        }
        if !self.replaced[&pair] && !has_other_difference {
            self.target_changed(pair, cursor);
        }
        self.set_members(first, pair);
    }

    fn target_changed(&mut self, pair: (&'d str, &'d str), cursor: &Cursor<'d>) {
        let (before, after) = pair;
        self.replaced.insert(pair, true);
        let message = format!("the shape is {after:?}, was {before:?}");
        self.add(Kind::TargetChanged, cursor, [], message);
    }

    /// Sets the members of each difference that was found since the index `first`: those that reach
    /// the pair. A difference of another pair inside has its members already.
    pub(super) fn set_members(&mut self, first: usize, pair: (&'d str, &'d str)) {
        let Some(members) = self.holders.get(&pair) else { return };
        for difference in &mut self.found[first..] {
            difference.members.get_or_insert_with(|| members.clone());
        }
    }
}
