//! The packages of npm and of PyPI that ship the documents: their manifests, and a loader for each
//! language.

use std::collections::BTreeMap;

use serde_json::json;

use crate::data::Service;
use crate::documents::Documents;
use crate::print::text;

/// The files that make the folder a package of npm and one of PyPI, by their paths.
///
/// `example` is the path of the document that the page loads.
pub(crate) fn files(documents: &Documents, example: &str) -> BTreeMap<String, String> {
    let folder = documents.service_folder();
    let name = format!("{folder}-schema");
    let module = format!("{}_schema", folder.replace(['-', '.'], "_"));
    let mut files = documents.license_files.clone();
    files.extend(
        [
            ("package.json", npm(documents, &name)),
            ("pyproject.toml", pypi(documents, &name, &module)),
            ("README.md", readme(documents, example, &name, &module)),
            ("index.js", JAVASCRIPT.to_owned()),
            ("index.d.ts", TYPESCRIPT.replace("{document}", example)),
            ("__init__.py", PYTHON.replace("{document}", example)),
            ("py.typed", String::new()),
        ]
        .map(|(name, text)| (name.to_owned(), text)),
    );
    files
}

fn description(documents: &Documents) -> String {
    format!("{} of {}", contents(documents), documents.service.full_name)
}

/// `package.json`.
fn npm(documents: &Documents, name: &str) -> String {
    let folder = documents.service_folder();
    let mut files = vec!["index.js", "index.d.ts", "manifest.json", &folder];
    files.extend(documents.license_files.keys().map(String::as_str));
    let mut package = json!({
        "name": name,
        "version": documents.version,
        "description": description(documents),
        "license": documents.license,
        "type": "module",
        "exports": { ".": "./index.js", "./*.json": "./*.json" },
        "types": "./index.d.ts",
        "files": files,
        "keywords": ["json-schema", "openapi", "botocore", "aws"],
    });
    if let Some(url) = &documents.repository {
        package["repository"] = json!({ "type": "git", "url": url });
    }
    text(&package)
}

/// `pyproject.toml`. Its build backend writes nothing into the folder.
fn pypi(documents: &Documents, name: &str, module: &str) -> String {
    let Documents { version, license, .. } = documents;
    let description = description(documents);
    let files: Vec<String> =
        documents.license_files.keys().map(|name| json!(name).to_string()).collect();
    let urls = documents
        .repository
        .as_ref()
        .map(|url| format!("\n[project.urls]\nRepository = {}\n", json!(url)));
    let folder = documents.service_folder();
    format!(
        r#"[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = {name}
version = {version}
description = {description}
readme = "README.md"
license = {license}
license-files = [{files}]
requires-python = ">=3.9"
{urls}
[tool.hatch.build]
only-include = ["__init__.py", "py.typed", "manifest.json", {folder}]

[tool.hatch.build.targets.wheel.sources]
"" = {module}
"#,
        name = json!(name),
        version = json!(version),
        description = json!(description),
        license = json!(license),
        files = files.join(", "),
        urls = urls.unwrap_or_default(),
        folder = json!(folder),
        module = json!(module),
    )
}

/// What the packages hold.
fn contents(documents: &Documents) -> &'static str {
    if documents.has_openapi() { "JSON Schema and OpenAPI" } else { "JSON Schema" }
}

/// The page of both packages.
fn readme(documents: &Documents, example: &str, name: &str, module: &str) -> String {
    let Service { full_name, api_version, .. } = &documents.service;
    let license = &documents.license;
    let contents = contents(documents);
    let openapi = if documents.has_openapi() {
        " The service has an\nOpenAPI document in 3.0 and in 3.1."
    } else {
        ""
    };
    format!(
        r#"# {name}

{contents} of {full_name}, API version {api_version}. Each message
and each error has a JSON Schema in draft-07 and in 2020-12.{openapi}

In Python:

```python
import {module}

print({module}.NAMES)
document = {module}.load("{example}")
```

In JavaScript:

```js
import {{ load, names }} from "{name}";

console.log(names);
const document = load("{example}");
```

`manifest.json` has the SHA-256 of each document. The license is {license}.
"#
    )
}

const JAVASCRIPT: &str = r#"import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

export const names = Object.keys(read("manifest.json").files);

export function load(name) {
  if (!names.includes(name)) throw new Error(`no such document: ${name}`);
  return read(name);
}
"#;

const TYPESCRIPT: &str = r"/** The path of every document, such as `{document}`. */
export const names: string[];

/** The document of a path; throws if there is none. */
export function load(name: string): Record<string, unknown>;
";

const PYTHON: &str = r#""""JSON Schema and OpenAPI documents, by their paths."""

import json
from importlib.resources import files
from typing import Any


def _read(name: str) -> Any:
    return json.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


#: The path of every document, such as ``{document}``.
NAMES: list[str] = list(_read("manifest.json")["files"])


def load(name: str) -> dict[str, Any]:
    """The document of a path; raises ``KeyError`` if there is none."""
    if name not in NAMES:
        raise KeyError(name)
    document: dict[str, Any] = _read(name)
    return document
"#;
