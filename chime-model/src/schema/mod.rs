//! JSON Schema and OpenAPI of the types: what the feature `schemars` adds.
//!
//! [`of`] gives the schema of one type. [`documents`] gives the documents of a whole service, such
//! as the files of this package's folder `schema/`:
//!
//! ```
//! use chime_model::{Route, SERVICE, schema};
//!
//! let documents = schema::documents::<Route>(SERVICE, "1.0.0", "MIT");
//! let files = documents.id("https://example.com/schemas").files();
//! let schema = &files["chime/2018-05-01/2020-12/CreateRoomRequest.json"];
//! assert_eq!(schema["required"], serde_json::json!(["AccountId", "Name"]));
//! let text = schema::text(schema);
//! assert!(text.contains("https://example.com/schemas/chime/2018-05-01"));
//! ```

#[doc(hidden)]
pub mod derived;
mod member;
mod shape;
#[cfg(test)]
mod tests;

pub use chime_model_schema::{Documents, ExampleProblems, text};
pub use schemars;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

pub use self::derived::Operations;

/// The JSON Schema (draft 2020-12) of the documented form of a type, with every schema that it
/// refers to.
///
/// ```
/// use chime_model::{CreateRoomRequest, schema};
///
/// let schema = schema::of::<CreateRoomRequest>();
/// let token = &schema.as_value()["properties"]["ClientRequestToken"];
/// assert_eq!(token["maxLength"], 64);
/// ```
#[must_use]
pub fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// The documents of all operations of a service. `R` is the enum of its operations, such as
/// [`Route`](crate::Route). `version` and `license` are those of the documents. Client generators
/// use the version for their package. So give a version such as `1.0.0`, not that of the API, which
/// is a date. The license is an SPDX expression.
///
/// ```
/// use chime_model::{Route, SERVICE, schema};
///
/// let files = schema::documents::<Route>(SERVICE, "1.0.0", "MIT").files();
/// let openapi = &files["chime/2018-05-01/openapi-3.1.json"];
/// assert_eq!(openapi["info"]["version"], "1.0.0");
/// ```
#[must_use]
pub fn documents<R: Operations>(
    service: crate::Service,
    version: &str,
    license: &str,
) -> Documents {
    derived::documents::<R>(service, version, license)
}
