//! [`Content`]: what the body of a message holds, and the headers that describe it (rules C1 to
//! C5).

use chime_model_vocabulary::media::{EVENT_STREAM, JSON};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

/// What the body of a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// No body: the operation has no such message (rule C1).
    Absent,
    /// No body: there are no members (rule C1). A server accepts an empty object (rule C8).
    NoMembers,
    /// No body: every member has another location (rule C1).
    Elsewhere,
    /// A JSON object of members (rule C2).
    Members,
    /// A stream of events, which is written and read elsewhere (rule S2).
    EventStream,
    /// One member, which is the whole body (rule C4).
    Payload {
        /// the Content-Type
        content_type: &'static str,
        /// what a request sends if the member is not set (rule C3)
        unset: &'static str,
    },
}

impl Content {
    /// The Content-Type of a body.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Content::Payload { content_type, .. } => content_type,
            Content::EventStream => EVENT_STREAM,
            Content::Absent | Content::NoMembers | Content::Elsewhere | Content::Members => JSON,
        }
    }
}

/// Adds the headers that describe a body: its length (rule C5), and its type unless a member sets
/// it (rule C4). A stream of events has no length (rule S6).
pub(crate) fn describe_body(body: &[u8], content_type: &'static str, headers: &mut HeaderMap) {
    // These two headers and the one with the type of an error.
    headers.reserve(3);
    if !headers.contains_key(CONTENT_TYPE) {
        // Most bodies have this type, and a constant need not be checked when it is sent.
        let json = const { HeaderValue::from_static(JSON) };
        let is_json = content_type == JSON;
        let value = if is_json { json } else { HeaderValue::from_static(content_type) };
        headers.insert(CONTENT_TYPE, value);
    }
    headers.insert(CONTENT_LENGTH, body.len().into());
}
