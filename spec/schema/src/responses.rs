//! The responses of an operation in OpenAPI: its success, its errors, and the refusals of a server.

use std::collections::BTreeMap;

use chime_model_vocabulary::Location;
use serde_json::{Map, Value, json};

use crate::data::Operation;
use crate::failures::{self, ERROR, ERROR_TYPE, Failure};
use crate::message::Message;
use crate::openapi::Builder;
use crate::refusals::refusals;

/// Whether a response with this status has a body (rule C11).
fn has_body(status: u16) -> bool {
    !matches!(status, 100..200 | 204 | 205 | 304)
}

impl<'d> Builder<'d> {
    /// The responses by their statuses. The response to HEAD has no body (rule C11).
    pub(crate) fn responses(&mut self, operation: &'d Operation) -> Value {
        let input = Message::input(&self.documents.shapes, operation);
        let output = Message::output(&self.documents.shapes, operation);
        let mut responses = self.successes(operation, &output);
        let shown = self.documents.examples.get(&operation.name);
        let mut failures: BTreeMap<u16, Vec<Failure<'_>>> = BTreeMap::new();
        for error in &operation.errors {
            let Message { docs, members, .. } = self.message(Some(&error.shape));
            let example = shown.and_then(|shown| shown.errors.get(&error.shape));
            let failure = Failure { name: &error.shape, docs, members, example };
            failures.entry(error.status).or_default().push(failure);
        }
        for refusal in refusals(&input, &output, operation.code) {
            let name = refusal.name;
            let docs = refusal.docs;
            let failure = Failure { name, docs, members: &[], example: None };
            failures.entry(refusal.status).or_default().push(failure);
        }
        for (status, all) in failures {
            let has_body = operation.method != "HEAD" && has_body(status);
            let mut response = failures::response(&all, has_body);
            for (name, header) in self.error_headers(&all) {
                response["headers"][name] = header;
            }
            if status == 405 {
                let methods = json!({ "description": "The methods of the path.", "example": operation.method, "schema": { "type": "string" } });
                response["headers"]["Allow"] = methods;
            }
            responses.insert(status.to_string(), response);
        }
        responses.into()
    }

    /// The response of a success. There are two if the status of the description has no body:
    /// members in the body make it 200 (rule C9).
    fn successes(&mut self, operation: &Operation, output: &Message<'_>) -> Map<String, Value> {
        let mut success = json!({ "description": format!("`{}` succeeded.", operation.name) });
        for member in output.members {
            if let Location::Header(header) = &member.location {
                success["headers"][header.as_str()] = self.described(member);
            }
        }
        let mut content = None;
        if operation.method != "HEAD" {
            let name = format!("{}ResponseContent", operation.name);
            let example = self.documents.examples.get(&operation.name);
            content =
                self.content(output, &name, example.and_then(|shown| shown.response.as_ref()));
        }
        let mut successes = Map::new();
        if content.is_none() || !has_body(operation.code) {
            successes.insert(operation.code.to_string(), success.clone());
        }
        if let Some(content) = content {
            success["content"] = content;
            let status = if has_body(operation.code) { operation.code } else { 200 };
            successes.insert(status.to_string(), success);
        }
        successes
    }

    /// The modeled headers of the errors of one status. A response has only those of its error. Two
    /// errors may have the same header, spelled in another case and with values of other types.
    fn error_headers(&mut self, failures: &[Failure<'_>]) -> Map<String, Value> {
        let mut found: Vec<(&str, Value, Vec<&str>)> = Vec::new();
        for Failure { name: error, members, .. } in failures {
            for member in *members {
                let Location::Header(name) = &member.location else { continue };
                let header = self.described(member);
                match found.iter_mut().find(|(known, ..)| known.eq_ignore_ascii_case(name)) {
                    Some((_, known, errors)) => {
                        errors.push(*error);
                        if known["schema"] != header["schema"] {
                            known["schema"] = json!({});
                        }
                    }
                    None => found.push((name.as_str(), header, vec![*error])),
                }
            }
        }
        let is_free = |name: &str| !name.eq_ignore_ascii_case(ERROR_TYPE);
        found
            .into_iter()
            .filter(|(name, ..)| is_free(name))
            .map(|(name, mut header, errors)| {
                let sent = format!("Sent with {}.", failures::one_of(&errors));
                let docs = header["description"].as_str().filter(|docs| !docs.is_empty());
                header["description"] =
                    docs.map_or(sent.clone(), |docs| format!("{docs}\n\n{sent}")).into();
                (name.to_owned(), header)
            })
            .collect()
    }

    /// The schema of every error's body: the members of all errors, required if all errors require
    /// them.
    pub(crate) fn error_content(&mut self) {
        let errors: Vec<_> =
            self.documents.operations.iter().flat_map(|operation| &operation.errors).collect();
        let mut schema = json!({});
        for error in &errors {
            let message = self.message(Some(&error.shape));
            let own = self.definitions.object("", &message.in_body()).to_value();
            schema = if schema == json!({}) { own } else { failures::common(schema, own) };
        }
        if errors.is_empty() {
            // Only refusals use the schema, and each has a message.
            schema = json!({ "type": "object", "properties": { "message": { "type": "string" } } });
        }
        schema["description"] =
            format!("The body of every error. The header `{ERROR_TYPE}` says which error it is.")
                .into();
        self.schemas.insert(ERROR.to_owned(), schema);
    }
}
