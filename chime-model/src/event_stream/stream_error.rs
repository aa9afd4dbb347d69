//! [`StreamError`]: why a stream ended with an error.

use std::error::Error;
use std::fmt;

use super::malformed::MalformedStream;
use crate::escaped::Escaped;
use crate::service_error::ServiceError;

/// Why a stream ended with an error. `E` is the enum of the errors that the stream models.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError<E> {
    /// An error that the stream models (rule [M6](crate::rules#m6)).
    Modeled(E),
    /// An exception that the stream does not model (rule [M7](crate::rules#m7)).
    Unknown {
        /// the type of the exception
        name: String,
        /// the message, if the payload has one
        message: Option<String>,
    },
    /// An unmodeled error, with a code (rule [M7](crate::rules#m7)).
    Error {
        /// the code; empty if the message has none
        code: String,
        /// the text; empty if the message has none
        message: String,
    },
    /// A message that cannot be read.
    Malformed(MalformedStream),
    /// The body of the stream broke off.
    Body(Box<dyn Error + Send + Sync>),
}

impl<E: ServiceError> StreamError<E> {
    /// The error that the stream models, if it is one.
    pub fn modeled(&self) -> Option<&E> {
        match self {
            StreamError::Modeled(error) => Some(error),
            _ => None,
        }
    }

    /// The type of the error, such as `ThrottlingException`, if the stream names one.
    pub fn name(&self) -> Option<&str> {
        match self {
            StreamError::Modeled(error) => Some(error.name()),
            StreamError::Unknown { name, .. } => Some(name),
            StreamError::Error { code, .. } => Some(code),
            StreamError::Malformed(_) | StreamError::Body(_) => None,
        }
    }
}

impl<E, M: Into<MalformedStream>> From<M> for StreamError<E> {
    fn from(error: M) -> Self {
        StreamError::Malformed(error.into())
    }
}

impl<E: fmt::Display> fmt::Display for StreamError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Modeled(error) => error.fmt(f),
            StreamError::Unknown { name, message } => {
                write!(f, "unknown exception {}", Escaped(name))?;
                message.iter().try_for_each(|message| write!(f, ": {}", Escaped(message)))
            }
            StreamError::Error { code, message } => {
                write!(f, "error {}: {}", Escaped(code), Escaped(message))
            }
            StreamError::Malformed(error) => write!(f, "malformed stream: {error}"),
            StreamError::Body(error) => write!(f, "the body of the stream broke off: {error}"),
        }
    }
}

impl<E: Error + 'static> Error for StreamError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        // The text of this error already contains the text of its source.
        match self {
            StreamError::Modeled(error) => error.source(),
            StreamError::Body(error) => error.source(),
            _ => None,
        }
    }
}
