//! Which types of a body are accepted: a request's Content-Type (rule C8) and its Accept (rule
//! C10).

use chime_model_vocabulary::media::{BLOB, EVENT_STREAM, JSON, TEXT};
use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};

use super::body::Content;

/// Checks the Content-Type of a body that is not empty (rule C8).
///
/// # Errors
/// The expected type; `None` if no body is expected.
pub(crate) fn check_content_type(
    headers: &HeaderMap,
    content: Content,
) -> Result<(), Option<&'static str>> {
    let given = headers.get(CONTENT_TYPE).map(|value| value.to_str().unwrap_or(""));
    let expected = match content {
        Content::Payload { content_type: BLOB, .. } => return Ok(()),
        // Clients of AWS send a text without a type. Where no body is expected, a body without a
        // type is ignored.
        Content::Payload { content_type: TEXT, .. }
        | Content::NoMembers
        | Content::Elsewhere
        | Content::Absent
            if given.is_none() =>
        {
            return Ok(());
        }
        Content::Payload { content_type, .. } => Some(content_type),
        Content::EventStream => Some(EVENT_STREAM),
        Content::Members | Content::NoMembers => Some(JSON),
        Content::Elsewhere | Content::Absent => None,
    };
    match (given, expected) {
        (Some(given), Some(expected)) if is_type(given, expected) => Ok(()),
        _ => Err(expected),
    }
}

/// Whether a Content-Type names a media type, with parameters or without.
fn is_type(given: &str, media_type: &str) -> bool {
    let essence = || given.split(';').next().unwrap_or("").trim();
    given == media_type || essence().eq_ignore_ascii_case(media_type)
}

/// Whether the `Accept` headers accept a media type. Without such a header, any type is accepted.
/// Otherwise the most specific range decides.
pub(crate) fn accepts(headers: &HeaderMap, media_type: &str) -> bool {
    let mut has_ranges = false;
    let mut closest = None;
    for line in headers.get_all(ACCEPT) {
        for range in outside_quotes(line.to_str().unwrap_or(""), ',') {
            if !range.is_empty() {
                has_ranges = true;
                // If several ranges are equally specific, one that accepts the type wins.
                closest = closest.max(match_range(range, media_type));
            }
        }
    }
    !has_ranges || closest.is_some_and(|(_, is_accepted)| is_accepted)
}

/// How specifically a range with its parameters names a type, and whether it accepts the type;
/// `None` if it does not name the type.
fn match_range(range: &str, media_type: &str) -> Option<(u8, bool)> {
    let mut parts = outside_quotes(range, ';');
    let closeness = closeness(parts.next()?, media_type)?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    Some((closeness, weight.is_none_or(|weight| weight.parse() != Ok(0.0))))
}

/// How specifically a media range names a type; `None` if it does not.
fn closeness(range: &str, media_type: &str) -> Option<u8> {
    let whole = media_type.split('/').next().unwrap_or("");
    match range.split_once('/') {
        _ if range.eq_ignore_ascii_case(media_type) => Some(2),
        Some((kind, "*")) if kind.eq_ignore_ascii_case(whole) => Some(1),
        Some(("*", "*")) => Some(0),
        // Older programs write `*` for `*/*`.
        None if range == "*" => Some(0),
        _ => None,
    }
}

/// The trimmed parts of a text between its separators, except for separators in quotes.
fn outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let parts = text.split(move |c| {
        is_quoted ^= c == '"';
        c == separator && !is_quoted
    });
    parts.map(str::trim)
}
