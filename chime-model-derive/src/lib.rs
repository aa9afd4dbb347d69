//! The derive macros of `chime-model`: attributes in, the wire behaviour of AWS restJson1 shapes out.
//!
//! Use them by way of `chime_model`, which re-exports them beside the traits that they implement; what they emit names
//! `::chime_model` alone. They never look at what a type is called: they emit calls of traits and let the compiler decide. Only
//! `Option<…>` is spelt out, for a member that may be absent.
#![doc = include_str!("../README.md")]

mod ast;
mod attr;
mod expand;
mod report;
#[cfg(test)]
mod tests;
mod valid;

use proc_macro::TokenStream;

/// Makes a struct a shape of the kind structure: its wire behaviour, a constructor, setters and, with the feature, its JSON Schema.
///
/// Emits `new` with the required members (or `Default` if there are none), a setter for each member, and the traits by which a
/// message is written, read and validated. An idempotency token is not an argument of the constructor, which fills it.
///
/// - `#[serde(rename = "AccountId")]`, on a member: its documented name, in serde's form and in the body.
/// - `#[serde(with = "::chime_model::documented")]`, on a member with timestamps or floats: the documented form of those.
/// - `#[http(…)]`, on a member: where it stands, if not in the body: `label = "…"`, `query = "…"`, `query_map`, `header = "…"`,
///   `prefix_headers = "…"`, `status`, `payload`; or `body = "…"`, its key in the body where that is not the documented name;
///   `timestamp = "date-time" | "http-date" | "epoch-seconds"` for the timestamps in it; `host_label`.
/// - `#[constraint(…)]`, on a member: `length(min = 2, max = 64)`, `range(min = 1, max = 9)`, `pattern = "…"`, and the same in
///   `each(…)` for the elements of a list or the values of a map and in `keys(…)` for the keys of a map.
/// - `#[idempotency_token]`, on a member: the constructor fills it.
/// - `#[sensitive]`, on the struct: its `Debug` shows nothing, and is not the struct's to derive.
///
/// Emits serde's `Deserialize` too: of an object and nothing else, where serde's own derive would take a list. `Serialize`, `Clone`,
/// `Debug` and `PartialEq` are the struct's own to derive.
#[proc_macro_derive(Structure, attributes(http, constraint, idempotency_token, sensitive, serde))]
pub fn structure(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::structure)
}

/// Makes an enum a shape of the kind union: exactly one of its members is set.
///
/// A variant holds its member's value; the one marked `#[unknown]` holds a `chime_model::UnknownMember`. Takes
/// `#[serde(rename)]`, `#[http(timestamp)]` and `#[constraint]` on variants, and implements serde's traits too, since a union's
/// documented form skips nulls, which serde's own derive does not.
#[proc_macro_derive(Union, attributes(http, constraint, sensitive, serde, unknown))]
pub fn union(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::union)
}

/// Makes an enum an open enumeration of strings: a value that is not modeled keeps its text.
///
/// Variants hold nothing and take `#[serde(rename)]`; the one marked `#[unknown]` holds a `String`. Emits `as_str`, `VALUES`,
/// `Display`, conversions from and to text, comparison, order and hash, all of them those of the text, serde's traits, and the traits
/// by which it appears in a message. `Clone` and `Debug` are the enum's own to derive.
#[proc_macro_derive(Enumeration, attributes(serde, unknown))]
pub fn enumeration(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::enumeration)
}

/// Makes a structure an error: `std::error::Error`, and what its description says of it.
///
/// Beside `Structure`. Takes `#[exception(status = 404)]` on the struct, with `server` if the error is the service's fault and
/// `retryable` if it is marked so; `#[serde(rename)]` if the error travels under another name.
#[proc_macro_derive(Exception, attributes(exception, serde))]
pub fn exception(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::exception)
}

/// Makes an enum the errors of an operation: each variant holds an error that [`macro@Exception`] is derived for.
#[proc_macro_derive(OperationError)]
pub fn operation_error(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::operation_error)
}

/// Makes an enum the way from a request to its operation, for a server of several.
///
/// Each variant holds nothing and has the name of an operation's type, which is in scope.
#[proc_macro_derive(Routing)]
pub fn routing(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::routing)
}

/// Makes a unit struct an operation.
///
/// - `#[operation(input = …, output = …, error = …, service = …)]`: three types and a constant; an input or output that is left
///   out is `Empty`. `name = "…"` if the operation has another name than the struct, `host_prefix = "…"` if there is one.
/// - `#[http(method = "POST", uri = "/accounts/{accountId}/rooms", code = 201)]`: without a code it is 200.
#[proc_macro_derive(Operation, attributes(operation, http))]
pub fn operation(input: TokenStream) -> TokenStream {
    expand::derive(input, expand::operation)
}
