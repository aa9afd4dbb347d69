//! Builds the OpenAPI document of a service: the HTTP form of its operations.

use chime_model_vocabulary::Location;
use chime_model_vocabulary::media::{BLOB, EVENT_STREAM, JSON};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Map, Value, json};

use crate::builder::{Form, OPENAPI_SCHEMAS};
use crate::data::{Member, Operation, Service};
use crate::definitions::Definitions;
use crate::documents::Documents;
use crate::message::{Content, Message};

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V30,
    V31,
}

pub(crate) fn document(documents: &Documents, version: Version) -> Value {
    let definitions = Definitions::new(&documents.shapes, Form::Http, version.settings());
    let mut builder = Builder { documents, definitions, schemas: Map::new() };
    let mut paths: Map<String, Value> = Map::new();
    let (plainly, by_query): (Vec<_>, Vec<_>) =
        documents.operations.iter().partition(|operation| !operation.uri.contains('?'));
    for operation in plainly.into_iter().chain(by_query) {
        let method = operation.method.to_lowercase();
        let (path, query) = operation.uri.split_once('?').unwrap_or((&operation.uri, ""));
        // Operations that differ only in the literal query cannot share a path item: all except the
        // first keep the query in the path.
        let is_taken = paths.get(&plain(path)).is_some_and(|item| item.get(&method).is_some());
        let (key, query) =
            if is_taken { (plain(&operation.uri), "") } else { (plain(path), query) };
        paths.entry(key).or_insert_with(|| json!({}))[method] = builder.operation(operation, query);
    }
    // The responses to HEAD do not refer to the schema of the body of an error.
    if documents.operations.iter().any(|operation| operation.method != "HEAD") {
        builder.error_content();
    }
    let mut schemas = builder.definitions.finish();
    schemas.extend(builder.schemas);
    json!({
        "openapi": match version { Version::V30 => "3.0.3", Version::V31 => "3.1.1" },
        "info": info(documents, version),
        "servers": [server(&documents.service)],
        "tags": [{ "name": documents.service.id, "description": documents.service.full_name }],
        "security": [{ "sigv4": [] }],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": { "sigv4": signature(&documents.service) } },
    })
}

fn info(documents: &Documents, version: Version) -> Value {
    let license = match version {
        Version::V30 => json!({ "name": documents.license }),
        Version::V31 => json!({ "name": documents.license, "identifier": documents.license }),
    };
    let Service { full_name, api_version, .. } = &documents.service;
    json!({
        "title": full_name,
        "version": documents.version,
        "contact": { "name": full_name },
        "license": license,
        "description": format!(
            "{full_name}, API version {api_version}, over HTTP (AWS restJson1).\n\n\
             Errors may share a status: the header `x-amzn-ErrorType` of a response says which one it is."
        ),
    })
}

/// A path in OpenAPI, which has no greedy labels.
fn plain(uri: &str) -> String {
    uri.replace("+}", "}")
}

fn server(service: &Service) -> Value {
    json!({
        "url": format!("https://{}.{{region}}.amazonaws.com", service.endpoint_prefix),
        // No description: swagger-parser's schema of OpenAPI 3.1 does not allow one here.
        "variables": { "region": { "default": "us-east-1" } },
    })
}

fn signature(service: &Service) -> Value {
    json!({
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "description": format!("AWS Signature Version 4, for the service `{}`.", service.signing_name),
        "x-amazon-apigateway-authtype": "awsSigv4",
    })
}

impl Version {
    fn settings(self) -> SchemaSettings {
        let mut settings = match self {
            Self::V30 => SchemaSettings::openapi3()
                .with_transform(RecursiveTransform(without_later_keywords)),
            Self::V31 => SchemaSettings::draft2020_12(),
        };
        settings.definitions_path = OPENAPI_SCHEMAS.into();
        settings
    }
}

/// OpenAPI 3.0 has no constraints on keys, no examples of a value, a format instead of an encoding,
/// and no type that is only null.
fn without_later_keywords(schema: &mut Schema) {
    schema.remove("propertyNames");
    schema.remove("examples");
    if schema.get("enum") == Some(&json!([null])) {
        // `nullable` needs a type in the same schema. Here, null is an alternative to a reference
        // to an object.
        schema.insert("type".to_owned(), "object".into());
    }
    if schema.remove("contentEncoding").is_some() {
        schema.insert("format".to_owned(), "byte".into());
    }
}

/// A document under construction. `responses` builds the responses of its operations.
pub(crate) struct Builder<'d> {
    pub(crate) documents: &'d Documents,
    pub(crate) definitions: Definitions<'d>,
    /// The schemas of bodies.
    pub(crate) schemas: Map<String, Value>,
}

impl<'d> Builder<'d> {
    fn operation(&mut self, operation: &'d Operation, query: &str) -> Value {
        let input = Message::input(&self.documents.shapes, operation);
        let mut item = json!({
            "operationId": operation.name,
            "tags": [self.documents.service.id],
            "summary": operation.name,
            "description": operation.docs,
            "responses": self.responses(operation),
        });
        let shown = self.documents.examples.get(&operation.name);
        let parameters: Vec<Value> = literals(query)
            .chain(input.members.iter().filter_map(|member| {
                self.parameter(member, shown.and_then(|shown| shown.members.as_ref()))
            }))
            .collect();
        if !parameters.is_empty() {
            item["parameters"] = parameters.into();
        }
        let name = format!("{}RequestContent", operation.name);
        if let Some(content) =
            self.content(&input, &name, shown.and_then(|shown| shown.request.as_ref()))
        {
            let required = match input.content {
                Content::Payload(payload, _) => payload.required,
                _ => true,
            };
            item["requestBody"] = json!({ "required": required, "content": content });
        }
        item
    }

    pub(crate) fn message(&self, shape: Option<&'d String>) -> Message<'d> {
        Message::new(&self.documents.shapes, shape)
    }

    /// A member outside the body. OpenAPI has no headers with a common prefix.
    fn parameter(&mut self, member: &Member, example: Option<&Value>) -> Option<Value> {
        let (part, name) = match &member.location {
            Location::Label(name) => ("path", name),
            Location::Query(name) => ("query", name),
            Location::QueryMap => ("query", &member.name),
            Location::Header(name) => ("header", name),
            Location::PrefixHeaders(_)
            | Location::Status
            | Location::Payload
            | Location::EventHeader(_)
            | Location::Body(_) => {
                return None;
            }
        };
        let mut parameter = self.described(member);
        parameter["name"] = name.as_str().into();
        parameter["in"] = part.into();
        if member.required || part == "path" {
            parameter["required"] = true.into();
        }
        if let Some(value) = example.and_then(|example| example.get(&member.name)) {
            parameter["example"] = value.clone();
        }
        Some(parameter)
    }

    /// A schema in an object that has the description itself, as parameters and headers do.
    pub(crate) fn described(&mut self, member: &Member) -> Value {
        let mut schema = self.definitions.member(member);
        let description =
            schema.remove("description").unwrap_or_else(|| member.docs.as_str().into());
        json!({ "description": description, "schema": schema })
    }

    /// The body of a message, by its media type. The members of a body become a schema of that
    /// name.
    pub(crate) fn content(
        &mut self,
        message: &Message<'_>,
        name: &str,
        example: Option<&Value>,
    ) -> Option<Value> {
        let (content_type, schema) = match message.content {
            Content::Absent | Content::Nothing => return None,
            Content::Members => {
                let schema = self.definitions.object(message.docs, &message.in_body());
                self.schemas.insert(name.to_owned(), schema.to_value());
                (JSON, json!({ "$ref": format!("#{OPENAPI_SCHEMAS}/{name}") }))
            }
            Content::Events(events) => (EVENT_STREAM, self.definitions.reference(events)),
            Content::Payload(payload, media_type) => {
                let schema = self.definitions.member(payload);
                if media_type == BLOB {
                    (media_type, json!({ "type": "string", "format": "binary" }))
                } else {
                    (media_type, schema.to_value())
                }
            }
        };
        let mut media = json!({ "schema": schema });
        if let Some(example) = example {
            media["example"] = example.clone();
        }
        Some(json!({ content_type: media }))
    }
}

/// The parts of a literal query, each a parameter with one value.
fn literals(query: &str) -> impl Iterator<Item = Value> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        json!({ "name": name, "in": "query", "required": true, "schema": { "type": "string", "enum": [value] } })
    })
}
