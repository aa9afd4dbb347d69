//! [`Paginators`]: a typed mirror of botocore's `paginators-1.json`, with no name resolved.

use crate::cursor::{Cursor, Source};

/// The operations of a file by name. The description may be a slice and have only some of them.
pub type Paginators<'a> = Vec<(String, Paginator<'a>)>;

/// How an operation responds page by page.
pub struct Paginator<'a> {
    /// The member of the input for the token of a page.
    pub input_token: (String, Cursor<'a>),
    /// The member of the output with the token of the next page.
    pub output_token: (String, Cursor<'a>),
    /// The member of the output that says whether there is a next page.
    pub more_results: Option<(String, Cursor<'a>)>,
    /// The member of the input for the number of items on a page.
    pub limit: Option<(String, Cursor<'a>)>,
    /// The paths of the results.
    pub results: Vec<(String, Cursor<'a>)>,
}

/// Reads a file. Problems are recorded in its source.
#[must_use]
pub fn read<'a>(source: &'a Source<'a>) -> Option<Paginators<'a>> {
    let mut root = source.root()?.object();
    let operations = root.require_entries("pagination");
    root.ignore(&["version"]);
    root.ignore_rest();
    let operations = operations.into_iter();
    Some(operations.filter_map(|(name, cursor)| Some((name, paginator(&cursor)?))).collect())
}

fn paginator<'a>(cursor: &Cursor<'a>) -> Option<Paginator<'a>> {
    let mut object = cursor.object();
    let input_token = object.require_text("input_token");
    let output_token = object.require_text("output_token");
    let limit = object.text("limit_key");
    let results = object.take("result_key").map(|cursor| cursor.string_or_strings());
    // These members are the same on every page.
    object.ignore(&["non_aggregate_keys"]);
    let more_results = object.text("more_results");
    object.ignore_rest();
    Some(Paginator {
        input_token: input_token?,
        output_token: output_token?,
        more_results,
        limit,
        results: results.unwrap_or_default(),
    })
}
