//! The packages of npm and of PyPI that ship the documents: their manifests, and a loader for each
//! language.

use std::collections::BTreeMap;

use serde_json::json;

use crate::data::Service;
use crate::documents::{Documents, file_name};
use crate::print::text;

/// The files that make the folder a package of npm and one of PyPI, by their paths.
///
/// `example` is the path of the document that the page loads.
pub(crate) fn files(documents: &Documents, example: &str) -> BTreeMap<String, String> {
    let folder = file_name(&documents.service.id.to_lowercase());
    let name = format!("{folder}-schema");
    let module = format!("{}_schema", folder.replace(['-', '.'], "_"));
    let description = format!("{} of {}", contents(documents), documents.service.full_name);
    let package = json!({
        "name": name,
        "version": documents.version,
        "description": description,
        "license": documents.license,
        "type": "module",
        "exports": { ".": "./index.js", "./*.json": "./*.json" },
        "types": "./index.d.ts",
        "files": ["index.js", "index.d.ts", "manifest.json", folder],
        "keywords": ["json-schema", "openapi", "botocore", "aws"],
    });
    let quoted = |text: &str| json!(text).to_string();
    let project = format!(
        "[build-system]\nrequires = [\"setuptools>=77\"]\nbuild-backend = \"setuptools.build_meta\"\n\n[project]\nname = {}\nversion = {}\n\
         description = {}\nreadme = \"README.md\"\nlicense = {}\nrequires-python = \">=3.9\"\n\n[tool.setuptools]\npackages = [{module:?}]\npackage-dir = {{ {module} = \".\" }}\n\n\
         [tool.setuptools.package-data]\n{module} = [\"py.typed\", \"manifest.json\", \"{folder}/**/*.json\"]\n",
        quoted(&name),
        quoted(&documents.version),
        quoted(&description),
        quoted(&documents.license),
    );
    [
        ("package.json", text(&package)),
        ("pyproject.toml", project),
        ("README.md", readme(documents, example, &name, &module)),
        ("index.js", JAVASCRIPT.to_owned()),
        ("index.d.ts", TYPESCRIPT.to_owned()),
        ("__init__.py", PYTHON.to_owned()),
        ("py.typed", String::new()),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into()
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

const TYPESCRIPT: &str = r"/** The path of every document, such as `chime/2018-05-01/openapi-3.1.json`. */
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


#: The path of every document, such as ``chime/2018-05-01/openapi-3.1.json``.
NAMES: list[str] = list(_read("manifest.json")["files"])


def load(name: str) -> dict[str, Any]:
    """The document of a path; raises ``KeyError`` if there is none."""
    if name not in NAMES:
        raise KeyError(name)
    return _read(name)
"#;
