//! The query of a request, and percent-decoding (rule U5). `uri` encodes.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Decodes percent-encoding; `None` if it is malformed or not UTF-8 (rule U5).
pub(crate) fn decode(text: &str) -> Option<Cow<'_, str>> {
    let bytes = text.as_bytes();
    if !bytes.contains(&b'%') {
        return Some(text.into());
    }
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let malformed =
        (0..bytes.len()).any(|at| bytes[at] == b'%' && !(is_hex(at + 1) && is_hex(at + 2)));
    if malformed {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok()
}

/// The decoded pairs of a query; `None` if one is malformed.
pub(crate) fn parse_query(query: &str) -> Option<Vec<(Cow<'_, str>, Cow<'_, str>)>> {
    if query.is_empty() {
        return Some(Vec::new());
    }
    query_pairs(query).map(|(key, value)| Some((decode(key)?, decode(value)?))).collect()
}

/// The pairs of a query, still encoded. A key without `=` has an empty value.
pub(super) fn query_pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}
