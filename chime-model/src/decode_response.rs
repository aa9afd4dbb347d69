//! How a client reads a response: the output, or the error (rules E3 to E6, X6 and X9).

use std::cell::LazyCell;

use http::{HeaderMap, HeaderName, Response, StatusCode};

use crate::operation_error::OperationError;
use crate::protocol::Known;
use crate::query_error::QueryError;
use crate::response_error::{MalformedResponse, ResponseError};
use crate::unknown_error::UnknownError;
use crate::violation::Violations;
use crate::wire::{Context, ErrorTexts, Form, Message, Structure, first_header, read_message};

/// The headers that may hold the id of the request, the usual one first.
static REQUEST_IDS: [HeaderName; 3] = [
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-amzn-request-id"),
    HeaderName::from_static("x-amz-request-id"),
];

pub(crate) fn decode<T: Structure, E: OperationError>(
    response: &Response<impl AsRef<[u8]>>,
    protocol: impl Known,
) -> Result<T, ResponseError<E>> {
    let status = response.status();
    let headers = response.headers();
    let body = response.body().as_ref();
    if !status.is_success() {
        return Err(decode_error(status, headers, body, protocol));
    }
    let mut context = Context::new(Form::Client);
    // Rule C6: an empty body is one without members.
    let message = Message {
        headers: Some(headers),
        status: Some(status.as_u16()),
        body,
        ..Message::default()
    };
    let output = read_message(&message, &mut context);
    let malformed = |violations: Violations| MalformedResponse {
        status,
        violations,
        request_id: request_id(headers),
    };
    context.finish(output).map_err(|violations| ResponseError::Malformed(malformed(violations)))
}

fn decode_error<E: OperationError>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    protocol: impl Known,
) -> ResponseError<E> {
    // The body is read only for facts that the header lacks. Reading it never fails, whatever the
    // body is (rule E4).
    let texts = LazyCell::new(|| ErrorTexts::of(body));
    let members = || E::TABLES.iter().copied().flatten();
    let name = protocol().error_name(headers, || &*texts, is_modeled::<E>, members);
    let query_error = protocol().query_error(headers);
    let request_id = request_id(headers);
    if let Some(index) = index_of::<E>(name, query_error.as_deref()) {
        let message = Message {
            headers: Some(headers),
            status: Some(status.as_u16()),
            body,
            ..Message::default()
        };
        if let Some(error) = E::read(index, &message, &|| texts.message().map(str::to_owned)) {
            return ResponseError::Modeled { error, status, request_id, query_error };
        }
    }
    let mut error = UnknownError::new(status, headers, body, protocol());
    error.name = name.map(str::to_owned);
    error.code = texts.code().map(str::to_owned);
    error.message = texts.message().map(str::to_owned);
    error.request_id = request_id;
    error.query_error = query_error;
    ResponseError::Unknown(Box::new(error))
}

impl UnknownError {
    /// Reads the response as an error of the service that the description does not list for the
    /// operation. `E` is that error, or an enum of errors with
    /// [`OperationError`](macro@crate::OperationError) derived. Returns `None` if the response is
    /// not one of them.
    ///
    /// ```
    /// use chime_model::{CreateRoom, Exception, Operation, ResponseError};
    /// use chime_model::{Structure, http};
    ///
    /// /// An error of Chime that CreateRoom does not list.
    /// #[derive(Clone, Debug, PartialEq, Structure, Exception)]
    /// #[exception(status = 409)]
    /// struct ConflictException {
    ///     #[serde(rename = "Message")]
    ///     message: Option<String>,
    /// }
    ///
    /// let response = http::Response::builder()
    ///     .status(409)
    ///     .header("x-amzn-errortype", "ConflictException")
    ///     .body(r#"{"Message":"the room exists"}"#)?;
    /// match CreateRoom::decode_response(&response) {
    ///     Err(ResponseError::Unknown(error)) => {
    ///         let conflict: ConflictException = error.decode().expect("a conflict");
    ///         assert_eq!(conflict.message.as_deref(), Some("the room exists"));
    ///     }
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok::<(), http::Error>(())
    /// ```
    #[must_use]
    pub fn decode<E: OperationError>(&self) -> Option<E> {
        match decode_error(self.status, &self.headers(), self.body(), || self.protocol()) {
            ResponseError::Modeled { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// The error with that name, else the one with that code of AWS Query (rule X9).
fn index_of<E: OperationError>(name: Option<&str>, query: Option<&QueryError>) -> Option<usize> {
    let named = name.and_then(|name| E::SHAPES.iter().position(|shape| shape.name == name));
    named.or_else(|| {
        let code = &query?.code;
        E::SHAPES.iter().position(|shape| shape.query_code() == code)
    })
}

fn is_modeled<E: OperationError>(name: &str) -> bool {
    E::SHAPES.iter().any(|shape| shape.name == name)
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    REQUEST_IDS.iter().find_map(|name| first_header(headers, name)?.ok()).map(str::to_owned)
}
