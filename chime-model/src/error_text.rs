//! What an error shows of its members: the texts of its code and of its message, unless they are sensitive.

use std::collections::BTreeMap;
use std::fmt;

use crate::service_error::ServiceError;
use crate::{Blob, Document, JsonValue, Sensitive, Timestamp};

/// A member that may be named like the code or the message of an error. Whatever is no text shows none.
pub trait ErrorText {
    /// The text.
    fn error_text(&self) -> Option<&str> {
        None
    }
}

impl ErrorText for String {
    fn error_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: ErrorText> ErrorText for Option<T> {
    fn error_text(&self) -> Option<&str> {
        self.as_ref().and_then(ErrorText::error_text)
    }
}

impl<T> ErrorText for Sensitive<T> {}
impl<T> ErrorText for Box<T> {}
impl<T> ErrorText for Vec<T> {}
impl<T> ErrorText for BTreeMap<String, T> {}

macro_rules! without_text {
    ($($ty:ty),*) => {
        $(impl ErrorText for $ty {})*
    };
}

without_text!(bool, i8, i16, i32, i64, f32, f64, Blob, Document, JsonValue, Timestamp);

/// Writes the name of an error, and its message where there is one to show.
///
/// # Errors
/// Those of the formatter.
pub fn write_error(error: &impl ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.name())?;
    match error.message() {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}
