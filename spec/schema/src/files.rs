//! The files of a service's [`Documents`]: their paths, what each holds, and the manifest.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::data::Operation;
use crate::definitions::Definitions;
use crate::documents::{Documents, file_name};
use crate::openapi::{self, Version};
use crate::packages;
use crate::print::text;

impl Documents {
    /// Every document by its path, such as `chime/2018-05-01/draft-07/CreateRoomRequest.json`.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Value> {
        let mut files = BTreeMap::new();
        let folder = self.folder();
        for (draft, settings) in
            [("draft-07", SchemaSettings::draft07()), ("2020-12", SchemaSettings::draft2020_12())]
        {
            for name in self.operations.iter().flat_map(messages) {
                let id = self.schema_id(draft, name);
                files.entry(format!("{folder}/{draft}/{}.json", file_name(name))).or_insert_with(
                    || Definitions::document(&self.shapes, name, &id, settings.clone()),
                );
            }
        }
        if self.has_openapi() {
            let mut insert = |name, version| {
                files.insert(format!("{folder}/{name}.json"), openapi::document(self, version));
            };
            insert("openapi-3.0", Version::V30);
            insert("openapi-3.1", Version::V31);
        }
        files
    }

    /// Whether there are OpenAPI documents. OpenAPI has one operation for a method and a path, but
    /// in awsJson all operations are `POST /`.
    #[must_use]
    pub fn has_openapi(&self) -> bool {
        self.operations.iter().all(|operation| operation.target.is_none())
    }

    /// The text of every file of a folder for all readers: the documents, the packages of npm and
    /// of PyPI that ship them, and `manifest.json`. The manifest has the SHA-256 of each document,
    /// the service, and the package that exports the documents. `hash` computes the SHA-256.
    #[must_use]
    pub fn folder_files(
        &self,
        package: &str,
        version: &str,
        hash: impl Fn(&str) -> String,
    ) -> BTreeMap<String, String> {
        let mut texts: BTreeMap<String, String> =
            self.files().iter().map(|(name, file)| (name.clone(), text(file))).collect();
        let first = texts.keys().find(|name| name.ends_with("openapi-3.1.json"));
        let example = first.or_else(|| texts.keys().next()).cloned().unwrap_or_default();
        let hashes: BTreeMap<&String, String> =
            texts.iter().map(|(name, text)| (name, hash(text))).collect();
        let manifest = json!({
            "description": "The documents of this folder with the SHA-256 of each, the service and API version that they describe, and the package that exported them.",
            "package": { "name": package, "version": version },
            "service": { "id": self.service.id, "apiVersion": self.service.api_version },
            "files": hashes,
        });
        texts.insert("manifest.json".to_owned(), text(&manifest));
        texts.extend(packages::files(self, &example));
        texts
    }
}

/// The shapes of the input, the output and the errors.
fn messages(operation: &Operation) -> impl Iterator<Item = &String> {
    operation
        .input
        .iter()
        .chain(&operation.output)
        .chain(operation.errors.iter().map(|error| &error.shape))
}
