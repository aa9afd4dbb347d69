//! JSON Schema and OpenAPI of the types: what the feature `schemars` adds.
//!
//! [`of`] gives the schema of one type. [`Documents`] builds every file of the folder `schema/`, which is in this package.

#[doc(hidden)]
pub mod builder;
mod member;
mod openapi;
mod operation;
mod print;
mod refusals;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use schemars;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use self::builder::{Docs, Errors, Shape};
use self::openapi::Version;
pub use self::operation::Examples;
use self::operation::OperationDocs;
pub use self::print::text;
use crate::{EncodeError, Operation, Service};

/// The JSON Schema (draft 2020-12) of the documented form of a type, with all that it refers to.
///
/// ```
/// use chime_model::{CreateRoomRequest, schema};
///
/// let schema = schema::of::<CreateRoomRequest>();
/// assert_eq!(schema.as_value()["properties"]["ClientRequestToken"]["maxLength"], 64);
/// ```
#[must_use]
pub fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// The documents of a service: a JSON Schema for each input, output and error in two drafts, and OpenAPI in two versions.
pub struct Documents {
    service: Service,
    version: &'static str,
    license: &'static str,
    operations: Vec<OperationDocs>,
}

impl Documents {
    /// Documents without operations. Version and license are those of the documents, which have a version of their own: one
    /// such as `2018-05-01` makes no package version of the clients that are generated from them. The license is an SPDX expression.
    #[must_use]
    pub fn new(service: Service, version: &'static str, license: &'static str) -> Self {
        Self { service, version, license, operations: Vec::new() }
    }

    /// Adds an operation, with examples if there are any.
    ///
    /// # Errors
    /// An example that cannot be sent.
    pub fn operation<O>(mut self, examples: Option<Examples<O>>) -> Result<Self, EncodeError>
    where
        O: Operation<Input: Shape + JsonSchema + serde::Serialize, Output: Shape + JsonSchema, Error: Errors> + Docs,
    {
        self.operations.push(OperationDocs::of(examples)?);
        Ok(self)
    }

    /// Where the documents belong: a folder for each service and version of its API, such as `chime/2018-05-01`.
    #[must_use]
    pub fn folder(&self) -> String {
        format!("{}/{}", self.service.id.to_lowercase().replace(' ', "-"), self.service.api_version)
    }

    /// Every document by its path in the folder, such as `draft-07/CreateRoomRequest.json`.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Value> {
        let mut files = BTreeMap::new();
        for (draft, settings) in [("draft-07", SchemaSettings::draft07()), ("2020-12", SchemaSettings::draft2020_12())] {
            for operation in &self.operations {
                let messages = [&operation.input, &operation.output].into_iter().filter_map(|message| message.document.clone());
                let errors = operation.errors.iter().map(|error| (error.shape.name.to_owned(), error.document));
                for (name, document) in messages.chain(errors) {
                    files.insert(format!("{draft}/{name}.json"), document(settings.clone().into_generator()).to_value());
                }
            }
        }
        files.insert("openapi-3.0.json".to_owned(), openapi::document(self, Version::V30));
        files.insert("openapi-3.1.json".to_owned(), openapi::document(self, Version::V31));
        files
    }

    fn info(&self, version: Version) -> Value {
        let license = match version {
            Version::V30 => json!({ "name": self.license }),
            Version::V31 => json!({ "name": self.license, "identifier": self.license }),
        };
        let Service { full_name, api_version, .. } = self.service;
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
