//! [`RouteMap`]: a trie over the segments of URI templates. The time to find an operation does not
//! depend on the number of operations.

use http::{Method, Request};

use super::key::RouteKey;
use super::targets::Targets;
use crate::wire::{Segment, Template};

/// A map from requests to values.
#[derive(Clone)]
pub struct RouteMap<T> {
    root: Node<T>,
    len: usize,
    targets: Targets<T>,
}

/// The routes that begin with the segments on the way to this node.
#[derive(Clone)]
struct Node<T> {
    /// The literal segments, sorted by `order`.
    literals: Vec<(&'static str, Node<T>)>,
    label: Option<Box<Node<T>>>,
    /// Greedy labels, those with more literal text after them first.
    greedy: Vec<Greedy<T>>,
    /// The routes that end here. Those with a longer literal query come first.
    ends: Vec<Route<T>>,
}

/// A greedy label, and the segments after it in its template.
#[derive(Clone)]
struct Greedy<T> {
    tail: Vec<Segment<'static>>,
    ends: Vec<Route<T>>,
}

/// A key with its value.
#[derive(Clone)]
struct Route<T> {
    /// How many routes were added before it.
    index: usize,
    method: Method,
    template: Template,
    value: T,
}

impl<T> Default for RouteMap<T> {
    fn default() -> Self {
        Self { root: Node::default(), len: 0, targets: Targets::default() }
    }
}

impl<T> RouteMap<T> {
    /// The map with these keys. If a key occurs twice, the second value wins.
    pub fn of(routes: impl IntoIterator<Item = (RouteKey, T)>) -> Self {
        let mut map = Self::default();
        for (key, value) in routes {
            map.insert(std::iter::empty(), key, value);
        }
        map
    }

    /// Adds a value for the requests whose path is `base` followed by the path of the key. Returns
    /// the previous value for exactly these requests.
    pub(crate) fn insert(
        &mut self,
        base: impl Iterator<Item = &'static str>,
        key: RouteKey,
        value: T,
    ) -> Option<T> {
        let RouteKey { method, uri: template, target } = key;
        if let Some(target) = target {
            let base = base.flat_map(|segment| ["/", segment]).collect();
            return self.targets.insert(base, target, value);
        }
        let mut segments = base.map(Segment::Literal).chain(template.split_path());
        let mut node = &mut self.root;
        let ends = loop {
            match segments.next() {
                None => break &mut node.ends,
                Some(Segment::Literal(text)) => node = node.literal(text),
                Some(Segment::Label) => node = node.label.get_or_insert_default(),
                Some(Segment::Greedy) => break node.greedy(segments.collect()),
            }
        };
        let same = ends
            .iter_mut()
            .find(|route| route.method == method && route.template.has_same_query(&template));
        if let Some(same) = same {
            return Some(std::mem::replace(&mut same.value, value));
        }
        let count = template.literal_query().count();
        let at = ends.partition_point(|route| route.template.literal_query().count() > count);
        ends.insert(at, Route { index: self.len, method, template, value });
        self.len += 1;
        None
    }

    /// The value for a request. If several match, a target wins over a path. Two paths are compared
    /// from left to right: literal text wins over a label, and a label over a greedy one. After
    /// that, the longer literal query wins.
    pub fn find<B>(&self, request: &Request<B>) -> Option<&T> {
        if !self.targets.is_empty()
            && let Some(value) = self.targets.find(request)
        {
            return Some(value);
        }
        let method = request.method();
        let query = request.uri().query().unwrap_or("");
        let mut found = None;
        self.visit(request, &mut |route| {
            let is_found = route.method == *method && route.template.matches_query(query);
            if is_found {
                found = Some(&route.value);
            }
            is_found
        });
        found
    }

    /// The methods and the values that match the path of a request, in the order in which they were
    /// added. A `POST` gets here only without a known target, so keys with a target do not match
    /// it.
    pub(crate) fn of_any_method<'m, B>(
        &'m self,
        request: &'m Request<B>,
    ) -> Vec<(&'m Method, &'m T)> {
        let query = request.uri().query().unwrap_or("");
        let mut others = Vec::new();
        self.visit(request, &mut |route| {
            if route.template.matches_query(query) {
                others.push(route);
            }
            false
        });
        others.sort_unstable_by_key(|route| route.index);
        let others = others.into_iter().map(|route| (&route.method, &route.value));
        let is_post = *request.method() == Method::POST;
        let targets = self.targets.at(request.uri().path()).filter(|_| !is_post);
        others.chain(targets.map(|value| (&Method::POST, value))).collect()
    }

    /// Visits the routes that have the path of a request, until `visit` returns true.
    fn visit<'m, B>(&'m self, request: &Request<B>, visit: &mut impl FnMut(&'m Route<T>) -> bool) {
        if let Some(path) = request.uri().path().strip_prefix('/') {
            self.root.visit(Some(path), visit);
        }
    }
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self { literals: Vec::new(), label: None, greedy: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Node<T> {
    /// The node after a literal segment.
    fn literal(&mut self, text: &'static str) -> &mut Self {
        let found = self.literals.binary_search_by(|(other, _)| order(other, text));
        let at = found.unwrap_or_else(|at| {
            self.literals.insert(at, (text, Node::default()));
            at
        });
        &mut self.literals[at].1
    }

    /// The routes that end with a greedy label and `tail`.
    fn greedy(&mut self, tail: Vec<Segment<'static>>) -> &mut Vec<Route<T>> {
        let found = self.greedy.iter().position(|greedy| greedy.tail == tail);
        let at = found.unwrap_or_else(|| {
            let at = self.greedy.partition_point(|greedy| {
                let specificity = greedy.tail.iter().map(|segment| segment.specificity());
                specificity.gt(tail.iter().map(|segment| segment.specificity()))
            });
            self.greedy.insert(at, Greedy { tail, ends: Vec::new() });
            at
        });
        &mut self.greedy[at].ends
    }

    /// Visits the routes that match the rest of a path, until `visit` returns true. Returns whether
    /// it did. Each node is visited at most once, since its depth is the number of segments before
    /// it.
    fn visit<'m>(
        &'m self,
        rest: Option<&str>,
        visit: &mut impl FnMut(&'m Route<T>) -> bool,
    ) -> bool {
        let Some(rest) = rest else { return self.ends.iter().any(visit) };
        let (segment, next) = split_segment(rest);
        let literal = self.literals.binary_search_by(|(text, _)| order(text, segment));
        literal.is_ok_and(|at| self.literals[at].1.visit(next, visit))
            || self.label.as_ref().is_some_and(|label| label.visit(next, visit))
            || self
                .greedy
                .iter()
                .any(|greedy| greedy.matches(rest) && greedy.ends.iter().any(&mut *visit))
    }
}

impl<T> Greedy<T> {
    /// Whether the rest of a path ends with the tail, and has at least one segment before it.
    fn matches(&self, mut rest: &str) -> bool {
        self.tail.iter().rev().all(|segment| {
            let Some((before, last)) = rest.rsplit_once('/') else { return false };
            rest = before;
            *segment == Segment::Label || *segment == Segment::Literal(last)
        })
    }
}

/// By length and then by bytes, since most comparisons end at the length.
fn order(text: &str, other: &str) -> std::cmp::Ordering {
    text.len().cmp(&other.len()).then_with(|| text.cmp(other))
}

/// The first segment of a path, and the rest of it after the slash.
fn split_segment(path: &str) -> (&str, Option<&str>) {
    match position_of_slash(path.as_bytes()) {
        Some(at) => (&path[..at], Some(&path[at + 1..])),
        None => (path, None),
    }
}

/// Reads eight bytes at a time, since most labels are ids of 36 bytes.
fn position_of_slash(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);
    const SLASHES: u64 = u64::from_le_bytes([b'/'; 8]);
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        // A slash becomes a zero byte. The lowest bit of `zeros` is the high bit of the first one.
        let word = u64::from_le_bytes(*word) ^ SLASHES;
        let zeros = word.wrapping_sub(ONES) & !word & HIGH_BITS;
        if zeros != 0 {
            return Some(at * 8 + zeros.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| *byte == b'/')?;
    Some(bytes.len() - rest.len() + at)
}
