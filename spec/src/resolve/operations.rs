//! Resolves operations: methods, URI templates with their labels, errors, and the names of the
//! items that an operation adds.

use std::collections::{HashMap, HashSet};

use chime_model_vocabulary::{Flag, METHODS, Protocol, UriTemplate, has_query_key, host_labels};

use super::aws_json::check_operation;
use super::locations::Role;
use super::resolver::{Resolver, named, not_an_identifier, same_name};
use crate::cursor::Cursor;
use crate::description::{self, Description, Kind, Reference};
use crate::error::{Hints, expected_one_of};
use crate::model::{Item, Operation};
use crate::names;

impl<'d, 'a> Resolver<'d, 'a> {
    /// The operations as items.
    pub(super) fn operations(&mut self, description: &'d Description<'a>) -> Vec<Item> {
        match self.protocol {
            Protocol::RestJson1 => check_routes(&description.operations),
            // Targets tell the operations apart (rule K5).
            Protocol::AwsJson(_) => description.operations.iter().for_each(check_operation),
        }
        let operations = description.operations.iter();
        operations.filter_map(|operation| self.operation(operation).map(Item::Operation)).collect()
    }

    fn operation(&mut self, operation: &'d description::Operation<'a>) -> Option<Operation> {
        let name = names::type_name(&operation.name);
        if name.is_empty() {
            operation.cursor.problem(not_an_identifier(&operation.name));
            return None;
        }
        // `Self_Error`, the error of an operation `Self`, would not be in camel case.
        let stem = name.trim_end_matches('_');
        let ident =
            self.free_name(&operation.name, &name, &format!("{stem}Operation"), &operation.cursor);
        let error = self.free_name(
            &operation.name,
            &format!("{stem}Error"),
            &format!("{stem}OperationError"),
            &operation.cursor,
        );
        check_method(operation);
        self.check_template(operation);
        let code = operation.code.as_ref().map_or(200, |(code, cursor)| {
            if !(200..300).contains(code) {
                cursor.problem(format!(
                    "the status of a success must be from 200 to 299, not {code}"
                ));
            }
            *code
        });
        let input =
            operation.input.as_ref().and_then(|reference| self.message(reference, Role::Input));
        let output =
            operation.output.as_ref().and_then(|reference| self.message(reference, Role::Output));
        Some(Operation {
            named: named(
                ident,
                &operation.name,
                operation.docs.as_deref(),
                operation.deprecated.as_deref(),
            ),
            method: operation.method.clone(),
            uri: operation.uri.clone(),
            code,
            target: match &self.protocol {
                Protocol::RestJson1 => None,
                Protocol::AwsJson(json) => Some(json.target(&operation.name)),
            },
            host_prefix: operation.host_prefix.as_ref().map(|(prefix, _)| prefix.clone()),
            flags: flags(operation),
            compression: operation.compression.clone(),
            input,
            output,
            input_events: self.input_stream(operation),
            output_events: self.stream_of(operation.output.as_ref()),
            error,
            errors: self.errors(operation),
            pages: self.pages(operation).map(Box::new),
            has_float: operation
                .errors
                .iter()
                .any(|error| self.floats.contains(error.shape.as_str())),
        })
    }

    /// A name that no item has yet: the first, or the second if a shape has the first. Two
    /// operations with the same name are a problem.
    fn free_name(
        &mut self,
        operation: &'d str,
        first: &str,
        second: &str,
        cursor: &Cursor<'_>,
    ) -> String {
        let is_shape = self.taken.get(first).is_some_and(|other| self.shapes.contains_key(other));
        // An operation is a unit struct, whose name is also a value. `SERVICE` is the constant of
        // the service.
        let name = if is_shape || first == "SERVICE" { second } else { first };
        if let Some(other) = self.taken.insert(name.to_owned(), operation) {
            cursor.problem(same_name(name, other));
        }
        name.to_owned()
    }

    /// The name of the structure of an input or an output.
    fn message(&self, reference: &Reference<'_>, role: Role) -> Option<String> {
        let shape = self.shape(&reference.shape, &reference.cursor)?;
        match &shape.kind {
            Kind::Structure(structure) if !structure.is_union && !structure.is_document => {
                self.check_locations(shape, structure, role);
            }
            // A refused shape is not reported again.
            Kind::Refused => {}
            _ => reference.cursor.problem(format!(
                "an input or an output must be a structure, and {:?} is not",
                reference.shape
            )),
        }
        Some(names::type_name(&shape.name))
    }

    fn errors(&self, operation: &description::Operation<'_>) -> Vec<String> {
        let mut listed = HashSet::new();
        let mut errors = Vec::new();
        for reference in &operation.errors {
            let Some(shape) = self.shape(&reference.shape, &reference.cursor) else { continue };
            // Eight descriptions of botocore list an error twice.
            if !listed.insert(&reference.shape) {
                continue;
            }
            match &shape.kind {
                Kind::Structure(structure) if structure.exception.is_some() => {
                    self.check_locations(shape, structure, Role::Error);
                    errors.push(names::type_name(&shape.name));
                }
                Kind::Refused => {}
                _ => {
                    let name = &reference.shape;
                    reference.cursor.problem(format!(
                        "{name:?} is not an error: it has neither \"exception\" nor \"error\""
                    ));
                }
            }
        }
        errors
    }

    /// Checks that every label of the template has a member with that `locationName` (rule U3), and
    /// that every member that is a label is in the template.
    fn check_template(&self, operation: &description::Operation<'_>) {
        let cursor = &operation.uri_cursor;
        let UriTemplate { labels, problems } = UriTemplate::new(&operation.uri);
        for problem in problems {
            cursor.problem(problem);
        }
        let input =
            operation.input.as_ref().and_then(|input| self.shapes.get(input.shape.as_str()));
        let members = match input.map(|shape| &shape.kind) {
            Some(Kind::Structure(structure)) => &structure.members[..],
            _ => &[],
        };
        let bound: Vec<(&str, &description::Member<'_>)> = members
            .iter()
            .filter(|member| {
                member.location.as_ref().is_some_and(|(location, _)| location == "uri")
            })
            .map(|member| (member.location_name.as_deref().unwrap_or(&member.name), member))
            .collect();
        let names: HashSet<&str> = bound.iter().map(|(name, _)| *name).collect();
        let hints = Hints::default();
        for label in &labels {
            if !names.contains(label) {
                let hint = hints.did_you_mean(label, names.iter().copied());
                cursor.problem(format!("the label {{{label}}} needs a member of the input with that name and the location \"uri\"{hint}"));
            }
        }
        let labels: HashSet<&str> = labels.into_iter().collect();
        for (name, member) in bound.iter().filter(|(name, _)| !labels.contains(name)) {
            member.cursor.problem(format!(
                "the label {name:?} is not in the template {:?} of {}",
                operation.uri, operation.name
            ));
        }
        check_query(operation, members);
        check_host_prefix(operation, members);
    }
}

/// Checks that every label of the host prefix has a member with that name, and that the prefix, if
/// there is one, has every member with `hostLabel`.
fn check_host_prefix(operation: &description::Operation<'_>, members: &[description::Member<'_>]) {
    let Some((prefix, cursor)) = &operation.host_prefix else { return };
    let labels = match host_labels(prefix) {
        Ok(labels) => labels,
        Err(problem) => return cursor.problem(problem),
    };
    let bound = || members.iter().filter(|member| member.is_host_label);
    for label in &labels {
        if !bound().any(|member| member.name == *label) {
            cursor.problem(format!(
                "the label {{{label}}} needs a member of the input with that name and `hostLabel`"
            ));
        }
    }
    for member in bound().filter(|member| !labels.contains(&member.name.as_str())) {
        member.cursor.problem(format!(
            "the label {:?} is not in the host prefix {prefix:?} of {}",
            member.name, operation.name
        ));
    }
}

/// Reports members that have a key of the literal query, which is the operation's own.
fn check_query(operation: &description::Operation<'_>, members: &[description::Member<'_>]) {
    for member in members {
        let Some(key) = &member.location_name else { continue };
        let is_query = |location: &(String, Cursor<'_>)| location.0 == "querystring";
        if member.location.as_ref().is_some_and(is_query) && has_query_key(&operation.uri, key) {
            member.cursor.problem(format!(
                "the key {key:?} is in the query of the template {:?} of {}",
                operation.uri, operation.name
            ));
        }
    }
}

/// Reports operations whose requests cannot be told apart: those with the same method, and the same
/// template except for the names of labels.
fn check_routes(operations: &[description::Operation<'_>]) {
    let mut taken: HashMap<(&str, String), &str> = HashMap::new();
    for operation in operations {
        let parts = operation.uri.split('/').map(|part| {
            match (part.starts_with('{'), part.ends_with("+}")) {
                (true, true) => "{+}",
                (true, false) if part.ends_with('}') => "{}",
                _ => part,
            }
        });
        let template = parts.collect::<Vec<_>>().join("/");
        // The pairs of a query have no order.
        let (path, query) = template.split_once('?').unwrap_or((&template, ""));
        let mut pairs: Vec<&str> = query.split('&').collect();
        pairs.sort_unstable();
        let template = format!("{path}?{}", pairs.join("&"));
        if let Some(other) = taken.insert((&operation.method, template), &operation.name) {
            let cursor = &operation.uri_cursor;
            cursor.problem(format!("has the same method and template as {other:?}, so their requests cannot be told apart"));
        }
    }
}

/// The flags, with those that the names of signatures stand for. Other signatures make no
/// difference to the types.
fn flags(operation: &description::Operation<'_>) -> Vec<Flag> {
    let is_signed = |scheme: &String| scheme != "smithy.api#noAuth";
    let by_name = match operation.auth_type.as_deref() {
        Some("none") => Some(Flag::NoAuth),
        Some("v4-unsigned-body") => Some(Flag::UnsignedPayload),
        _ if operation.auth.is_empty() || operation.auth.iter().any(is_signed) => None,
        _ => Some(Flag::NoAuth),
    };
    let holds = |flag: &Flag| operation.flags.contains(flag) || by_name == Some(*flag);
    Flag::ALL.into_iter().filter(holds).collect()
}

fn check_method(operation: &description::Operation<'_>) {
    let method = operation.method.as_str();
    if !METHODS.contains(&method) {
        operation
            .method_cursor
            .problem(format!("unknown method {method:?}{}", expected_one_of(method, &METHODS)));
    }
}
