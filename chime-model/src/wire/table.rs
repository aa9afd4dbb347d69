//! [`Member`]: what the tables of the derives say of a member, of a structure or of a union.

use super::form::Form;
use super::timestamp::TimestampFormat;

/// What the tables say of a member.
pub struct Member {
    /// The documented name.
    pub name: &'static str,
    /// The key in a body; nothing for a member that is elsewhere.
    pub key: Option<&'static str>,
    /// The format of the timestamps in it (rule T1).
    pub format: TimestampFormat,
}

impl Member {
    /// Whether a key of an object is this member. The documented form has the documented names.
    #[inline]
    pub(super) fn is_named(&self, key: &str, is_documented: bool) -> bool {
        if is_documented { self.name == key } else { self.key == Some(key) }
    }

    /// The key under which the member is written; nothing in a body if the member is elsewhere.
    #[inline]
    pub(super) fn key_in(&self, form: Form) -> Option<&'static str> {
        if form.body.is_none() { Some(self.name) } else { self.key }
    }
}
