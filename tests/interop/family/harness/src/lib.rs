//! Whole services, and one function that encodes and decodes messages of any of their operations,
//! as a client and a server do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chime_model::http::{self, HeaderMap, HeaderName, HeaderValue};
use chime_model::{Endpoint, Operation, ResponseError, Routing, schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The errors of an operation, by their names.
trait Errors: Sized {
    fn read(name: &str, value: Value) -> Result<Self, String>;
    fn write(&self) -> (&'static str, Value);
}

macro_rules! errors {
    ($module:ident::$error:ident $(, $name:literal $shape:ident)*) => {
        #[allow(deprecated)]
        impl Errors for $module::$error {
            fn read(name: &str, value: Value) -> Result<Self, String> {
                match name {
                    $($name => read::<$module::$shape>(value).map(Self::from),)*
                    _ => Err(format!("no error {name} with {value}")),
                }
            }

            fn write(&self) -> (&'static str, Value) {
                match *self {
                    $(Self::$shape(ref error) => ($name, write(error)),)*
                }
            }
        }
    };
}

/// The version and the license of all documents.
const VERSION: &str = "1.2.3";
const LICENSE: &str = "MIT";

include!(concat!(env!("OUT_DIR"), "/services.rs"));

/// Compares the documents that are made from a description with those that are made from its types:
/// how many there are, and the names of those that differ.
///
/// # Errors
/// The service is unknown, or its description has problems.
pub fn compare_documents(service: &str, description: &str) -> Result<(usize, Vec<String>), String> {
    let described =
        chime_model_cli::documents(service, description, VERSION.to_owned(), LICENSE.to_owned());
    let described = described.map_err(text)?.files();
    let derived = documents(service).ok_or("no such service")?.files();
    let names: BTreeSet<&String> = described.keys().chain(derived.keys()).collect();
    let shown = |files: &BTreeMap<String, Value>, name: &String| files.get(name).map(schema::text);
    let differ = names.iter().filter(|name| shown(&described, name) != shown(&derived, name));
    Ok((names.len(), differ.map(ToString::to_string).collect()))
}

/// The result of a command: a JSON object, or what went wrong.
pub type Answer = Result<Value, String>;

/// What to do with which operation.
#[derive(Debug, Deserialize)]
pub struct Command {
    /// The name of the description.
    pub service: String,
    /// The name of the operation.
    pub operation: String,
    /// What to do.
    pub act: Act,
}

/// What to do. Values are in their documented form, bodies in base64.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of a message")]
pub enum Act {
    /// Writes a request to an endpoint, and reads it back.
    EncodeRequest { endpoint: String, input: Value },
    /// Reads a request, and names the operation to which a server routes it.
    DecodeRequest { method: String, uri: String, headers: Vec<(String, String)>, body: String },
    /// Reads a request that a server rejects, and writes the response for the rejection.
    RefuseRequest { method: String, uri: String, headers: Vec<(String, String)>, body: String },
    /// Writes a success, and reads it back.
    EncodeResponse { output: Value },
    /// Writes an error, and reads it back.
    EncodeError { name: String, error: Value },
    /// Reads a response.
    DecodeResponse { status: u16, headers: Vec<(String, String)>, body: String },
}

/// Runs a command. A written message comes with `typed`, the documented form that serde makes of
/// the value, and with `back`, the documented form of the value read back from HTTP, or `lost`, the
/// reason why it could not be read.
fn serve<O: Operation, R: Routing + Debug>(act: Act) -> Answer
where
    O::Error: Errors,
{
    match act {
        Act::EncodeRequest { endpoint, input } => {
            let endpoint: Endpoint = endpoint.parse().map_err(text)?;
            let input: O::Input = twice(input)?;
            let request = O::encode_request(&input).map_err(text)?;
            let back = O::decode_request(&request).map_err(text);
            let (head, body) = endpoint.resolve(request).map_err(text)?.into_parts();
            let uri = head.uri.path_and_query().map(ToString::to_string);
            let message =
                json!({ "method": head.method.as_str(), "uri": uri, "host": head.uri.host() });
            let content =
                json!({ "headers": listed(&head.headers)?, "body": STANDARD.encode(body) });
            Ok(merged(merged(message, content), read_back(&input, &back)))
        }
        Act::DecodeRequest { method, uri, headers, body } => {
            let request = received(&method, &uri, headers, &body)?;
            let route = R::of(&request).map_or_else(text, |route| format!("{route:?}"));
            Ok(
                json!({ "input": write(&O::decode_request(&request).map_err(text)?), "route": route }),
            )
        }
        Act::RefuseRequest { method, uri, headers, body } => {
            let request = received(&method, &uri, headers, &body)?;
            let refused = R::of(&request).err().or_else(|| O::decode_request(&request).err());
            described(refused.ok_or("the server accepts it")?.to_response(&O::SERVICE.protocol))
        }
        Act::EncodeResponse { output } => {
            let output: O::Output = twice(output)?;
            let response = O::encode_response(&output).map_err(text)?;
            let back = O::decode_response(&response).map_err(|error| format!("{error:?}"));
            Ok(merged(described(response)?, read_back(&output, &back)))
        }
        Act::EncodeError { name, error } => {
            let error = O::Error::read(&name, error)?;
            let response = O::encode_error(&error).map_err(text)?;
            let back = decoded::<O>(&response);
            Ok(merged(described(response)?, json!({ "typed": error.write().1, "back": back })))
        }
        Act::DecodeResponse { status, headers, body } => {
            let mut response = http::Response::new(STANDARD.decode(body).map_err(text)?);
            *response.status_mut() = http::StatusCode::from_u16(status).map_err(text)?;
            *response.headers_mut() = collected(headers)?;
            Ok(decoded::<O>(&response))
        }
    }
}

fn decoded<O: Operation>(response: &http::Response<Vec<u8>>) -> Value
where
    O::Error: Errors,
{
    match O::decode_response(response) {
        Ok(output) => json!({ "output": write(&output) }),
        Err(ResponseError::Modeled { error, status, query_error, .. }) => {
            let (name, error) = error.write();
            let modeled = json!({ "kind": "modeled", "name": name, "error": error, "status": status.as_u16() });
            let code = query_error.map(|query| json!({ "query_error": query.code }));
            merged(modeled, code.unwrap_or_default())
        }
        Err(ResponseError::Unknown(error)) => {
            json!({ "kind": "unknown", "name": error.name, "error": error.to_string() })
        }
        Err(other) => json!({ "kind": "other", "error": other.to_string() }),
    }
}

fn received(
    method: &str,
    uri: &str,
    headers: Vec<(String, String)>,
    body: &str,
) -> Result<http::Request<Vec<u8>>, String> {
    let mut request = http::Request::new(STANDARD.decode(body).map_err(text)?);
    *request.method_mut() = method.parse().map_err(text)?;
    *request.uri_mut() = uri.parse().map_err(text)?;
    *request.headers_mut() = collected(headers)?;
    Ok(request)
}

/// Reads a value, writes it and reads it again, through JSON alone.
fn twice<T: Serialize + DeserializeOwned>(value: Value) -> Result<T, String> {
    let first: T = read(value)?;
    let again: T = read(write(&first))?;
    if write(&first) == write(&again) {
        Ok(again)
    } else {
        Err("the documented form does not round-trip".to_owned())
    }
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_json::from_value(value).map_err(|error| format!("not the documented form: {error}"))
}

fn write<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value)
        .unwrap_or_else(|error| Value::String(format!("cannot be written: {error}")))
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn described(response: http::Response<Vec<u8>>) -> Answer {
    let (head, body) = response.into_parts();
    Ok(
        json!({ "status": head.status.as_u16(), "headers": listed(&head.headers)?, "body": STANDARD.encode(body) }),
    )
}

fn read_back<T: Serialize>(value: &T, back: &Result<T, String>) -> Value {
    match back {
        Ok(back) => json!({ "typed": write(value), "back": write(back) }),
        Err(error) => json!({ "typed": write(value), "lost": error }),
    }
}

fn merged(mut value: Value, more: Value) -> Value {
    if let (Value::Object(all), Value::Object(more)) = (&mut value, more) {
        all.extend(more);
    }
    value
}

fn listed(headers: &HeaderMap) -> Result<Vec<(&str, &str)>, String> {
    headers.iter().map(|(name, value)| Ok((name.as_str(), value.to_str().map_err(text)?))).collect()
}

fn collected(headers: Vec<(String, String)>) -> Result<HeaderMap, String> {
    headers
        .into_iter()
        .map(|(name, value)| {
            Ok((
                name.parse::<HeaderName>().map_err(text)?,
                value.parse::<HeaderValue>().map_err(text)?,
            ))
        })
        .collect()
}
