//! JSON Schema and OpenAPI of a service, built from plain data in one place: for the command, which
//! fills the data from a description, and for `chime-model`, which fills it from Rust types.

#[doc(hidden)]
pub mod builder;
pub mod data;
mod definitions;
mod documents;
mod examples;
mod files;
mod from_model;
mod message;
mod openapi;
mod packages;
mod print;
mod refusals;

pub use self::documents::Documents;
pub use self::examples::ExampleProblems;
pub use self::print::text;
