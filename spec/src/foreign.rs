//! Files that are not descriptions. Each is named in one problem, with what to do.

use std::collections::HashSet;

use crate::json::Value;

/// The kind of a text that is not JSON, if it is known.
pub(crate) fn text(text: &str) -> Option<&'static str> {
    let is_remark = |line: &&str| line.is_empty() || line.starts_with(['#', '/', '%', '*']);
    let mut lines = text.lines().map(str::trim).skip_while(is_remark);
    let line = lines.next()?;
    if line.starts_with('<') {
        return Some("this is a page in HTML or XML; download the file itself");
    }
    if ["$version", "namespace ", "metadata "].iter().any(|word| line.starts_with(word)) {
        return Some(
            "this is a Smithy model; expected a description in botocore's format, such as the service-2.json of the service",
        );
    }
    if line == "---" {
        return Some(YAML);
    }
    let (key, value) = line.split_once(':')?;
    if key == "openapi" || key == "swagger" {
        return Some(OPENAPI);
    }
    let is_key = |c: char| c.is_ascii_alphanumeric() || "_-.'\"".contains(c);
    let is_pair = !key.is_empty() && key.chars().all(is_key);
    (is_pair && (value.is_empty() || value.starts_with(' '))).then_some(YAML)
}

const YAML: &str = "this is YAML; convert it to JSON";

const OPENAPI: &str = "this is an OpenAPI document; expected a description in botocore's format; for OpenAPI, use a generator such as progenitor";

/// Files that one of their keys identifies.
const KEYS: [(&str, &str); 12] = [
    (
        "smithy",
        "this is a Smithy model; expected a description in botocore's format, such as the service-2.json of the service",
    ),
    ("openapi", OPENAPI),
    ("swagger", OPENAPI),
    ("asyncapi", "this is an AsyncAPI document; expected a description in botocore's format"),
    ("$schema", "this is a JSON Schema; expected a description in botocore's format"),
    ("pagination", "these are the paginators of a service; its description is service-2.json"),
    ("waiters", "these are the waiters of a service; its description is service-2.json"),
    ("examples", "these are the examples of a service; its description is service-2.json"),
    ("merge", "these are additions to a description, which is service-2.json"),
    ("rules", "these are the endpoint rules of a service; its description is service-2.json"),
    ("nodes", "these are the endpoint rules of a service; its description is service-2.json"),
    ("partitions", "these are the endpoints of all services; expected the description of one"),
];

/// The kind of a JSON file, if it is known and not a description.
pub(crate) fn json(root: &Value<'_>) -> Option<String> {
    if root.get("metadata").is_some() && root.get("operations").is_some() {
        return without_references(root).or_else(|| without_errors(root));
    }
    let found = KEYS.iter().find(|(key, _)| root.get(key).is_some());
    found.map(|(_, message)| (*message).to_owned())
}

/// The minified files of the AWS SDK for JavaScript have the shapes in the places of references.
fn without_references(root: &Value<'_>) -> Option<String> {
    let operations = root.get("operations")?.values();
    let has_shape_inside = |operation: &Value<'_>| {
        [operation.get("input"), operation.get("output")].into_iter().flatten().any(|message| {
            message.get("shape").is_none()
                && (message.get("type").is_some() || message.get("members").is_some())
        })
    };
    operations.into_iter().any(has_shape_inside).then(|| {
        "this is a .min.json of the AWS SDK for JavaScript, which leaves out names and errors; expected the service-2.json of the service, which botocore has".to_owned()
    })
}

/// The other files of that SDK refer to errors, and have no shapes of errors.
fn without_errors(root: &Value<'_>) -> Option<String> {
    let shapes = root.get("shapes")?;
    let is_error =
        |shape: &Value<'_>| shape.get("exception").is_some() || shape.get("error").is_some();
    if shapes.values().into_iter().any(is_error) {
        return None;
    }
    let known: HashSet<&str> = shapes.keys().collect();
    let operations = root.get("operations")?.values();
    let references = operations.into_iter().filter_map(|operation| operation.get("errors"));
    let names = references.flat_map(Value::values).filter_map(|error| error.get("shape")?.string());
    let mut missing: Vec<&str> = names.filter(|name| !known.contains(name)).collect();
    if missing.len() < 2 {
        // One missing shape is more likely a mistake, which is reported at its place.
        return None;
    }
    missing.sort_unstable();
    missing.dedup();
    let first = missing.first()?;
    let others = match missing.len() - 1 {
        0 => String::new(),
        1 => " and of another error".to_owned(),
        count => format!(" and of {count} other errors"),
    };
    Some(format!(
        "the shape of {first:?}{others} is missing, as in a .normal.json of the AWS SDK for JavaScript; expected the service-2.json of the service, which botocore has"
    ))
}
