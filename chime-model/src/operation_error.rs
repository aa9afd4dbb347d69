//! The errors of an operation: the trait of each structure, and the trait of their enum.

use http::{HeaderValue, Response};

use crate::encode_error::EncodeError;
use crate::encode_response::{Responder, encode_error};
use crate::protocol::Protocol;
use crate::service_error::{ErrorShape, ServiceError};
use crate::wire::{Context, Form, Member, Message, Null, Reading, Structure, Value, read_message};

/// A structure that is an error. The derive `Exception` implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an error of an operation",
    label = "expected a struct with `#[derive(Structure, Exception)]`"
)]
pub trait ErrorStructure: ServiceError + Structure {
    const SHAPE: ErrorShape;

    /// The members. The enum of an operation's errors uses only this trait, so that a variant of a
    /// wrong type causes a single compile error.
    const TABLE: &'static [Member] = <Self as Structure>::MEMBERS.list;

    /// Fills the member for the message, if it is absent (rule E3).
    fn fill_message(&mut self, _: MessageOf<'_>) {}

    /// The error as a trait object.
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

    /// Reads the error. Each member is optional, and a wrong one is read as absent (rule E6).
    fn read(response: &Message<'_>, message: MessageOf<'_>) -> Option<Self> {
        let mut error: Self = read_message(response, &mut Context::new(Form::Client))?;
        error.fill_message(message);
        Some(error)
    }
}

/// Finds the message of an error in its body.
#[doc(hidden)]
pub type MessageOf<'m> = &'m dyn Fn() -> Option<String>;

/// The errors of an operation. The derive [`OperationError`](macro@crate::OperationError)
/// implements it for an enum with a variant for each error. A single error also implements it, for
/// an operation that has no other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the errors of an operation",
    label = "expected an enum with `#[derive(OperationError)]`"
)]
pub trait OperationError: ServiceError + Clone + PartialEq {
    /// The errors of the operation, in the order of the description.
    const SHAPES: &'static [ErrorShape];

    /// The members of each error.
    #[doc(hidden)]
    const TABLES: &'static [&'static [Member]];

    /// The names of the errors in an event stream, if they differ (rule M6).
    #[doc(hidden)]
    const STREAM_NAMES: &'static [&'static str] = &[];

    /// Encodes this error as a response, for a server. The method of the request may be any except
    /// HEAD. A server that knows the operation calls
    /// [`Operation::encode_error`](crate::Operation::encode_error) instead.
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
    /// Fails if members cannot be sent, such as a header value with a character that headers do not
    /// allow.
    fn to_response(&self, protocol: &'static Protocol) -> Result<Response<Vec<u8>>, EncodeError> {
        let operation = self.name();
        self.encode(Responder { operation, is_head: false, is_error: true, protocol })
    }

    /// The response with the error.
    ///
    /// # Errors
    /// Members that cannot be sent.
    #[doc(hidden)]
    fn encode(&self, responder: Responder) -> Result<Response<Vec<u8>>, EncodeError>;

    /// Reads the error with this index.
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

/// Fills the member for the message of an error.
#[doc(hidden)]
pub fn fill_message<T: Value>(member: &mut Option<T>, message: MessageOf<'_>) {
    if member.is_none()
        && let Some(text) = message()
    {
        let context = &mut Context::new(Form::Client);
        *member = T::from_text(&text, Reading::documented(context, Null::Absent));
    }
}
