//! [`Table`]: the operations of a router, and how those of another router join them.

use http::Request;

use super::endpoint::Endpoint;
use super::hooks::Hooks;
use crate::protocol::Protocol;
use crate::routing::RouteMap;

/// The most bytes of a body, unless the router has another limit.
const BODY_LIMIT: usize = 2 * 1024 * 1024;

#[derive(Clone)]
pub(super) struct Table {
    /// The index of each endpoint.
    pub(super) routes: RouteMap<usize>,
    pub(super) endpoints: Vec<Endpoint>,
    nested: Vec<Nested>,
    pub(super) hooks: Hooks,
    pub(super) limit: usize,
}

/// A nested router: what is left of it beside its endpoints.
#[derive(Clone)]
struct Nested {
    bases: Vec<&'static str>,
    hooks: Hooks,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            routes: RouteMap::default(),
            endpoints: Vec::new(),
            nested: Vec::new(),
            hooks: Hooks::default(),
            limit: BODY_LIMIT,
        }
    }
}

impl Table {
    /// Adds an endpoint, whose requests no other takes.
    #[track_caller]
    pub(super) fn add(&mut self, endpoint: Endpoint) {
        let base = endpoint.bases.iter().flat_map(|base| base.split('/').skip(1));
        let index = self.endpoints.len();
        if let Some(same) = self.routes.insert(base, endpoint.key.clone(), index) {
            let same = self.endpoints[same].name();
            panic!("{same} and {} take the same requests", endpoint.name());
        }
        self.endpoints.push(endpoint);
    }

    /// Adds all of another table, below a base path if there is one.
    #[track_caller]
    pub(super) fn adopt(&mut self, base: Option<&'static str>, other: &Self) {
        let below =
            |bases: &[&'static str]| base.into_iter().chain(bases.iter().copied()).collect();
        for endpoint in &other.endpoints {
            let mut endpoint = endpoint.clone();
            endpoint.bases = below(&endpoint.bases);
            endpoint.limit.get_or_insert(other.limit);
            endpoint.hooks = endpoint.hooks.within(&other.hooks);
            self.add(endpoint);
        }
        self.nested.extend(other.nested.iter().map(|nested| Nested {
            bases: below(&nested.bases),
            hooks: nested.hooks.within(&other.hooks),
        }));
        if base.is_some() {
            self.nested.push(Nested { bases: below(&[]), hooks: other.hooks.clone() });
        }
    }

    /// The protocol of a request that is for no operation: that of the first operation for which it
    /// could be one.
    pub(super) fn protocol_of(&self, head: &Request<()>) -> &'static Protocol {
        let protocols = || self.endpoints.iter().map(Endpoint::protocol);
        let claiming = protocols().find(|protocol| protocol.claims(head));
        claiming.or_else(|| protocols().next()).unwrap_or(&Protocol::RestJson1)
    }

    /// The hooks of the nested router with the longest base path that a path begins with.
    pub(super) fn nested_at(&self, path: &str) -> Option<&Hooks> {
        let holds = |nested: &&Nested| {
            let rest = nested.bases.iter().try_fold(path, |rest, base| rest.strip_prefix(base));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let length = |nested: &&Nested| nested.bases.concat().len();
        self.nested.iter().filter(holds).max_by_key(length).map(|nested| &nested.hooks)
    }
}
