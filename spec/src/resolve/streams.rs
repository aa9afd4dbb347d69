//! Resolves streams of events: where a stream can be, what its events are, and the errors that may
//! end it.

use std::collections::HashMap;

use chime_model_vocabulary::{Location, Protocol};

use super::locations::Role;
use super::resolver::{Resolver, named, same_name};
use crate::description::{self, Description, InEvent, Kind, Reference, Shape, Structure};
use crate::model::{Constraints, Events, Member, StreamError, Type};
use crate::names;

impl<'d, 'a> Resolver<'d, 'a> {
    /// Gives the errors of each stream a name.
    pub(super) fn name_stream_errors(&mut self, description: &'d Description<'a>) {
        for shape in &description.shapes {
            if !matches!(&shape.kind, Kind::Structure(structure) if structure.is_stream) {
                continue;
            }
            let stem = names::type_name(&shape.name);
            let stem = stem.trim_end_matches('_');
            let first = format!("{stem}Error");
            let is_taken = self.taken.contains_key(&first);
            let name = if is_taken { format!("{stem}StreamError") } else { first };
            if let Some(other) = self.taken.insert(name.clone(), &shape.name) {
                shape.cursor.problem(same_name(&name, other));
            }
            self.stream_errors.insert(&shape.name, name);
        }
    }

    /// Whether a member is a stream of events.
    pub(super) fn is_stream(&self, member: &description::Member<'_>) -> bool {
        let shape = self.shapes.get(member.shape.as_str());
        shape.is_some_and(|shape| matches!(&shape.kind, Kind::Structure(inner) if inner.is_stream))
    }

    /// The events of the input of an operation, which only restJson1 can have.
    pub(super) fn input_stream(&self, operation: &description::Operation<'_>) -> Option<String> {
        let stream = self.stream_of(operation.input.as_ref())?;
        if let Protocol::AwsJson(_) = self.protocol {
            let expected = "in awsJson only an output can be a stream of events";
            operation.cursor.problem(expected);
        }
        Some(stream)
    }

    /// The events of an input or an output that has a stream of them.
    pub(super) fn stream_of(&self, message: Option<&Reference<'_>>) -> Option<String> {
        match &self.shapes.get(message?.shape.as_str())?.kind {
            Kind::Structure(structure) => self.stream_in(structure),
            _ => None,
        }
    }

    /// The events of a structure that has a stream of them.
    pub(super) fn stream_in(&self, structure: &Structure<'_>) -> Option<String> {
        let stream = structure.members.iter().find(|member| self.is_stream(member))?;
        Some(names::type_name(&stream.shape))
    }

    /// Reports a stream that is not the payload of an input or an output (rule S2).
    pub(super) fn check_stream(
        &self,
        shape: &Shape<'_>,
        structure: &Structure<'_>,
        member: &description::Member<'_>,
    ) {
        // In awsJson, `payload` means nothing. The members beside the stream are in the first
        // message of the stream (rule S3).
        let is_payload = match self.protocol {
            Protocol::RestJson1 => {
                structure.payload.as_ref().is_some_and(|(name, _)| *name == member.name)
            }
            Protocol::AwsJson(_) => true,
        };
        if !is_payload || !self.messages.contains(shape.name.as_str()) {
            member
                .cursor
                .problem("a stream of events must be the payload of an input or an output");
        }
    }

    /// The events of a stream, and its errors.
    pub(super) fn events(
        &self,
        shape: &'d Shape<'a>,
        stream: &'d Structure<'a>,
    ) -> (Vec<Member>, Events) {
        let mut idents = HashMap::new();
        let mut events = Vec::new();
        let mut errors: Vec<StreamError> = Vec::new();
        for member in &stream.members {
            let ident = names::type_name(&member.name);
            Self::check_name(&ident, member, &mut idents);
            let Some(target) = self.shape(&member.shape, &member.cursor) else { continue };
            let ty = names::type_name(&target.name);
            match &target.kind {
                Kind::Structure(error) if error.exception.is_some() => {
                    self.check_locations(target, error, Role::Error);
                    if errors.iter().any(|other| other.ty == ty) {
                        member.cursor.problem("another member of the stream is the same error");
                    }
                    errors.push(StreamError { ident, name: member.name.clone(), ty });
                }
                Kind::Structure(event) if !event.is_union && !event.is_document => {
                    check_event(event);
                    events.push(event_member(member, ident, ty));
                }
                Kind::Refused => {}
                _ => member.cursor.problem(format!(
                    "an event must be a structure, and {:?} is not",
                    member.shape
                )),
            }
        }
        let error = self.stream_errors.get(shape.name.as_str()).cloned().unwrap_or_default();
        (events, Events { error, errors })
    }

    /// The location of a member of an event. An event is not an HTTP message, so the member cannot
    /// have a location of one.
    pub(super) fn event_location(
        &self,
        shape: &Shape<'_>,
        structure: &Structure<'_>,
        member: &description::Member<'_>,
    ) -> Option<Location<String>> {
        let is_event = self.events.contains(shape.name.as_str()) && structure.exception.is_none();
        member.in_event.filter(|_| is_event).map(|place| match place {
            InEvent::Payload => Location::Payload,
            InEvent::Header => Location::EventHeader(member.name.clone()),
        })
    }
}

/// Reports members of an event that have no place in its message.
fn check_event(event: &Structure<'_>) {
    let is_payload = |member: &&description::Member<'_>| member.in_event == Some(InEvent::Payload);
    let payload = event.members.iter().find(is_payload);
    for member in &event.members {
        if let Some((_, cursor)) = &member.location {
            cursor.problem("an event is not an HTTP message, so its members have no location");
        }
        if let Some(payload) = payload.filter(|payload| payload.name != member.name)
            && member.in_event != Some(InEvent::Header)
        {
            member.cursor.problem(format!(
                "needs `eventheader`, since {:?} is the payload of the event",
                payload.name
            ));
        }
    }
}

fn event_member(member: &description::Member<'_>, ident: String, ty: String) -> Member {
    Member {
        named: named(ident, &member.name, member.docs.as_deref(), member.deprecated.as_deref()),
        ty: Type::Structure(ty),
        is_required: false,
        location: Location::Body(member.name.clone()),
        timestamp: None,
        constraints: Constraints::default(),
        is_token: false,
        is_host_label: false,
    }
}
