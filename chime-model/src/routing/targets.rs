//! [`Targets`]: the operations that a server finds by the header `X-Amz-Target` (rule A3), and by
//! nothing else (rule K2).

use http::{Method, Request};

use crate::protocol::Target;

/// Values by targets, in the order of the operations' names.
#[derive(Clone)]
pub(super) struct Targets<T>(Vec<Entry<T>>);

#[derive(Clone)]
struct Entry<T> {
    /// Empty, or the path before the slash to which requests are sent (rule A2).
    base: String,
    target: Target<'static>,
    value: T,
}

impl<T> Default for Targets<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Targets<T> {
    /// Adds a value, and returns the one that was there for exactly these requests.
    pub(super) fn insert(&mut self, base: String, target: Target<'static>, value: T) -> Option<T> {
        let is_same = |entry: &&mut Entry<T>| entry.base == base && entry.target == target;
        if let Some(same) = self.0.iter_mut().find(is_same) {
            return Some(std::mem::replace(&mut same.value, value));
        }
        let at = self.0.partition_point(|entry| entry.target.operation <= target.operation);
        self.0.insert(at, Entry { base, target, value });
        None
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value for a request.
    pub(super) fn find<B>(&self, request: &Request<B>) -> Option<&T> {
        if *request.method() != Method::POST {
            return None;
        }
        let given = Target::of(request.headers())?;
        let first = self.0.partition_point(|entry| entry.target.operation < given.operation);
        let mut named =
            self.0[first..].iter().take_while(|entry| entry.target.operation == given.operation);
        let path = request.uri().path();
        named
            .find(|entry| entry.has_path(path) && given.is_for(entry.target))
            .map(|entry| &entry.value)
    }

    /// The values for the requests with a path, whatever their target.
    pub(super) fn at<'m>(&'m self, path: &'m str) -> impl Iterator<Item = &'m T> {
        self.0.iter().filter(move |entry| entry.has_path(path)).map(|entry| &entry.value)
    }
}

impl<T> Entry<T> {
    /// Whether a path is the base with the slash or, where there is one, without it: boto3 leaves
    /// it out.
    fn has_path(&self, path: &str) -> bool {
        let rest = path.strip_prefix(&*self.base);
        rest.is_some_and(|rest| rest == "/" || (rest.is_empty() && !self.base.is_empty()))
    }
}
