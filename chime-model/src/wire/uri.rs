//! URIs (rules U1 to U5 and Q1): filling a template with labels, matching one, percent-encoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Rule U1: everything but these is encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// In a greedy label a slash separates segments.
const ENCODED_GREEDY: &AsciiSet = &ENCODED.remove(b'/');

/// One part of a template's path, between two slashes.
enum Part<'t> {
    Literal(&'t str),
    Label(&'t str),
    Greedy(&'t str),
}

/// Percent-encodes a key or a value of a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Decodes percent-encoding; nothing if it is malformed or not UTF-8 (rule U5).
pub(crate) fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let malformed = (0..bytes.len()).any(|at| bytes[at] == b'%' && !(is_hex(at + 1) && is_hex(at + 2)));
    if malformed {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

/// A URI template of a description, such as `/accounts/{accountId}/rooms?operation=create`.
#[derive(Clone, Copy)]
pub(crate) struct Template<'t> {
    path: &'t str,
    query: Option<&'t str>,
}

impl<'t> Template<'t> {
    pub(crate) fn new(uri: &'t str) -> Self {
        match uri.split_once('?') {
            Some((path, query)) => Self { path, query: Some(query) },
            None => Self { path: uri, query: None },
        }
    }

    /// Puts the labels in their places, and the query behind the literal one. The callers' labels are those of the template.
    pub(crate) fn fill<'l>(self, label: impl Fn(&str) -> &'l str, query: &[(String, String)]) -> String {
        let mut uri = String::new();
        for part in self.parts() {
            uri.push('/');
            match part {
                Part::Literal(text) => uri.push_str(text),
                Part::Label(name) => uri.extend(utf8_percent_encode(label(name), ENCODED)),
                Part::Greedy(name) => uri.extend(utf8_percent_encode(label(name), ENCODED_GREEDY)),
            }
        }
        let mut separator = '?';
        if let Some(literal) = self.query {
            uri.push('?');
            uri.push_str(literal);
            separator = '&';
        }
        for (key, value) in query {
            uri.push(separator);
            uri.push_str(&format!("{}={}", encode(key), encode(value)));
            separator = '&';
        }
        uri
    }

    /// The labels of a path that has the form of this template, still encoded; nothing for another path.
    pub(crate) fn match_path<'p>(self, path: &'p str) -> Option<Vec<(&'t str, &'p str)>> {
        let parts: Vec<Part<'t>> = self.parts().collect();
        let segments: Vec<&'p str> = path.strip_prefix('/')?.split('/').collect();
        let greedy = parts.iter().position(|part| matches!(part, Part::Greedy(_)));
        if segments.len() < parts.len() || (greedy.is_none() && segments.len() != parts.len()) {
            return None;
        }
        let mut labels = Vec::new();
        let mut rest = path.strip_prefix('/')?;
        for (index, part) in parts.iter().enumerate() {
            let width = if greedy == Some(index) { segments.len() - parts.len() + 1 } else { 1 };
            let end = rest.match_indices('/').nth(width - 1).map_or(rest.len(), |(at, _)| at);
            let segment = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or("");
            match part {
                Part::Literal(text) if *text != segment => return None,
                Part::Literal(_) => {}
                Part::Label(name) | Part::Greedy(name) => labels.push((*name, segment)),
            }
        }
        Some(labels)
    }

    /// Whether the query has every key of the literal one, with its value where it has one.
    pub(crate) fn match_query(self, query: &[(String, String)]) -> bool {
        self.literal_query().all(|(key, value)| query.iter().any(|(k, v)| k == key && value.is_none_or(|value| v == value)))
    }

    /// Takes the pairs of the literal query out of one that has them: they are the operation's and no member's (rule Q3).
    pub(crate) fn take_literal(self, query: &mut Vec<(String, String)>) {
        for (key, value) in self.literal_query() {
            let is_literal = |(k, v): &(String, String)| k == key && value.is_none_or(|value| v == value);
            query.iter().position(is_literal).map(|at| query.remove(at));
        }
    }

    /// The pairs of the literal query.
    pub(crate) fn literal_query(self) -> impl Iterator<Item = (&'t str, Option<&'t str>)> {
        let pairs = self.query.unwrap_or("").split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').map_or((pair, None), |(key, value)| (key, Some(value))))
    }

    /// How closely the template says what it matches; of two that match, the greater one counts.
    pub(crate) fn specificity(self) -> (Vec<u8>, usize) {
        let rank = |part: Part<'_>| match part {
            Part::Literal(_) => 2,
            Part::Label(_) => 1,
            Part::Greedy(_) => 0,
        };
        (self.parts().map(rank).collect(), self.literal_query().count())
    }

    /// The name of the greedy label, of which a template has one at most.
    pub(crate) fn greedy_label(self) -> Option<&'t str> {
        self.parts().find_map(|part| match part {
            Part::Greedy(name) => Some(name),
            _ => None,
        })
    }

    fn parts(self) -> impl Iterator<Item = Part<'t>> {
        self.path.strip_prefix('/').unwrap_or(self.path).split('/').map(|part| {
            match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some(name) => name.strip_suffix('+').map_or(Part::Label(name), Part::Greedy),
                None => Part::Literal(part),
            }
        })
    }
}

/// The decoded pairs of a query; nothing if one is malformed. A key without `=` has an empty value.
pub(crate) fn parse_query(query: &str) -> Option<Vec<(String, String)>> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(key)?, decode(value)?))
        })
        .collect()
}
