//! The errors of an operation: the trait of each structure, and the trait of the enum of them.

use http::{HeaderValue, Response};

use crate::encode_error::EncodeError;
use crate::encode_response::{Responder, encode_error};
use crate::protocol::Protocol;
use crate::service_error::{ErrorShape, ServiceError};
use crate::wire::{Context, Form, Member, Message, Null, Reading, Structure, Value, read_message};

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
    const TABLE: &'static [Member] = <Self as Structure>::MEMBERS.list;

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
    fn encode(&self, responder: Responder) -> Result<Response<Vec<u8>>, EncodeError> {
        let name = const { HeaderValue::from_static(Self::SHAPE.name) };
        encode_error(self, const { &Self::SHAPE }, name, responder)
    }

    /// Reads the error. What is wrong with a member is not looked at: each is optional, and reads
    /// as absent then (rule E6).
    fn read(response: &Message<'_>, message: MessageOf<'_>) -> Option<Self> {
        let mut error: Self = read_message(response, &mut Context::new(Form::Client))?;
        error.fill_message(message);
        Some(error)
    }
}

/// Finds the text that fills the member for an error's message, wherever the body has one.
#[doc(hidden)]
pub type MessageOf<'m> = &'m dyn Fn() -> Option<String>;

/// The errors of an operation. Derived, as [`OperationError`](macro@crate::OperationError), for an
/// enum with a variant for each error. A single error is one too, for an operation that has no
/// other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the errors of an operation",
    label = "expected an enum with `#[derive(OperationError)]`"
)]
pub trait OperationError: ServiceError + Clone + PartialEq {
    /// The errors of the operation, in the order of the description.
    const SHAPES: &'static [ErrorShape];

    /// The members of each.
    #[doc(hidden)]
    const TABLES: &'static [&'static [Member]];

    /// The names of the errors in an event stream, if they are other ones (rule M6).
    #[doc(hidden)]
    const STREAM_NAMES: &'static [&'static str] = &[];

    /// For a server: the response with this error, to a request with any method but HEAD. A server
    /// that knows the operation calls [`Operation::encode_error`](crate::Operation::encode_error).
    ///
    /// ```
    /// use chime_model::{BadRequestException, ErrorCode, OperationError as _, SERVICE};
    ///
    /// let error = BadRequestException::default().code(ErrorCode::BadRequest);
    /// let response = error.to_response(&SERVICE.protocol)?;
    /// assert_eq!(response.status(), 400);
    /// assert_eq!(response.headers()["x-amzn-errortype"], "BadRequestException");
    /// assert_eq!(response.body(), br#"{"Code":"BadRequest"}"#);
    /// # Ok::<(), chime_model::EncodeError>(())
    /// ```
    ///
    /// # Errors
    /// Members that cannot be sent, such as a header value that no header can carry.
    fn to_response(&self, protocol: &'static Protocol) -> Result<Response<Vec<u8>>, EncodeError> {
        self.encode(Responder { operation: self.name(), is_head: false, protocol })
    }

    /// The response with the error.
    ///
    /// # Errors
    /// Members that cannot be sent.
    #[doc(hidden)]
    fn encode(&self, responder: Responder) -> Result<Response<Vec<u8>>, EncodeError>;

    /// Reads the error of that index.
    #[doc(hidden)]
    fn read(index: usize, response: &Message<'_>, message: MessageOf<'_>) -> Option<Self>;
}

impl<E: ErrorStructure + Clone + PartialEq> OperationError for E {
    const SHAPES: &'static [ErrorShape] = &[E::SHAPE];
    const TABLES: &'static [&'static [Member]] = &[<E as ErrorStructure>::TABLE];

    fn encode(&self, responder: Responder) -> Result<Response<Vec<u8>>, EncodeError> {
        ErrorStructure::encode(self, responder)
    }

    fn read(_: usize, response: &Message<'_>, message: MessageOf<'_>) -> Option<Self> {
        ErrorStructure::read(response, message)
    }
}

/// Fills the member that an error's message is for.
#[doc(hidden)]
pub fn fill_message<T: Value>(member: &mut Option<T>, message: MessageOf<'_>) {
    if member.is_none()
        && let Some(text) = message()
    {
        let context = &mut Context::new(Form::Client);
        *member = T::from_text(&text, Reading::documented(context, Null::Absent));
    }
}
