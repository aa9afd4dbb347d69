//! Reads a description. Every key is read, ignored as harmless, or unknown. An unknown key of a
//! shape is a problem, since messages may depend on it; any other is ignored with a warning, so
//! that a new key of botocore breaks no build. A feature that cannot be generated is refused here
//! by its key.

use chime_model_vocabulary::Flag;

use super::{
    Beside, Constraints, Description, Exception, InEvent, Kind, Member, Metadata, Operation,
    Protocol, Reference, Shape, Structure, protocol,
};
use crate::cursor::{Cursor, Object, Source};
use crate::error::expected_one_of;

/// Reads a description. Problems are recorded in its source.
#[must_use]
pub fn read<'a>(source: &'a Source<'a>) -> Option<Description<'a>> {
    let cursor = source.root()?;
    let mut root = cursor.object();
    let metadata = match root.require("metadata") {
        Some(cursor) => metadata(&cursor)?,
        None => Metadata::default(),
    };
    let operations = root.require_entries("operations");
    let shapes = root.require_entries("shapes");
    // `version` is the version of the format. The generated types have no place for the examples
    // and the documentation of the service.
    root.ignore(&["version", "documentation", "examples"]);
    root.ignore(&["deprecated", "deprecatedMessage", "deprecatedSince", "clientContextParams"]);
    root.ignore_rest();
    let operations = operations.into_iter().filter_map(|(name, cursor)| operation(name, cursor));
    let operations = operations.collect();
    let mut shapes: Vec<_> = shapes.into_iter().map(|(name, cursor)| shape(name, cursor)).collect();
    if let Protocol::AwsJson(_) = metadata.protocol {
        shapes.iter_mut().for_each(Shape::forget_locations);
    }
    Some(Description {
        metadata,
        operations,
        shapes,
        paginators: Vec::new(),
        beside: Beside::default(),
        cursor,
        ignored_keys: source.warnings(),
    })
}

/// The facts about the service. `None` if its protocol is not supported, which is then the only
/// problem.
fn metadata<'a>(cursor: &Cursor<'a>) -> Option<Metadata<'a>> {
    let mut object = cursor.object();
    let protocol = protocol::read(&mut object)?;
    let mut text = |key| object.require(key).and_then(|cursor| cursor.string()).unwrap_or_default();
    let service_id = text("serviceId");
    let api_version = text("apiVersion");
    let endpoint_prefix = text("endpointPrefix");
    let full_name = object.string("serviceFullName").unwrap_or_else(|| service_id.clone());
    let signing_name = object.string("signingName");
    // These keys say how requests are signed, or are for other protocols and older tools.
    object.ignore(&["auth", "signatureVersion", "uid", "protocolSettings", "xmlNamespace"]);
    object.ignore(&["serviceAbbreviation", "globalEndpoint"]);
    object.ignore(&["checksumFormat", "ripServiceName"]);
    object.ignore_rest();
    Some(Metadata { protocol, service_id, full_name, api_version, endpoint_prefix, signing_name })
}

fn operation(name: String, cursor: Cursor<'_>) -> Option<Operation<'_>> {
    let mut object = cursor.object();
    if let Some((declared, cursor)) = object.text("name")
        && declared != name
    {
        cursor.problem(format!("the name must be the key of the operation, {name:?}"));
    }
    let http = object.require("http").map(|cursor| cursor.object());
    let input = object.take("input").and_then(|cursor| message(&cursor, &[]));
    let output = object.take("output").and_then(|cursor| message(&cursor, &[]));
    let errors = object.take("errors").map(|cursor| cursor.array()).unwrap_or_default();
    let host_prefix = object.take("endpoint").and_then(|cursor| {
        let mut endpoint = cursor.object();
        let prefix = endpoint.require_text("hostPrefix");
        endpoint.ignore_rest();
        prefix
    });
    let docs = object.string("documentation");
    let deprecated = deprecated(&mut object);
    let compression = object.take("requestcompression").map(|cursor| {
        let mut compression = cursor.object();
        let encodings = compression.require("encodings").map(|cursor| cursor.strings());
        compression.ignore_rest();
        encodings.into_iter().flatten().map(|(encoding, _)| encoding).collect()
    });
    let mut has_flag = |flag: &Flag| flag.key().is_some_and(|key| object.flag(key));
    let flags = Flag::ALL.into_iter().filter(|flag| has_flag(flag)).collect();
    let auth_type = object.string("authtype");
    let auth = object.strings("auth").into_iter().map(|(scheme, _)| scheme).collect();
    // Where an endpoint comes from (rule K4).
    object.ignore(&["staticContextParams", "operationContextParams"]);
    object.ignore(&["endpointdiscovery", "endpointoperation"]);
    object.ignore_rest();
    let mut http = http?;
    let method = http.require_text("method");
    let uri = http.require_text("requestUri");
    let code = http.status("responseCode");
    http.ignore_rest();
    let (method, method_cursor) = method?;
    let (uri, uri_cursor) = uri?;
    Some(Operation {
        name,
        cursor,
        method,
        method_cursor,
        uri,
        uri_cursor,
        code,
        input,
        output,
        // An operation may repeat facts of its errors. Only the facts of their shapes count.
        errors: errors
            .iter()
            .filter_map(|cursor| message(cursor, &["error", "exception", "fault"]))
            .collect(),
        host_prefix,
        flags,
        auth_type,
        auth,
        compression: compression.unwrap_or_default(),
        docs,
        deprecated,
    })
}

/// The reference of an input, an output or an error.
fn message<'a>(cursor: &Cursor<'a>, harmless: &[&'static str]) -> Option<Reference<'a>> {
    let mut object = cursor.object();
    let shape = object.require_text("shape");
    // `resultWrapper` is for AWS Query, which wraps its outputs.
    object.ignore(&["documentation", "resultWrapper"]);
    object.ignore(harmless);
    object.ignore_rest();
    shape.map(|(shape, part)| Reference { shape, cursor: cursor.pointing_at(&part) })
}

/// The reference of an element of a list, or of a key or a value of a map.
fn element<'a>(object: &mut Object<'a>, key: &'static str) -> Option<Reference<'a>> {
    let cursor = object.require(key)?;
    let mut object = cursor.object();
    let shape = object.require_text("shape");
    // `jsonvalue` has an effect only on a string in a header (rules J4 and A11).
    object.ignore(&["documentation", "locationName", "jsonvalue"]);
    object.finish();
    shape.map(|(shape, part)| Reference { shape, cursor: cursor.pointing_at(&part) })
}

fn deprecated(object: &mut Object<'_>) -> Option<String> {
    let is_deprecated = object.flag("deprecated");
    let message = object.string("deprecatedMessage");
    let since = object.string("deprecatedSince");
    is_deprecated
        .then(|| message.or(since.map(|since| format!("since {since}"))).unwrap_or_default())
}

fn shape(name: String, cursor: Cursor<'_>) -> Shape<'_> {
    let mut object = cursor.object();
    let kind = object.require("type").map_or(Kind::Refused, |ty| kind(&ty, &mut object));
    let mut constraints = Constraints::default();
    if !matches!(kind, Kind::Structure(_) | Kind::Boolean | Kind::Timestamp { .. }) {
        constraints.min = object.number("min");
        constraints.max = object.number("max");
    }
    match kind {
        Kind::String { .. } => constraints.pattern = object.text("pattern"),
        Kind::List { .. } => constraints.unique_items = object.boolean("uniqueItems"),
        _ => {}
    }
    let docs = object.string("documentation");
    let deprecated = deprecated(&mut object);
    let sensitive = object.flag("sensitive");
    // `box` is for Java, `synthetic` says where a shape came from, and the others are for XML.
    object.ignore(&["box", "synthetic", "xmlOrder", "wrapper"]);
    match kind {
        // Which keys are known depends on the type, so a refused type hides the unknown ones.
        Kind::Refused => {}
        _ => object.finish(),
    }
    Shape { name, cursor, kind, sensitive, constraints, docs, deprecated }
}

const TYPES: [&str; 11] = [
    "structure",
    "list",
    "map",
    "string",
    "timestamp",
    "boolean",
    "integer",
    "long",
    "float",
    "double",
    "blob",
];

fn kind<'a>(ty: &Cursor<'a>, object: &mut Object<'a>) -> Kind<'a> {
    match ty.string().as_deref() {
        Some("structure") => structure(object),
        Some("list") => {
            let sparse = object.flag("sparse");
            object.ignore(&["flattened"]);
            let member = element(object, "member");
            member.map_or(Kind::Refused, |member| Kind::List { member, sparse })
        }
        Some("map") => {
            let sparse = object.flag("sparse");
            object.ignore(&["flattened"]);
            let key = element(object, "key");
            let value = element(object, "value");
            key.zip(value).map_or(Kind::Refused, |(key, value)| Kind::Map { key, value, sparse })
        }
        Some("string") => Kind::String { values: object.strings("enum") },
        Some("timestamp") => Kind::Timestamp { format: object.text("timestampFormat") },
        Some("boolean") => Kind::Boolean,
        Some("integer") => Kind::Integer,
        Some("long") => Kind::Long,
        Some("float") => Kind::Float,
        Some("double") => Kind::Double,
        Some("blob") => {
            // A streaming blob is read as a whole, since the runtime has bytes and does no I/O.
            object.ignore(&["streaming", "requiresLength"]);
            Kind::Blob
        }
        Some(name) => {
            ty.problem(format!("unknown type {name:?}{}", expected_one_of(name, &TYPES)));
            Kind::Refused
        }
        None => Kind::Refused,
    }
}

fn structure<'a>(object: &mut Object<'a>) -> Kind<'a> {
    let is_stream = object.flag("eventstream");
    // The members of a stream are its events.
    object.ignore(&["event"]);
    let members = object.require_entries("members");
    let required = object.strings("required");
    let payload = object.text("payload");
    let error = object.take("error").map(|cursor| {
        let mut error = cursor.object();
        let status = error.status("httpStatusCode");
        let code = error.text("code");
        let is_sender_fault = error.flag("senderFault");
        // The key `fault` of the shape has the same meaning.
        error.ignore(&["fault"]);
        error.finish();
        (status, code, is_sender_fault)
    });
    // If the object is empty, the error is retryable but not a throttling error.
    let throttling = object.take("retryable").map(|cursor| {
        let mut retryable = cursor.object();
        let is_throttling = retryable.flag("throttling");
        retryable.finish();
        is_throttling
    });
    let is_exception = object.flag("exception") || error.is_some();
    let is_fault = object.flag("fault");
    let (status, code, is_sender_fault) = error.unwrap_or_default();
    Kind::Structure(Structure {
        members: members.into_iter().filter_map(|(name, cursor)| member(name, cursor)).collect(),
        required_names: required.iter().map(|(name, _)| name.clone()).collect(),
        required,
        payload,
        exception: is_exception.then(|| Exception {
            status,
            code,
            is_fault,
            is_sender_fault,
            is_retryable: throttling.is_some(),
            is_throttling: throttling.unwrap_or_default(),
        }),
        is_union: object.flag("union") || is_stream,
        is_stream,
        is_document: object.flag("document"),
    })
}

fn member(name: String, cursor: Cursor<'_>) -> Option<Member<'_>> {
    let mut object = cursor.object();
    let shape = object.require_text("shape");
    let location = object.text("location");
    let location_name = object.string("locationName");
    let timestamp = object.text("timestampFormat");
    let constraints = Constraints {
        min: object.number("min"),
        max: object.number("max"),
        pattern: object.text("pattern"),
        unique_items: object.boolean("uniqueItems"),
    };
    let is_token = object.flag("idempotencyToken");
    let is_json_value = object.flag("jsonvalue");
    let is_host_label = object.flag("hostLabel");
    let [is_payload, is_header] = ["eventpayload", "eventheader"].map(|key| object.flag(key));
    let in_event = match (is_payload, is_header) {
        (true, _) => Some(InEvent::Payload),
        (_, true) => Some(InEvent::Header),
        _ => None,
    };
    let docs = object.string("documentation");
    let deprecated = deprecated(&mut object);
    // `box` is for Java, `streaming` belongs to the blob, `contextParam` to the endpoint,
    // `flattened` is for XML, and `enum` repeats the values of the shape.
    object.ignore(&["box", "streaming", "contextParam", "enum", "flattened"]);
    object.finish();
    let (shape, part) = shape?;
    let cursor = cursor.pointing_at(&part);
    Some(Member {
        name,
        cursor,
        shape,
        location,
        location_name,
        timestamp,
        constraints,
        is_token,
        is_json_value,
        is_host_label,
        in_event,
        docs,
        deprecated,
    })
}
