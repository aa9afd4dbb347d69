//! [`Members`]: the table of the members of a structure or a union, and the search in it.

use chime_model_vocabulary::TimestampFormat;

use crate::wire::form::Form;

/// The facts of a member.
pub struct Member {
    /// The place in the table.
    pub index: u16,
    /// The documented name.
    pub name: &'static str,
    /// The key in a body; `None` for a member that is elsewhere.
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
    /// The name of the member in a form; `None` in a body if the member is elsewhere.
    #[inline]
    pub(crate) fn name_in(&self, form: Form) -> Option<&'static str> {
        if form.is_documented() { Some(self.name) } else { self.key.as_ref().map(|key| key.text) }
    }
}

/// The members of a structure or a union.
pub struct Members {
    /// The members in their order.
    pub list: &'static [Member],
    /// The indices of the members that have a key, in the order of the keys.
    pub by_key: &'static [u16],
    /// The indices of all members in the order of the documented names.
    pub by_name: &'static [u16],
}

/// Up to how many members a table is searched one by one, which then is faster than by halves.
const FEW: usize = 8;

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
        if self.list.len() <= FEW {
            return self.list.iter().position(|member| member.name_in(form) == Some(name));
        }
        let order = if form.is_documented() { self.by_name } else { self.by_key };
        let name_at = |at: &u16| self.list[usize::from(*at)].name_in(form).unwrap_or_default();
        let found = order.binary_search_by(|at| name_at(at).cmp(name)).ok()?;
        Some(usize::from(order[found]))
    }
}
