//! Modeled errors: the trait of a single error, and the trait of the enum of an operation's errors.

use std::fmt;

use http::{Response, StatusCode};

use crate::error::EncodeError;
use crate::response;
use crate::wire::{Context, Member, Message, Side, Structure, Value, read_message};

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The client caused the error. The same request usually fails again, unless it was throttled.
    Client,
    /// The service failed; the same request may succeed later.
    Server,
}

/// What a description says about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ErrorShape {
    /// The name of the error in messages, such as `NotFoundException`.
    pub name: &'static str,
    /// The status of the response.
    pub status: StatusCode,
    /// Whose fault it is.
    pub fault: Fault,
    /// Whether the description marks the error as retryable.
    pub retryable: bool,
}

impl ErrorShape {
    /// For the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, status: u16, fault: Fault, retryable: bool) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("a status has three digits") };
        Self { name, status, fault, retryable }
    }
}

/// An error of a service: a structure with [`Exception`](crate::Exception) derived, or the enum of
/// the errors of an operation.
pub trait ServiceError: std::error::Error + Send + Sync + 'static {
    /// What the description says about this error.
    fn shape(&self) -> &'static ErrorShape;

    /// The name of the error in messages, such as `NotFoundException`.
    fn name(&self) -> &'static str {
        self.shape().name
    }

    /// The status of the response with this error.
    fn status(&self) -> StatusCode {
        self.shape().status
    }

    /// The text of the member `Code`, such as `NotFound`; `None` if there is no such member, it is
    /// not set, or it is sensitive.
    ///
    /// A structure also has a setter of this name: call `ServiceError::code(&error)`, or read the
    /// field.
    fn code(&self) -> Option<&str>;

    /// The text of the member `Message`; `None` if there is no such member, it is not set, or it is
    /// sensitive.
    ///
    /// A structure also has a setter of this name: call `ServiceError::message(&error)`, or read
    /// the field.
    fn message(&self) -> Option<&str>;

    /// Whose fault it is.
    fn fault(&self) -> Fault {
        self.shape().fault
    }

    /// Whether it makes sense to send the same request again: the error is the fault of the
    /// service, the request was throttled, or the description marks the error as retryable.
    fn is_retryable(&self) -> bool {
        self.shape().retryable
            || self.fault() == Fault::Server
            || is_retryable_status(self.status())
    }
}

/// The statuses that mean "try again later".
pub(crate) fn is_retryable_status(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// A structure that is an error. Derived.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an error of an operation",
    label = "expected a struct with `#[derive(Structure, Exception)]`"
)]
pub trait ErrorStructure: ServiceError + Structure {
    const SHAPE: ErrorShape;

    /// The members. The enum of an operation's errors names this, and calls the next functions, by
    /// way of this trait: then a variant with a type that does not implement it is one error.
    const MEMBERS: &'static [Member] = Self::TABLE;

    /// Fills the member that is for an error's message, if that member is absent (rule E3).
    fn fill_message(&mut self, _: MessageOf<'_>) {}

    /// The error as any other one.
    fn as_dyn(&self) -> &dyn ServiceError {
        self
    }

    /// The response with the error.
    ///
    /// # Errors
    /// Members that cannot be sent.
    fn encode(&self, operation: &'static str) -> Result<Response<Vec<u8>>, EncodeError> {
        response::encode_error(self, operation)
    }

    /// Reads the error. What is wrong with a member is not looked at: each is optional, and reads
    /// as absent then (rule E6).
    fn read(response: &Message<'_>, message: MessageOf<'_>) -> Option<Self> {
        let mut error: Self = read_message(response, &mut Context::new(Side::Client))?;
        error.fill_message(message);
        Some(error)
    }
}

/// Finds the text that fills the member for an error's message, wherever the body has one.
#[doc(hidden)]
pub type MessageOf<'m> = &'m dyn Fn() -> Option<String>;

/// The errors of an operation. Derived, as [`OperationError`](macro@crate::OperationError), for an
/// enum with a variant for each error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the errors of an operation",
    label = "expected an enum with `#[derive(OperationError)]`"
)]
pub trait OperationError: ServiceError + Clone + PartialEq {
    /// The errors of the operation, in the order of the description.
    const SHAPES: &'static [ErrorShape];

    /// The members of each.
    #[doc(hidden)]
    const MEMBERS: &'static [&'static [Member]];

    /// The response with the error.
    ///
    /// # Errors
    /// Members that cannot be sent.
    #[doc(hidden)]
    fn encode(&self, operation: &'static str) -> Result<Response<Vec<u8>>, EncodeError>;

    /// Reads the error of that index.
    #[doc(hidden)]
    fn read(index: usize, response: &Message<'_>, message: MessageOf<'_>) -> Option<Self>;
}

/// Fills the member that an error's message is for.
#[doc(hidden)]
pub fn fill_message<T: Value>(member: &mut Option<T>, message: MessageOf<'_>) {
    if member.is_none()
        && let Some(text) = message()
    {
        *member = T::from_text(&text, &mut Context::new(Side::Client));
    }
}

/// Writes the name of an error, and its message where there is one to show.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)]
pub fn write_error(error: &dyn ServiceError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.name())?;
    match error.message() {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}
