//! [`Fault`]: the error of readers and writers that say elsewhere what is wrong.

use std::fmt;

use serde_core::{de, ser};

/// A value could not be read or written. It has no text of a value: the reason and the place are in
/// the context, or follow from where the reader stopped.
#[derive(Debug)]
pub(crate) struct Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be read or written")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
