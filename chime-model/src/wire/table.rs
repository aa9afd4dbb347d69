//! [`Members`]: the table of the members of a structure or a union, and the search in it.

use chime_model_vocabulary::{EMPTY_SLOT, TimestampFormat, first_slot};

use crate::wire::form::Form;

/// The facts of a member.
pub struct Member {
    /// The place in the table.
    pub index: u16,
    /// The documented name.
    pub name: &'static str,
    /// The key in a body; `None` for a member outside it.
    pub key: Option<Key>,
    /// The format of the timestamps in it (rule T1).
    pub format: TimestampFormat,
}

/// A key in a body.
pub struct Key {
    /// The key itself.
    pub text: &'static str,
    /// The JSON between the value of another member and the value of this one, such as `,"Name":`.
    pub literal: &'static str,
}

impl Member {
    /// The name of the member in a form; `None` in a body if the member is outside it.
    #[inline]
    pub(crate) fn name_in(&self, form: Form) -> Option<&'static str> {
        if form.is_documented() { Some(self.name) } else { self.key.as_ref().map(|key| key.text) }
    }
}

/// The members of a structure or a union.
pub struct Members {
    /// The members in their order.
    pub list: &'static [Member],
    /// The slots of the members by their keys, as `name_slots` lays them out.
    pub by_key: &'static [u16],
    /// The slots of the members by their documented names.
    pub by_name: &'static [u16],
}

impl Members {
    /// The index of the member with a name. Members mostly come in their order, so the one that is
    /// `expected` is compared first.
    #[inline]
    pub(crate) fn find(&self, name: &str, expected: usize, form: Form) -> Option<usize> {
        match self.list.get(expected) {
            Some(member) if member.name_in(form) == Some(name) => Some(expected),
            _ => self.search(name, form),
        }
    }

    fn search(&self, name: &str, form: Form) -> Option<usize> {
        let has_name = |index: usize| self.list[index].name_in(form) == Some(name);
        let slots = if form.is_documented() { self.by_name } else { self.by_key };
        if slots.is_empty() {
            return (0..self.list.len()).find(|index| has_name(*index));
        }
        let mut slot = first_slot(name, slots.len());
        // The loop ends, since some slots are always empty.
        while slots[slot] != EMPTY_SLOT {
            let index = usize::from(slots[slot]);
            if has_name(index) {
                return Some(index);
            }
            slot = (slot + 1) % slots.len();
        }
        None
    }
}
