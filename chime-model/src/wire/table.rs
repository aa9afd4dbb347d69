//! What the tables of the derives say: [`Member`] of a member, and [`Content`] of the body of a
//! message.

use super::form::Form;
use super::timestamp::TimestampFormat;

/// What the body of a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: the operation has no such message (rule C1).
    Absent,
    /// Nothing: no member can (rule C1).
    Nothing,
    /// A JSON object of members (rule C2).
    Members,
    /// One member, as it is (rule C4).
    Payload {
        /// the Content-Type of it
        content_type: &'static str,
        /// what a request sends where it is not set (rule C3)
        unset: &'static str,
    },
}

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
