//! Compares the service and its operations: their routes, and the shapes of their messages.

use std::collections::{BTreeSet, HashMap};

use chime_model_spec::cursor::Cursor;
use chime_model_spec::description::{self, Operation, Reference, Structure};
use chime_model_vocabulary::Protocol;

use super::comparison::Comparison;
use super::details;
use super::difference::{Audience, Breaks, Kind};
use super::side::Side;
use super::uses::Uses;

impl<'d> Comparison<'_, 'd> {
    /// Compares the facts of the service.
    pub(super) fn service(&mut self, old: &Cursor<'d>, new: &Cursor<'d>) {
        self.details(old, new, &["metadata", "operations", "shapes"]);
        let old = details::value(old, "metadata");
        let new = details::value(new, "metadata");
        let (Some(old), Some(new)) = (old, new) else { return };
        let mut known = vec!["endpointPrefix", "signatureVersion"];
        // The default is `endpointPrefix`, whose own difference is reported below.
        if self.old.model.service.signing_name != self.new.model.service.signing_name {
            known.push("signingName");
            self.agreement(Kind::SigningChanged, "signingName", &old, &new);
        }
        self.agreement(Kind::HostChanged, "endpointPrefix", &old, &new);
        self.agreement(Kind::SigningChanged, "signatureVersion", &old, &new);
        known.extend(self.protocol(&old, &new));
        self.details(&old, &new, &known);
    }

    /// Compares the protocol. Returns the keys that it has compared.
    fn protocol(&mut self, old: &Cursor<'d>, new: &Cursor<'d>) -> &'static [&'static str] {
        match (&self.old.model.protocol, &self.new.model.protocol) {
            (Protocol::RestJson1, Protocol::RestJson1) => &[],
            (Protocol::AwsJson(_), Protocol::AwsJson(_)) => {
                self.agreement(Kind::ProtocolChanged, "jsonVersion", old, new);
                self.agreement(Kind::ProtocolChanged, "targetPrefix", old, new);
                &["jsonVersion", "targetPrefix"]
            }
            (_, after) => {
                let message = match after {
                    Protocol::RestJson1 => "the protocol is restJson1, was awsJson",
                    Protocol::AwsJson(_) => "the protocol is awsJson, was restJson1",
                };
                self.add(Kind::ProtocolChanged, new, Uses::BOTH.disagreed(), message);
                &["protocol", "protocols", "jsonVersion", "targetPrefix"]
            }
        }
    }

    /// Compares a key whose value both sides have to agree on.
    fn agreement(&mut self, kind: Kind, key: &str, old: &Cursor<'d>, new: &Cursor<'d>) {
        let values = (details::value(old, key), details::value(new, key));
        // The generator ignores some of these keys, so their values may not be strings.
        let text = |value: &Option<Cursor<'_>>| {
            let text = value.as_ref()?.text();
            Some(serde_json::from_str(text).unwrap_or_else(|_| text.to_owned()))
        };
        let before: Option<String> = text(&values.0);
        let after = text(&values.1);
        if before != after
            && let Some(place) = values.1.as_ref().or(values.0.as_ref())
        {
            self.add(
                kind,
                place,
                Uses::BOTH.disagreed(),
                details::changed(key, before.as_deref(), after.as_deref()),
            );
        }
    }

    /// Compares the operations, by name.
    pub(super) fn operations(&mut self) {
        for operation in &self.new.description.operations {
            match self.old.operations.get(operation.name.as_str()) {
                Some(before) => self.operation(before, operation),
                None => {
                    let message = "the operation is added";
                    self.add(Kind::OperationAdded, &operation.cursor, [], message);
                }
            }
        }
        let is_gone = |old: &&Operation<'d>| !self.new.operations.contains_key(old.name.as_str());
        for operation in self.old.description.operations.iter().filter(is_gone) {
            let message = "the operation is removed";
            self.add(Kind::OperationRemoved, &operation.cursor, [Audience::Callers], message);
        }
    }

    fn operation(&mut self, old: &'d Operation<'d>, new: &'d Operation<'d>) {
        if old.method != new.method {
            let message = format!("the method is {}, was {}", new.method, old.method);
            self.add(Kind::MethodChanged, &new.method_cursor, Uses::BOTH.disagreed(), message);
        }
        if old.uri != new.uri {
            let is_same = bound(&old.uri, old, self.old) == bound(&new.uri, new, self.new);
            let breaks = if is_same { Breaks::new() } else { Uses::BOTH.disagreed() };
            let note = if is_same { ": only the name of a label, which is not sent" } else { "" };
            self.add(
                Kind::UriChanged,
                &new.uri_cursor,
                breaks,
                format!("the URI is {:?}, was {:?}{note}", new.uri, old.uri),
            );
        }
        self.code(old, new);
        let prefix = |operation: &'d Operation<'d>| {
            operation.host_prefix.as_ref().map(|(prefix, _)| prefix.as_str())
        };
        if prefix(old) != prefix(new)
            && let Some((_, cursor)) = new.host_prefix.as_ref().or(old.host_prefix.as_ref())
        {
            self.add(
                Kind::HostChanged,
                cursor,
                Uses::BOTH.disagreed(),
                details::changed("hostPrefix", prefix(old), prefix(new)),
            );
        }
        self.input(old, new);
        self.output(old, new);
        self.errors(old, new);
        self.agreement(Kind::SigningChanged, "authtype", &old.cursor, &new.cursor);
        self.repetition(old, new);
        let known = [
            "name",
            "http",
            "input",
            "output",
            "errors",
            "endpoint",
            "authtype",
            "idempotent",
            "readonly",
        ];
        self.details(&old.cursor, &new.cursor, &known);
    }

    /// Compares the status of a success, which is 200 by default.
    fn code(&mut self, old: &'d Operation<'d>, new: &'d Operation<'d>) {
        let code =
            |operation: &Operation<'_>| operation.code.as_ref().map_or(200, |(code, _)| *code);
        let Some((_, cursor)) = new.code.as_ref().or(old.code.as_ref()) else { return };
        if code(old) != code(new) {
            let message = format!("the status of a success is {}, was {}", code(new), code(old));
            self.add(Kind::StatusChanged, cursor, Uses::BOTH.disagreed(), message);
        } else if old.code.is_some() != new.code.is_some() {
            self.add(
                Kind::DetailChanged,
                cursor,
                [],
                "the status of a success is declared differently, without effect",
            );
        }
    }

    fn input(&mut self, old: &'d Operation<'d>, new: &'d Operation<'d>) {
        let references = (old.input.as_ref(), new.input.as_ref());
        let shapes = (self.old.message(references.0), self.new.message(references.1));
        let breaks: &[Audience] = match shapes {
            (None, Some(added)) if has_required(added) => &[Audience::Callers],
            (Some(removed), None) if has_required(removed) => {
                &[Audience::Callers, Audience::Servers]
            }
            (Some(removed), None) if !removed.members.is_empty() => &[Audience::Callers],
            _ => &[],
        };
        self.message(Kind::InputChanged, "input", references, breaks, (&old.cursor, &new.cursor));
        let Some(Reference { cursor, .. }) = new.input.as_ref().or(old.input.as_ref()) else {
            return;
        };
        match (sends_body(shapes.0, self.old), sends_body(shapes.1, self.new)) {
            (false, true) => {
                let message = "every request has a body, where none had one: a server that expects none responds 415";
                self.add(Kind::RequestBodyAdded, cursor, [Audience::Servers], message);
            }
            (true, false) => {
                let message = "no request has a body, where every one had: a server that expects none responds 415";
                self.add(Kind::RequestBodyRemoved, cursor, [Audience::Callers], message);
            }
            _ => {}
        }
    }

    fn output(&mut self, old: &'d Operation<'d>, new: &'d Operation<'d>) {
        let references = (old.output.as_ref(), new.output.as_ref());
        let shapes = (self.old.message(references.0), self.new.message(references.1));
        let breaks: &[Audience] = match shapes {
            (None, Some(added)) if has_required(added) => &[Audience::Servers],
            (Some(removed), None) if !removed.members.is_empty() => &[Audience::Callers],
            _ => &[],
        };
        self.message(Kind::OutputChanged, "output", references, breaks, (&old.cursor, &new.cursor));
    }

    /// Compares the reference to an input or an output. The structures themselves are compared
    /// among the shapes.
    fn message(
        &mut self,
        kind: Kind,
        key: &'static str,
        (before, after): (Option<&Reference<'d>>, Option<&Reference<'d>>),
        breaks: &[Audience],
        (old, new): (&Cursor<'d>, &Cursor<'d>),
    ) {
        let [was, is] = [before, after].map(|found| found.map(|found| found.shape.as_str()));
        if was != is
            && let Some(Reference { cursor, .. }) = after.or(before)
        {
            self.add(kind, cursor, breaks.iter().copied(), details::changed(key, was, is));
        }
        if let (Some(old), Some(new)) = (details::value(old, key), details::value(new, key)) {
            self.details(&old, &new, &["shape"]);
        }
    }

    fn errors(&mut self, old: &'d Operation<'d>, new: &'d Operation<'d>) {
        let names = |operation: &'d Operation<'d>| {
            operation.errors.iter().map(|error| error.shape.as_str()).collect::<BTreeSet<_>>()
        };
        let before = names(old);
        let after = names(new);
        for error in new.errors.iter().filter(|error| !before.contains(error.shape.as_str())) {
            let message = format!(
                "the error {:?} is added: callers of the old description read it as an unknown error",
                error.shape
            );
            self.add(Kind::ErrorAdded, &error.cursor, [], message);
        }
        for error in old.errors.iter().filter(|error| !after.contains(error.shape.as_str())) {
            let message = format!("the error {:?} is removed", error.shape);
            self.add_about(Some(&error.shape), Kind::ErrorRemoved, &error.cursor, [], message);
        }
    }

    /// Compares whether a request may be repeated, which callers rely on.
    fn repetition(&mut self, old: &Operation<'d>, new: &Operation<'d>) {
        for key in ["idempotent", "readonly"] {
            let is = |cursor: &Cursor<'_>| {
                details::value(cursor, key).is_some_and(|cursor| cursor.boolean())
            };
            match (is(&old.cursor), is(&new.cursor)) {
                (false, true) => self.add(
                    Kind::IdempotencyAdded,
                    &new.cursor,
                    [],
                    format!("the operation is {key}"),
                ),
                (true, false) => {
                    let message = format!(
                        "the operation is no longer {key}: callers may repeat a request that then takes effect twice"
                    );
                    self.add(Kind::IdempotencyRemoved, &new.cursor, [Audience::Callers], message);
                }
                _ => {}
            }
        }
    }
}

fn has_required(structure: &Structure<'_>) -> bool {
    !structure.required.is_empty()
}

/// Whether a request has a body even if no member of it is set (rules C1 to C3).
fn sends_body(input: Option<&Structure<'_>>, side: &Side<'_>) -> bool {
    let is_structure = |name: &str| match &side.shape(name).kind {
        description::Kind::Structure(inner) => !inner.is_union && !inner.is_document,
        _ => false,
    };
    input.is_some_and(|input| {
        let mut in_body = input.members.iter().filter(|member| member.location.is_none());
        match &input.payload {
            Some((payload, _)) => {
                in_body.any(|member| member.name == *payload && is_structure(&member.shape))
            }
            None => in_body.next().is_some(),
        }
    })
}

/// A template with the names of members instead of the names of their labels.
fn bound(uri: &str, operation: &Operation<'_>, side: &Side<'_>) -> String {
    let members = side.message(operation.input.as_ref()).map_or(&[][..], |input| &input.members);
    let labels = members
        .iter()
        .filter(|member| member.location.as_ref().is_some_and(|(location, _)| location == "uri"));
    let members: HashMap<&str, &str> = labels
        .map(|member| {
            (member.location_name.as_deref().unwrap_or(&member.name), member.name.as_str())
        })
        .collect();
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let part = |part: &str| {
        let label = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        label.map_or(part.to_owned(), |label| {
            let (name, greedy) = label.strip_suffix('+').map_or((label, ""), |name| (name, "+"));
            format!("{{{}{greedy}}}", members.get(name).unwrap_or(&name))
        })
    };
    format!("{}?{query}", path.split('/').map(part).collect::<Vec<_>>().join("/"))
}
