#![doc = include_str!("../README.md")]

mod cursor;
mod description;
#[cfg(feature = "diff")]
mod diff;
mod docs;
mod emit;
mod error;
mod json;
mod lines;
mod model;
mod names;
mod print;
mod resolve;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "cli")]
mod slice;

#[doc(hidden)]
pub use docs::{said, unwrapped};

#[cfg(feature = "diff")]
pub use diff::{Audience, Difference, Kind, diff};
#[doc(hidden)]
pub use error::STDIN;
pub use error::{Problem, Problems};
#[cfg(feature = "cli")]
pub use slice::{Selection, slice};

/// The description of Amazon Chime's `CreateRoom` that `chime-model` is generated from.
pub const CHIME: &str = include_str!("../chime.json");

/// Examples of `CreateRoom` for its documents, in the form of botocore's `examples-1.json`, with
/// errors.
pub const EXAMPLES: &str = include_str!("../examples.json");

/// Generates the Rust text of a description, for a `build.rs` to write and a crate that depends on
/// `chime-model` to include.
///
/// `file` is the name that problems are shown with.
///
/// # Errors
/// Every problem of the description, with its place.
///
/// ```
/// let problems = chime_model_spec::generate("my.json", r#"{"metadata": {}, "shapes": {}}"#).unwrap_err();
/// assert!(problems.to_string().starts_with("my.json:1:1: missing key \"operations\""));
/// ```
pub fn generate(file: &str, text: &str) -> Result<String, Problems> {
    model(file, text).map(|model| emit::emit(&model))
}

/// What a description means.
fn model(file: &str, text: &str) -> Result<model::Model, Problems> {
    let source = cursor::Source::new(file, text);
    let model = description::read(&source).map(|description| resolve::resolve(file, &description));
    match model {
        Some(model) if !source.has_problems() => Ok(model),
        _ => Err(Problems::new(source.into_problems())),
    }
}
