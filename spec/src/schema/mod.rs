//! JSON Schema and OpenAPI of a service, built from plain data in one place: for the command, which fills the data from a description,
//! and for `chime-model`, which fills it from Rust types.

#[doc(hidden)]
pub mod builder;
pub mod data;
mod definitions;
mod examples;
mod from_model;
mod message;
mod openapi;
mod packages;
mod print;
mod refusals;

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use self::data::{Operation, Service, Shapes};
use self::definitions::Definitions;
use self::examples::Example;
pub use self::examples::ExampleProblems;
use self::openapi::Version;
pub use self::print::text;
use crate::error::Problems;

/// The documents of a service: a JSON Schema for each input, output and error in two drafts, and OpenAPI in two versions.
pub struct Documents {
    service: Service,
    shapes: Shapes,
    operations: Vec<Operation>,
    version: String,
    license: String,
    examples: BTreeMap<String, Example>,
}

impl Documents {
    /// The documents of these operations; `shapes` has each shape that they name. For `chime-model`. Version and license are those of the documents: a version such as `2018-05-01` makes no
    /// package version of the clients that are generated from them. The license is an SPDX expression.
    #[doc(hidden)]
    #[must_use]
    pub fn new(service: Service, operations: Vec<Operation>, shapes: Shapes, version: String, license: String) -> Self {
        Self { service, shapes, operations, version, license, examples: BTreeMap::new() }
    }

    /// The documents of a description. `file` is the name that problems are shown with.
    ///
    /// # Errors
    /// Every problem of the description, with its place.
    pub fn of_description(file: &str, text: &str, version: String, license: String) -> Result<Self, Problems> {
        let (service, operations, shapes) = from_model::data(&crate::model(file, text)?);
        Ok(Self::new(service, operations, shapes, version, license))
    }

    /// Adds examples: the text of a file as botocore has them in `examples-1.json`, with `errors` beside `input` and `output`. Values
    /// are in their documented form. The first example of an operation is shown.
    ///
    /// # Errors
    /// Every operation and every member that the service does not have, every value of another type, and required members that an
    /// input lacks.
    pub fn examples(mut self, text: &str) -> Result<Self, ExampleProblems> {
        self.examples = examples::read(text, &self.operations, &self.shapes)?;
        Ok(self)
    }

    /// Where the documents belong: a folder for each service and version of its API, such as `chime/2018-05-01`.
    fn folder(&self) -> String {
        format!("{}/{}", file_name(&self.service.id.to_lowercase()), file_name(&self.service.api_version))
    }

    /// Every document by its path, such as `chime/2018-05-01/draft-07/CreateRoomRequest.json`.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Value> {
        let mut files = BTreeMap::new();
        let folder = self.folder();
        for (draft, settings) in [("draft-07", SchemaSettings::draft07()), ("2020-12", SchemaSettings::draft2020_12())] {
            for name in self.operations.iter().flat_map(messages) {
                let id = format!("urn:chime-model:{}:{draft}:{}", folder.replace('/', ":"), file_name(name));
                files
                    .entry(format!("{folder}/{draft}/{}.json", file_name(name)))
                    .or_insert_with(|| Definitions::document(&self.shapes, name, &id, settings.clone()));
            }
        }
        files.insert(format!("{folder}/openapi-3.0.json"), openapi::document(self, Version::V30));
        files.insert(format!("{folder}/openapi-3.1.json"), openapi::document(self, Version::V31));
        files
    }

    /// The text of every file of a folder for all readers: the documents, the packages of npm and of PyPI that ship them, and
    /// `manifest.json` with the SHA-256 of each document, which `hash` makes, the service, and the package that exports them.
    #[must_use]
    pub fn folder_files(&self, package: &str, version: &str, hash: impl Fn(&str) -> String) -> BTreeMap<String, String> {
        let mut texts: BTreeMap<String, String> = self.files().iter().map(|(name, file)| (name.clone(), text(file))).collect();
        let hashes: BTreeMap<&String, String> = texts.iter().map(|(name, text)| (name, hash(text))).collect();
        let manifest = json!({
            "description": "The documents of this folder with the SHA-256 of each, the service and API version that they describe, and the package that exported them.",
            "package": { "name": package, "version": version },
            "service": { "id": self.service.id, "apiVersion": self.service.api_version },
            "files": hashes,
        });
        texts.insert("manifest.json".to_owned(), text(&manifest));
        texts.extend(packages::files(self));
        texts
    }

    fn info(&self, version: Version) -> Value {
        let license = match version {
            Version::V30 => json!({ "name": self.license }),
            Version::V31 => json!({ "name": self.license, "identifier": self.license }),
        };
        let Service { full_name, api_version, .. } = &self.service;
        json!({
            "title": full_name,
            "version": self.version,
            "contact": { "name": full_name },
            "license": license,
            "description": format!(
                "{full_name}, API version {api_version}, as it travels over HTTP (AWS restJson1).\n\n\
                 Errors may share a status: the header `x-amzn-ErrorType` of a response says which one it is."
            ),
        })
    }
}

/// A name as a part of a path, whatever a description says: it is one part, and not a hidden one.
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|one| if one.is_ascii_alphanumeric() || "._-".contains(one) { one } else { '-' }).collect();
    match plain.replace("..", "--").trim_start_matches('.') {
        // Nothing would leave a path that begins with a slash.
        "" => "-".to_owned(),
        part => part.to_owned(),
    }
}

/// The shapes of the input, the output and the errors.
fn messages(operation: &Operation) -> impl Iterator<Item = &String> {
    operation.input.iter().chain(&operation.output).chain(operation.errors.iter().map(|error| &error.shape))
}
