//! [`Examples`]: a typed mirror of botocore's `examples-1.json`, with no name resolved.

use crate::cursor::{Cursor, Source};

/// The first example of each operation of a file. The description may be a slice and have only some
/// of the operations.
pub type Examples<'a> = Vec<(String, Example<'a>)>;

/// Values of the messages of an operation, in their documented form.
pub struct Example<'a> {
    pub title: Option<String>,
    pub input: Option<Cursor<'a>>,
    pub output: Option<Cursor<'a>>,
    /// Errors, by the names of their shapes.
    pub errors: Vec<(String, Cursor<'a>)>,
}

/// Reads a file. Problems are recorded in its source.
#[must_use]
pub fn read<'a>(source: &'a Source<'a>) -> Option<Examples<'a>> {
    let mut root = source.root()?.object();
    let operations = root.require_entries("examples");
    root.ignore(&["version"]);
    root.ignore_rest();
    let first = |cursor: &Cursor<'a>| cursor.array().first().map(example);
    let operations = operations.into_iter();
    Some(operations.filter_map(|(name, cursor)| Some((name, first(&cursor)?))).collect())
}

fn example<'a>(cursor: &Cursor<'a>) -> Example<'a> {
    let mut object = cursor.object();
    let example = Example {
        title: object.string("title"),
        input: object.take("input"),
        output: object.take("output"),
        errors: object.take("errors").map(|errors| errors.entries()).unwrap_or_default(),
    };
    object.ignore(&["id", "description", "comments"]);
    object.ignore_rest();
    example
}
