//! [`UriWriter`]: fills a template with labels and a query, percent-encoded (rules U1, U2, U4, Q1,
//! Q2 and Q3).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::query::query_pairs;
use super::template::{Label, Labels, Template};

/// Every character except these is encoded (rule U1).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// In a greedy label a slash separates segments.
const ENCODED_GREEDY: &AsciiSet = &ENCODED.remove(b'/');

/// Appends a text, percent-encoded.
fn push_encoded(target: &mut String, text: &str, encoded: &'static AsciiSet) {
    // Most texts need no encoding. Every byte is tested, since stopping early would cost more than
    // it saves.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'.' | b'_');
    if text.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
        target.push_str(text);
    } else {
        target.extend(utf8_percent_encode(text, encoded));
    }
}

/// The URI of a request that is being written. Literal parts are written as they are (rule U2). A
/// label that comes in the order of the template is written at once.
pub(crate) struct UriWriter {
    template: &'static Template,
    path: String,
    /// The labels that have not been written.
    rest: Labels,
    /// The labels that came before their turn.
    early: Vec<(&'static str, String)>,
    query: String,
}

impl UriWriter {
    pub(crate) fn new(template: &'static Template) -> Self {
        Self {
            template,
            path: String::new(),
            rest: template.labels(),
            early: Vec::new(),
            query: template.query.to_owned(),
        }
    }

    /// Adds a label of the template; returns false if it cannot be sent. An empty label, `.` and
    /// `..` would change the path on the way, and so would such a segment of a greedy label (rule
    /// U4).
    pub(crate) fn label(&mut self, name: &'static str, text: &str) -> bool {
        let is_dots = |segment: &str| matches!(segment, "." | "..");
        let is_greedy =
            || self.template.labels().any(|label| label.is_greedy && label.name == name);
        if text.is_empty()
            || is_dots(text)
            || (self.template.is_greedy && is_greedy() && text.split('/').any(is_dots))
        {
            return false;
        }
        let mut rest = self.rest.clone();
        match rest.next().filter(|label| label.name == name) {
            Some(label) => {
                self.rest = rest;
                self.push(&label, text);
            }
            None => self.early.push((name, text.to_owned())),
        }
        true
    }

    /// Adds a pair to the query (rules Q1 and Q2).
    pub(crate) fn query(&mut self, key: &str, value: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        push_encoded(&mut self.query, key, ENCODED);
        self.query.push('=');
        push_encoded(&mut self.query, value, ENCODED);
    }

    /// Adds the pairs of a map, except for keys that a member has written before (rule Q3).
    pub(crate) fn query_map(&mut self, pairs: impl FnOnce(&mut dyn FnMut(&str, &str))) {
        let named = self.template.query.len()..self.query.len();
        pairs(&mut |key, value| {
            if !query_pairs(&self.query[named.clone()])
                .any(|(name, _)| percent_decode_str(name).eq(key.bytes()))
            {
                self.query(key, value);
            }
        });
    }

    /// The URI, whose labels have all been added.
    pub(crate) fn finish(mut self) -> String {
        while let Some(label) = self.rest.next() {
            let early = self
                .early
                .iter()
                .position(|(name, _)| *name == label.name)
                .map(|at| self.early.swap_remove(at));
            self.push(&label, &early.map(|(_, text)| text).unwrap_or_default());
        }
        self.path.push_str(self.template.end);
        if !self.query.is_empty() {
            self.path.reserve_exact(1 + self.query.len());
            self.path.push('?');
            self.path.push_str(&self.query);
        }
        self.path
    }

    fn push(&mut self, label: &Label, text: &str) {
        // The capacity is exact, since `http` makes a URI of a `String` without spare capacity
        // without another allocation.
        self.path.reserve_exact(label.before.len() + text.len() + self.rest.rest.len());
        self.path.push_str(label.before);
        let encoded = if label.is_greedy { ENCODED_GREEDY } else { ENCODED };
        push_encoded(&mut self.path, text, encoded);
    }
}
