#![doc = include_str!("../README.md")]

#[doc(hidden)]
pub mod builder;
pub mod data;
mod definitions;
mod docs;
mod documents;
mod examples;
mod failures;
mod files;
mod message;
mod numbers;
mod openapi;
mod packages;
mod print;
mod refusals;
mod responses;

#[doc(hidden)]
pub use crate::docs::description;
pub use crate::documents::Documents;
pub use crate::examples::ExampleProblems;
pub use crate::print::text;
