//! [`RouteKey`]: how a server recognizes the requests of an operation.

use http::Method;

use crate::protocol::Target;
use crate::wire::Template;

/// How a server recognizes the requests of an operation: by their method, their path and their
/// literal query, and in awsJson also by their target.
#[derive(Clone)]
pub struct RouteKey {
    pub(super) method: Method,
    pub(super) uri: Template,
    pub(super) target: Option<Target<'static>>,
}

impl RouteKey {
    /// The key of a method and a URI template.
    #[must_use]
    pub const fn uri(method: Method, template: &'static str) -> Self {
        Self::new(method, template, None)
    }

    /// The key of a method, a URI template and a target.
    pub(crate) const fn new(
        method: Method,
        template: &'static str,
        target: Option<Target<'static>>,
    ) -> Self {
        Self { method, uri: Template::new(template), target }
    }
}
