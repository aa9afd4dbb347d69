//! [`Template`]: the URI template of an operation, which a request's path and query are matched
//! with (rule Q3). `uri` fills it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::query::query_pairs;

/// A URI template of a description, such as `/accounts/{accountId}/rooms?operation=create`.
#[derive(Clone, Copy)]
pub(crate) struct Template {
    path: &'static str,
    pub(super) query: &'static str,
    // The number of segments alone tells most templates of a service apart.
    segments: usize,
    pub(super) is_greedy: bool,
    /// what comes after the last label
    pub(super) end: &'static str,
}

impl Template {
    /// Parses a template, in a constant, so that no request pays for it.
    #[must_use]
    pub(crate) const fn new(uri: &'static str) -> Self {
        let bytes = uri.as_bytes();
        let mut at = 0;
        let mut end = 0;
        let mut segments = 0;
        let mut is_greedy = false;
        while at < bytes.len() && bytes[at] != b'?' {
            match bytes[at] {
                b'/' => segments += 1,
                b'}' => {
                    end = at + 1;
                    is_greedy |= bytes[at - 1] == b'+';
                }
                _ => {}
            }
            at += 1;
        }
        let (path, query) = uri.split_at(at);
        let query = if query.is_empty() { query } else { query.split_at(1).1 };
        Self { path, query, segments, is_greedy, end: path.split_at(end).1 }
    }

    /// The labels of a path that has the form of this template, still encoded; `None` for another
    /// path.
    pub(crate) fn read<'p>(&self, path: Path<'p>) -> Option<Vec<(&'static str, &'p str)>> {
        let mut labels = Vec::new();
        self.walk(path, |name, text| labels.push((name, text))).then_some(labels)
    }

    /// Whether a path has the form of this template. Calls a function with each label that it
    /// meets.
    fn walk<'p>(&self, path: Path<'p>, mut label: impl FnMut(&'static str, &'p str)) -> bool {
        let has_segments =
            path.segments == self.segments || (path.segments > self.segments && self.is_greedy);
        if !has_segments || !path.text.ends_with(self.end) {
            return false;
        }
        // A greedy label takes all segments that the template does not have.
        let more = path.segments - self.segments;
        let mut rest = path.text;
        for Label { before, name, is_greedy } in self.labels() {
            let Some(text) = rest.strip_prefix(before) else { return false };
            let end = if is_greedy {
                text.match_indices('/').nth(more).map(|(at, _)| at)
            } else {
                position(text, b'/')
            };
            let segment;
            (segment, rest) = text.split_at(end.unwrap_or(text.len()));
            label(name, segment);
        }
        rest == self.end
    }

    /// Whether a query has every pair of the literal one. A literal key without a value matches any
    /// value.
    pub(crate) fn matches_query(&self, query: &str) -> bool {
        let is = |encoded: &str, literal: &str| {
            encoded == literal || percent_decode_str(encoded).eq(percent_decode_str(literal))
        };
        // Most templates have no query, and most clients send only the literal one.
        self.query.is_empty()
            || self.query == query
            || self.literal_query().all(|(key, value)| {
                query_pairs(query)
                    .any(|(k, v)| is(k, key) && value.is_none_or(|value| is(v, value)))
            })
    }

    /// Removes the pairs of the literal query: they belong to the operation and to no member (rule
    /// Q3).
    pub(crate) fn take_literal(&self, query: &mut Vec<(Cow<'_, str>, Cow<'_, str>)>) {
        if self.query.is_empty() {
            return;
        }
        for (key, value) in self.literal_query() {
            let is = |text: &str, literal: &str| text.bytes().eq(percent_decode_str(literal));
            let is_literal = |(k, v): &(Cow<'_, str>, Cow<'_, str>)| {
                is(k, key) && value.is_none_or(|value| is(v, value))
            };
            query.iter().position(is_literal).map(|at| query.remove(at));
        }
    }

    /// The pairs of the literal query.
    pub(crate) fn literal_query(
        &self,
    ) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| {
            pair.split_once('=').map_or((pair, None), |(key, value)| (key, Some(value)))
        })
    }

    /// Whether another template has the same literal query, in any order.
    pub(crate) fn has_same_query(&self, other: &Self) -> bool {
        let mut others: Vec<_> = other.literal_query().collect();
        let is_in_both = self.literal_query().all(|pair| {
            let found = others.iter().position(|other| *other == pair);
            found.map(|at| others.swap_remove(at)).is_some()
        });
        is_in_both && others.is_empty()
    }

    /// The segments of the path, between its slashes.
    pub(crate) fn split_path(&self) -> impl Iterator<Item = Segment<'static>> {
        self.path.split('/').skip(1).map(|text| match text.as_bytes() {
            [b'{', .., b'+', b'}'] => Segment::Greedy,
            [b'{', .., b'}'] => Segment::Label,
            _ => Segment::Literal(text),
        })
    }

    pub(super) fn labels(&self) -> Labels {
        Labels { rest: self.path, end: self.end.len() }
    }
}

/// A segment of the path of a template.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Segment<'t> {
    /// A label that may contain slashes.
    Greedy,
    Label,
    Literal(&'t str),
}

impl Segment<'_> {
    /// How specific the segment is.
    pub(crate) fn specificity(self) -> u8 {
        match self {
            Segment::Greedy => 0,
            Segment::Label => 1,
            Segment::Literal(_) => 2,
        }
    }
}

/// The labels of a template in their order, and the text after the last one.
#[derive(Clone)]
pub(super) struct Labels {
    pub(super) rest: &'static str,
    /// The length of what comes after the last label.
    end: usize,
}

impl Iterator for Labels {
    type Item = Label;

    fn next(&mut self) -> Option<Label> {
        if self.rest.len() <= self.end {
            return None;
        }
        let (before, label) = self.rest.split_at(position(self.rest, b'{')?);
        let (label, after) = label.split_at(position(label, b'}')?);
        self.rest = &after[1..];
        let (name, is_greedy) =
            label[1..].strip_suffix('+').map_or((&label[1..], false), |name| (name, true));
        Some(Label { before, name, is_greedy })
    }
}

/// A label of a template.
pub(super) struct Label {
    /// what comes before it, and after the label before it
    pub(super) before: &'static str,
    pub(super) name: &'static str,
    pub(super) is_greedy: bool,
}

/// Where an ASCII character is. For texts of a few bytes this takes fewer instructions than `find`.
fn position(text: &str, character: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == character)
}

/// The path of a request.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    text: &'p str,
    segments: usize,
}

impl<'p> Path<'p> {
    #[inline]
    pub(crate) fn new(text: &'p str) -> Self {
        // The sums are bytes, since the compiler can add many bytes at once.
        let slashes =
            |part: &[u8]| part.iter().fold(0_u8, |sum, byte| sum + u8::from(*byte == b'/'));
        let segments = text.as_bytes().chunks(255).map(|part| usize::from(slashes(part))).sum();
        Self { text, segments }
    }
}
