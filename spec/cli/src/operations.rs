//! Lists the operations of a description, and says which of them can be generated.

use chime_model_spec::cursor::{Cursor, Source};
use chime_model_spec::description::{self, Protocol};
use chime_model_spec::{Problem, Problems};

use crate::parts::{Part, Parts};

/// An operation of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOperation {
    name: String,
    method: String,
    uri: String,
    target: Option<String>,
    problem: Option<Problem>,
}

impl ListedOperation {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The HTTP method; empty if the description has none, which is a problem.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The template of the path and of the literal query; empty if the description has none, which
    /// is a problem.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// What the header `X-Amz-Target` says of it, if it is one of awsJson.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// Why the operation cannot be generated: the first problem of the operation itself, or of a
    /// shape that it needs. `None` if it can.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }
}

/// The operations of a description, in the order of the file. `file` is the name that problems are
/// shown with. An operation without a problem can be generated once
/// [`slice()`](crate::slice) has left out those that have one.
///
/// # Errors
/// The file is not a description, or has a problem outside of its operations and shapes.
///
/// ```
/// let operations = chime_model_cli::operations("chime.json", chime_model_spec::CHIME)?;
/// assert_eq!((operations[0].name(), operations[0].method()), ("CreateRoom", "POST"));
/// assert_eq!(operations[0].uri(), "/accounts/{accountId}/rooms");
/// assert!(operations[0].problem().is_none());
/// # Ok::<(), chime_model_spec::Problems>(())
/// ```
pub fn operations(file: &str, text: &str) -> Result<Vec<ListedOperation>, Problems> {
    let problems = chime_model_spec::read(file, text).err();
    let source = Source::new(file, text);
    let prefix = target_prefix(file, text);
    let listed = Parts::new(&source, problems.as_ref()).map(|parts| {
        let operations = parts.operations.iter();
        operations.map(|operation| listed(operation, prefix.as_deref())).collect::<Vec<_>>()
    });
    match (listed, problems) {
        (None, Some(problems)) => Err(problems),
        (listed, _) => Ok(listed.unwrap_or_default()),
    }
}

/// What comes before the names of operations in their targets, in awsJson.
fn target_prefix(file: &str, text: &str) -> Option<String> {
    match description::read(&Source::new(file, text))?.metadata.protocol {
        Protocol::RestJson1 => None,
        Protocol::AwsJson(json) => Some(json.target_prefix.0),
    }
}

fn listed(operation: &Part<'_>, target_prefix: Option<&str>) -> ListedOperation {
    let http = value(&operation.cursor, "http");
    let text = |key| http.as_ref().and_then(|http| value(http, key)?.string()).unwrap_or_default();
    ListedOperation {
        name: operation.name.clone(),
        method: text("method"),
        uri: text("requestUri"),
        target: target_prefix.map(|prefix| format!("{prefix}.{}", operation.name)),
        problem: operation.problem.map(Problem::without_advice),
    }
}

/// The value of a key.
fn value<'a>(object: &Cursor<'a>, key: &str) -> Option<Cursor<'a>> {
    object.entries().into_iter().find(|(name, _)| name == key).map(|(_, cursor)| cursor)
}
