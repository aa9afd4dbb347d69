//! [`RouteKey`]: how a server recognizes the requests of an operation.

use http::Method;

use crate::wire::Template;

/// How a server recognizes the requests of an operation: in restJson1 by their method, their path
/// and their literal query.
#[derive(Clone)]
pub struct RouteKey {
    pub(super) method: Method,
    pub(super) uri: Template,
}

impl RouteKey {
    /// The key of a method and a URI template.
    #[must_use]
    pub const fn uri(method: Method, template: &'static str) -> Self {
        Self { method, uri: Template::new(template) }
    }
}
