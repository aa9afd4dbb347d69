//! Writes a document as text. The order of keys does not depend on the features of `serde_json`.

use serde_json::{Map, Value};

/// The keys that come first in an object; the others follow by name.
const FIRST: [&str; 18] = [
    "$schema",
    "$id",
    "openapi",
    "info",
    "servers",
    "tags",
    "security",
    "paths",
    "components",
    "title",
    "operationId",
    "name",
    "in",
    "summary",
    "description",
    "type",
    "format",
    "required",
];

/// The text of a document, with a newline at its end.
///
/// ```
/// let document = serde_json::json!({ "type": "object", "title": "Room" });
/// let text = chime_model_schema::text(&document);
/// assert!(text.starts_with("{\n  \"") && text.ends_with("}\n"));
/// ```
#[must_use]
pub fn text(document: &Value) -> String {
    let mut out = String::new();
    write(&mut out, document, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| (rank(object, key), key.as_str()));
            let each = |out: &mut String, (key, value): &(&String, &Value)| {
                out.push_str(&format!("{}: ", Value::from(key.as_str())));
                write(out, value, depth + 1);
            };
            lines(out, ['{', '}'], &entries, depth, each);
        }
        Value::Array(list) if list.iter().any(|value| value.is_object() || value.is_array()) => {
            lines(out, ['[', ']'], list, depth, |out, value| write(out, value, depth + 1));
        }
        Value::Array(list) => out.push_str(&format!(
            "[{}]",
            list.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
        )),
        flat => out.push_str(&flat.to_string()),
    }
}

fn lines<T>(
    out: &mut String,
    [open, close]: [char; 2],
    all: &[T],
    depth: usize,
    mut each: impl FnMut(&mut String, &T),
) {
    out.push(open);
    for (index, element) in all.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        each(out, element);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// The position of a keyword. The keys of an object whose values are all objects are names, not
/// keywords.
fn rank(object: &Map<String, Value>, key: &str) -> usize {
    let are_names = object.values().all(Value::is_object);
    if are_names { 0 } else { FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len()) }
}
