//! The modeled errors of a service: what each says of itself, alone and as one of the errors of an operation.

use http::StatusCode;

use crate::wire::{Context, Json, Message, Structure};

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The request cannot succeed as it is.
    Client,
    /// The service failed; the same request may succeed later.
    Server,
}

/// What a description says of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ErrorShape {
    /// The name by which the error travels, such as `NotFoundException`.
    pub name: &'static str,
    /// The status of the answer.
    pub status: StatusCode,
    /// Whose fault it is.
    pub fault: Fault,
    /// Whether the description marks it as worth a retry.
    pub retryable: bool,
}

impl ErrorShape {
    /// What the derive has read.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, status: u16, fault: Fault, retryable: bool) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("a status has three digits") };
        Self { name, status, fault, retryable }
    }
}

/// A modeled error: one of the structures that [`Exception`](crate::Exception) is derived for, or the errors of an operation.
pub trait ServiceError: std::error::Error + Send + Sync + 'static {
    /// What the description says of this error.
    fn shape(&self) -> &'static ErrorShape;

    /// The name by which the error travels, such as `NotFoundException`.
    fn name(&self) -> &'static str {
        self.shape().name
    }

    /// The status of the answer that carries this error.
    fn status(&self) -> StatusCode {
        self.shape().status
    }

    /// The text of the error's member `Code`, such as `NotFound`: nothing where it has none, none is set, or it is sensitive.
    ///
    /// A structure has a setter of that name: call this one as `ServiceError::code(&error)`, or look at the field.
    fn code(&self) -> Option<&str>;

    /// The text of the error's member `Message`: nothing where it has none, none is set, or it is sensitive.
    ///
    /// A structure has a setter of that name: call this one as `ServiceError::message(&error)`, or look at the field.
    fn message(&self) -> Option<&str>;

    /// Whose fault it is.
    fn fault(&self) -> Fault {
        self.shape().fault
    }

    /// Whether the same request may succeed later: the service's own fault, a throttled request, or one that is marked so.
    fn is_retryable(&self) -> bool {
        self.shape().retryable || self.fault() == Fault::Server || is_retryable_status(self.status())
    }
}

/// The statuses that say "later" by themselves.
pub(crate) fn is_retryable_status(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// A structure that is an error. Derived.
#[doc(hidden)]
pub trait ErrorStructure: ServiceError + Structure {
    const SHAPE: ErrorShape;
    /// The member that an error's message fills, by its key in the body (rule E3).
    const MESSAGE: Option<&'static str>;
    /// Whether a key of the body is a member, in any case (rule E1).
    fn has_member(key: &str) -> bool;
}

/// The errors of an operation. Derived, as [`OperationError`](macro@crate::OperationError), for an enum with a variant for each.
pub trait OperationError: ServiceError + Sized {
    /// The errors that the description lists, in its order.
    const SHAPES: &'static [ErrorShape];

    /// The structure of the error.
    #[doc(hidden)]
    fn write<R>(&self, writer: impl ErrorWriter<R>) -> R;

    /// Reads the error of that name.
    #[doc(hidden)]
    fn read(name: &str, message: Message<'_>, context: &mut Context) -> Option<Self>;

    /// Whether a key of a body is a member of one of the errors.
    #[doc(hidden)]
    fn has_member(key: &str) -> bool;
}

/// Takes whichever structure an error holds.
#[doc(hidden)]
pub trait ErrorWriter<R> {
    fn write<E: ErrorStructure>(self, error: &E) -> R;
}

/// Reads one error, its message under whichever name it came (rule E3).
#[doc(hidden)]
pub fn read_error<E: ErrorStructure>(mut message: Message<'_>, context: &mut Context) -> Option<E> {
    let is_text = |value: &Json<'_>| value.string().is_some();
    if let Some(modeled) = E::MESSAGE
        && !message.members.iter().any(|(key, value)| key == modeled && is_text(value))
        && let Some(at) = message.members.iter().position(|(key, value)| MESSAGE_KEYS.contains(&&**key) && is_text(value))
    {
        let (_, text) = message.members.swap_remove(at);
        message.members.retain(|(key, _)| key != modeled);
        message.members.push((modeled.into(), text));
    }
    E::read(&message, context)
}

/// The names under which a message comes (rule E3).
pub(crate) const MESSAGE_KEYS: [&str; 3] = ["message", "Message", "errorMessage"];
