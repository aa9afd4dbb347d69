//! [`Documents`]: the data of a service's documents, and where they belong.

use std::collections::BTreeMap;

use crate::data::{Operation, Service, Shapes};
use crate::examples::{self, Example, ExampleProblems};

/// The documents of a service: a JSON Schema for each input, output and error in two drafts, and
/// OpenAPI in two versions.
pub struct Documents {
    pub(crate) service: Service,
    pub(crate) shapes: Shapes,
    pub(crate) operations: Vec<Operation>,
    pub(crate) version: String,
    pub(crate) license: String,
    pub(crate) examples: BTreeMap<String, Example>,
    pub(crate) id: String,
    pub(crate) repository: Option<String>,
    pub(crate) license_files: BTreeMap<String, String>,
}

/// The default start of a schema's `$id`.
const ID: &str = "urn:schema";

impl Documents {
    /// The documents of these operations; `shapes` has each shape that they name. `version` and
    /// `license` are those of the documents. Client generators use the version for their package,
    /// so it is not the version of the API, which is a date. The license is an SPDX expression.
    #[doc(hidden)]
    #[must_use]
    pub fn new(
        service: Service,
        operations: Vec<Operation>,
        shapes: Shapes,
        version: String,
        license: String,
    ) -> Self {
        Self {
            service,
            shapes,
            operations,
            version,
            license,
            examples: BTreeMap::new(),
            id: ID.to_owned(),
            repository: None,
            license_files: BTreeMap::new(),
        }
    }

    /// Sets the start of each schema's `$id`: a URN such as `urn:acme`, or a URL such as
    /// `https://example.com/schemas`. The default is `urn:schema`.
    #[must_use]
    pub fn id(mut self, prefix: impl Into<String>) -> Self {
        self.id = prefix.into();
        self
    }

    /// Names the repository in the packages of npm and PyPI, by its URL.
    #[must_use]
    pub fn repository(mut self, url: impl Into<String>) -> Self {
        self.repository = Some(url.into());
        self
    }

    /// Adds the text of a license to the packages of npm and PyPI, in a file of this name, such as
    /// `LICENSE-MIT`.
    #[must_use]
    pub fn license_file(mut self, name: &str, text: impl Into<String>) -> Self {
        self.license_files.insert(file_name(name), text.into());
        self
    }

    /// Adds examples: the text of a file as botocore has them in `examples-1.json`, with `errors`
    /// beside `input` and `output`. Values are in their documented form. The first example of an
    /// operation is shown.
    ///
    /// # Errors
    /// Unknown operations and members, values of the wrong type, and required members that an input
    /// lacks.
    pub fn examples(mut self, text: &str) -> Result<Self, ExampleProblems> {
        self.examples = examples::read(text, &self.operations, &self.shapes)?;
        Ok(self)
    }

    /// The `$id` of the schema of a message. The parts of a URN are joined by colons, those of a
    /// URL by slashes.
    pub(crate) fn schema_id(&self, draft: &str, name: &str) -> String {
        let separator = if self.id.contains("://") { "/" } else { ":" };
        let prefix = self.id.trim_end_matches(separator);
        let folder = self.folder().replace('/', separator);
        [prefix, &folder, draft, &file_name(name)].join(separator)
    }

    /// Where the documents belong: a folder for each service and version of its API, such as
    /// `chime/2018-05-01`.
    pub(crate) fn folder(&self) -> String {
        format!("{}/{}", self.service_folder(), file_name(&self.service.api_version))
    }

    /// The folder of the service. The names of its packages begin with it.
    pub(crate) fn service_folder(&self) -> String {
        file_name(&self.service.id.to_lowercase())
    }
}

/// A name as one segment of a path that is not hidden, whatever a description says.
pub(crate) fn file_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' })
        .collect();
    match plain.replace("..", "--").trim_start_matches('.') {
        // An empty segment would make a path that begins with a slash.
        "" => "-".to_owned(),
        part => part.to_owned(),
    }
}
