//! The derive macros of `chime-model`. They generate the wire behaviour of shapes of AWS's
//! protocols restJson1 and awsJson from attributes.
//!
//! Use them through `chime_model`, which re-exports them beside the traits that they implement: the
//! generated code refers only to `::chime_model`. The macros recognize one type by its name:
//! `Option<…>` marks a member that may be absent. For every other type they call methods of traits.
#![doc = include_str!("../README.md")]

mod ast;
mod attr;
mod expand;
mod report;
#[cfg(test)]
mod tests;
mod valid;

use proc_macro::TokenStream;

/// Makes a struct a structure. The derive implements how it is written, read and checked, and adds
/// a constructor and a setter for each member. With the feature `schemars`, it also implements the
/// JSON Schema.
///
/// The constructor is `new` with the required members, or `Default` if there are none. It fills an
/// idempotency token, which is not one of its arguments. A member that is an `Option` may be
/// absent; every other one is required.
///
/// Serde's `Serialize` and `Deserialize` are implemented too. Derive `Clone`, `Debug` and
/// `PartialEq` yourself; the input and the output of an operation need them.
///
/// - `#[serde(rename = "AccountId")]`, on a member: its documented name, which is also its key in a
///   body. On the struct: the name of the shape.
/// - `#[http(…)]`, on a member: its location, if that is not the body: `label = "…"`, `query =
///   "…"`, `query_map`, `header = "…"`, `prefix_headers = "…"`, `status` or `payload`. Labels and
///   the query are for an input, and the status is for an output or an error. Also `body = "…"`,
///   its key in the body if that is not the documented name; `timestamp = "date-time"`,
///   `"http-date"` or `"epoch-seconds"`, the format of the timestamps in it; and `host_label`.
/// - `#[constraint(…)]`, on a member: `length(min = 2, max = 64)`, `range(min = 1, max = 9)`,
///   `pattern = "…"`, which matches the whole text, or `search = "…"`, which matches a part of it,
///   and `unique`, if the elements of a list must differ. The same in `each(…)` for the elements of
///   a list or the values of a map, and in `keys(…)` for the keys of a map.
/// - `#[idempotency_token]`, on a member: the constructor fills it.
/// - `#[event_stream]`, on the struct: its message has a stream of events as its body. In restJson1
///   every member is outside it.
/// - `#[sensitive]`, on the struct: the derive implements a `Debug` that shows no members, so do
///   not derive `Debug` too.
///
/// ```
/// use chime_model::{Structure, Validate};
///
/// #[derive(Clone, Debug, PartialEq, Structure)]
/// pub struct FindBooks {
///     #[serde(rename = "Genre")]
///     #[http(label = "Genre")]
///     #[constraint(length(min = 1))]
///     pub genre: String,
///     #[serde(rename = "Limit")]
///     #[http(query = "limit")]
///     #[constraint(range(min = 1, max = 100))]
///     pub limit: Option<i32>,
/// }
///
/// let find = FindBooks::new("novel").limit(500);
/// let violations = find.validate().unwrap_err();
/// assert_eq!(violations.to_string(), "Limit must be from 1 to 100");
/// let text = serde_json::to_string(&find).unwrap();
/// assert_eq!(text, r#"{"Genre":"novel","Limit":500}"#);
/// ```
#[proc_macro_derive(
    Structure,
    attributes(http, constraint, event_stream, idempotency_token, sensitive, serde)
)]
pub fn structure(input: TokenStream) -> TokenStream {
    expand::STRUCTURE.derive(input.into()).into()
}

/// Makes an enum a union: exactly one of its members is set.
///
/// Each variant holds the value of its member. The variant marked `#[unknown]` holds a
/// `chime_model::UnknownMember`, which is a member that the enum does not have. Variants take
/// `#[serde(rename = "…")]`, `#[http(timestamp = "…")]` and `#[constraint(…)]`, and the enum takes
/// `#[sensitive]`. Serde's `Serialize` and `Deserialize` are implemented too.
///
/// ```
/// use chime_model::{Union, UnknownMember};
///
/// #[derive(Clone, Debug, PartialEq, Union)]
/// pub enum Recipient {
///     #[serde(rename = "EmailAddress")]
///     EmailAddress(String),
///     #[serde(rename = "UserIds")]
///     UserIds(Vec<String>),
///     #[unknown]
///     Unknown(UnknownMember),
/// }
///
/// let text = r#"{"EmailAddress":"a@example.com"}"#;
/// let recipient: Recipient = serde_json::from_str(text).unwrap();
/// assert_eq!(recipient, Recipient::EmailAddress("a@example.com".to_owned()));
/// ```
#[proc_macro_derive(Union, attributes(http, constraint, sensitive, serde, unknown))]
pub fn union(input: TokenStream) -> TokenStream {
    expand::UNION.derive(input.into()).into()
}

/// Derives `EventStream` for a union: its variants are the events of a stream. Each event is one
/// message of `application/vnd.amazon.eventstream`.
///
/// Derive it beside [`macro@Union`], with the feature `event-stream` of `chime-model`. Each variant
/// holds the structure of an event. The enum takes `#[event_stream(error = …)]`, the errors that
/// may end the stream: an enum with [`macro@OperationError`] derived, whose variants take
/// `#[serde(rename = "…")]` where an error has another name in the stream.
///
/// By default, the members of an event are a JSON object in the payload. A member with
/// `#[http(payload)]` is the payload itself, and one with `#[http(event_header = "…")]` is the
/// header of that name.
///
/// ```
/// use chime_model::{Blob, EventStream, NoEvents, Structure, Union, UnknownMember};
///
/// #[derive(Clone, Debug, PartialEq, Structure)]
/// pub struct Part {
///     #[http(payload)]
///     pub bytes: Option<Blob>,
///     #[http(event_header = "number")]
///     pub number: Option<i32>,
/// }
///
/// #[derive(Clone, Debug, PartialEq, Union, EventStream)]
/// #[event_stream(error = NoEvents)]
/// pub enum Parts {
///     #[serde(rename = "part")]
///     Part(Part),
///     #[unknown]
///     Unknown(UnknownMember),
/// }
/// ```
#[proc_macro_derive(EventStream, attributes(event_stream, http, constraint, serde, unknown))]
pub fn event_stream(input: TokenStream) -> TokenStream {
    expand::EVENT_STREAM.derive(input.into()).into()
}

/// Makes an enum an open enumeration of strings: a value that is not one of its variants keeps its
/// text.
///
/// Variants have no fields and take `#[serde(rename = "…")]`. The variant marked `#[unknown]` holds
/// a `String`. The derive adds `as_str` and `VALUES`, and implements `Display`, `FromStr` and the
/// conversions from and to text. It implements `PartialEq`, `Eq`, `PartialOrd`, `Ord` and `Hash` by
/// the text, so do not derive these. Serde's `Serialize` and `Deserialize` are implemented too.
/// Derive `Clone` and `Debug` yourself.
///
/// ```
/// use chime_model::Enumeration;
///
/// #[derive(Clone, Debug, Enumeration)]
/// pub enum Genre {
///     #[serde(rename = "novel")]
///     Novel,
///     #[serde(rename = "poetry")]
///     Poetry,
///     #[unknown]
///     Unknown(String),
/// }
///
/// assert_eq!(Genre::from("novel"), Genre::Novel);
/// assert_eq!(Genre::from("essay").as_str(), "essay");
/// assert_eq!(Genre::VALUES, ["novel", "poetry"]);
/// ```
#[proc_macro_derive(Enumeration, attributes(serde, unknown))]
pub fn enumeration(input: TokenStream) -> TokenStream {
    expand::ENUMERATION.derive(input.into()).into()
}

/// Makes a structure an error: `Display`, `std::error::Error` and `chime_model::ServiceError`.
///
/// Derive it beside [`macro@Structure`]. Every member must be an `Option`. The struct takes
/// `#[exception(status = 404)]`, with `server` if the error is the service's fault, and `retryable`
/// and `throttling` if the description marks it so; `query_code = "…"`, its code in AWS Query, if
/// that is not its name; and `#[serde(rename = "…")]` if the error has another name in messages.
/// With `reads_as = Other` it shares the reader of another error that has the same members, which
/// makes programs smaller.
///
/// ```
/// use chime_model::{Exception, ServiceError, Structure};
///
/// #[derive(Clone, Debug, PartialEq, Structure, Exception)]
/// #[exception(status = 404)]
/// pub struct BookNotFound {
///     #[serde(rename = "Message")]
///     pub message: Option<String>,
/// }
///
/// let error = BookNotFound::default().message("There is no such book.");
/// assert_eq!(error.to_string(), "BookNotFound: There is no such book.");
/// assert_eq!(error.status(), 404);
/// assert!(!error.is_retryable());
/// ```
#[proc_macro_derive(Exception, attributes(exception, serde))]
pub fn exception(input: TokenStream) -> TokenStream {
    expand::EXCEPTION.derive(input.into()).into()
}

/// Derives `OperationError` for an enum: its variants are the errors of an operation. Each variant
/// holds an error with [`macro@Exception`] derived.
///
/// The enum becomes an error itself, and each of its errors converts into it by `From`. Derive
/// `Clone`, `Debug` and `PartialEq` yourself. An operation without errors has an enum without
/// variants.
///
/// The errors of a stream are such an enum too: `#[serde(rename = "…")]` gives the name that
/// an error has in the messages of the stream.
///
/// ```
/// use chime_model::{Exception, OperationError, ServiceError, Structure};
///
/// #[derive(Clone, Debug, PartialEq, Structure, Exception)]
/// #[exception(status = 404)]
/// pub struct BookNotFound {}
///
/// #[derive(Clone, Debug, PartialEq, Structure, Exception)]
/// #[exception(status = 503, server)]
/// pub struct Closed {}
///
/// #[derive(Clone, Debug, PartialEq, OperationError)]
/// pub enum GetBookError {
///     BookNotFound(BookNotFound),
///     Closed(Closed),
/// }
///
/// let error = GetBookError::from(Closed::default());
/// assert_eq!((error.name(), error.is_retryable()), ("Closed", true));
/// ```
#[proc_macro_derive(OperationError, attributes(serde))]
pub fn operation_error(input: TokenStream) -> TokenStream {
    expand::OPERATION_ERROR.derive(input.into()).into()
}

/// Derives `Routing` for an enum: its variants are the operations of a server. The enum finds the
/// operation that a request is for.
///
/// Each variant has no fields and has the name of an operation's type, which must be in scope. The
/// enum must be `Copy`. The derive also implements `Display` and `FromStr`, which write and read
/// the name of the operation.
///
/// ```
/// use chime_model::{Operation, OperationError, Routing, SERVICE, http};
///
/// #[derive(Clone, Debug, PartialEq, OperationError)]
/// pub enum NoErrors {}
///
/// #[derive(Operation)]
/// #[operation(error = NoErrors, service = SERVICE)]
/// #[http(method = "GET", uri = "/ping")]
/// pub struct Ping;
///
/// #[derive(Operation)]
/// #[operation(error = NoErrors, service = SERVICE)]
/// #[http(method = "PUT", uri = "/pause")]
/// pub struct Pause;
///
/// #[derive(Clone, Copy, Debug, PartialEq, Routing)]
/// pub enum Route {
///     Ping,
///     Pause,
/// }
///
/// let request = http::Request::put("/pause").body(()).unwrap();
/// assert_eq!(Route::of(&request), Ok(Route::Pause));
/// assert_eq!("Pause".parse(), Ok(Route::Pause));
/// ```
#[proc_macro_derive(Routing)]
pub fn routing(input: TokenStream) -> TokenStream {
    expand::ROUTING.derive(input.into()).into()
}

/// Makes a unit struct an operation.
///
/// - `#[operation(input = …, output = …, error = …, service = …)]`: three types and a constant. A
///   missing `input` or `output` is `chime_model::Empty`. `name = "…"` is the name of the
///   operation, if it differs from the struct's. `host_prefix = "…"` is its host prefix.
///   `idempotent`, `readonly`, `no_auth`, `unsigned_payload`, `needs_checksum` and
///   `compression = ["gzip"]` each set a constant of `chime_model::Operation`. With
///   `input_events = …` or `output_events = …`, which are unions with [`macro@EventStream`]
///   derived, it implements `chime_model::Streaming`. Mark the struct of that input or output with
///   `#[event_stream]`.
/// - `#[http(method = "POST", uri = "/accounts/{accountId}/rooms", code = 201)]`: `code` is the
///   status of a success; the default is 200. Each label of `uri` is a whole segment of the path
///   and a member of the input. An operation of awsJson has no such attribute.
/// - `#[paginated(input_token = …, output_token = …, items = …, item = …)]`, if the operation
///   responds page by page: it implements `chime_model::Paginated`, whose documentation has an
///   example. `input_token` and `output_token` are the fields with the token of a page and with
///   that of the next one. With `more_results = …`, there is another page only if that field of the
///   output is true. `items` is the field of the output with a list or a map. `item` is the type of
///   an element of the list, or a tuple of a key and a value. Without `items` and `item`, each page
///   is an item.
///
/// ```
/// use chime_model::{Operation, OperationError, SERVICE, Structure, http};
///
/// #[derive(Clone, Debug, PartialEq, Structure)]
/// pub struct RenameBook {
///     #[http(label = "id")]
///     pub id: String,
///     pub title: String,
/// }
///
/// #[derive(Clone, Debug, PartialEq, OperationError)]
/// pub enum NoErrors {}
///
/// #[derive(Operation)]
/// #[operation(input = RenameBook, error = NoErrors, service = SERVICE)]
/// #[http(method = "PATCH", uri = "/books/{id}", code = 204)]
/// pub struct Rename;
///
/// let request = Rename::encode_request(&RenameBook::new("1/2", "Emma")).unwrap();
/// assert_eq!(request.method(), http::Method::PATCH);
/// assert_eq!(request.uri().path(), "/books/1%2F2");
/// assert_eq!(request.body(), br#"{"title":"Emma"}"#);
/// ```
#[proc_macro_derive(Operation, attributes(operation, http, paginated))]
pub fn operation(input: TokenStream) -> TokenStream {
    expand::OPERATION.derive(input.into()).into()
}
