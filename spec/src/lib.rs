#![doc = include_str!("../README.md")]

mod emit;
mod error;
#[doc(hidden)]
pub mod example;
mod excerpt;
mod foreign;
mod generator;
mod json;
mod lines;
mod names;
mod print;

// Public for `chime-model-cli`, which compares, slices and documents descriptions.
#[doc(hidden)]
pub mod cursor;
#[doc(hidden)]
pub mod description;
#[doc(hidden)]
pub mod docs;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub use error::{STDIN, Severity};

pub use error::{Problem, Problems};
pub use generator::Generator;

/// The description of Amazon Chime's `CreateRoom` that `chime-model` is generated from.
pub const CHIME: &str = include_str!("../chime.json");

/// Examples of `CreateRoom`, in the form of botocore's `examples-1.json`, and examples of its
/// errors.
pub const EXAMPLES: &str = include_str!("../examples.json");

/// Generates Rust code from a description. A `build.rs` writes it to a file, and a crate that
/// depends on `chime-model` includes the file.
///
/// Problems show `file` as the name of the description. [`Generator`] also takes files beside the
/// description.
///
/// # Errors
/// Every problem of the description, with its place.
///
/// ```
/// let text = r#"{"metadata": {}, "shapes": {}}"#;
/// let problems = chime_model_spec::generate("my.json", text).unwrap_err();
/// let missing = "my.json:1:1: missing key \"operations\"";
/// assert!(problems.to_string().starts_with(missing));
/// ```
pub fn generate(file: &str, text: &str) -> Result<String, Problems> {
    Generator::new(file, text).generate()
}

/// Reads a description and resolves it.
///
/// # Errors
/// Every problem of the description, with its place.
#[doc(hidden)]
pub fn read(file: &str, text: &str) -> Result<model::Model, Problems> {
    Generator::new(file, text).read()
}
