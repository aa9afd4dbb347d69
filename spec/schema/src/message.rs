//! [`Message`]: an input or an output, and what its body holds.

use chime_model_vocabulary::Location;
use chime_model_vocabulary::media::{BLOB, JSON, TEXT};

use crate::data::{Kind, Member, Operation, Shapes, Type};

/// An input or an output.
pub(crate) struct Message<'d> {
    pub(crate) docs: &'d str,
    pub(crate) members: &'d [Member],
    pub(crate) content: Content<'d>,
}

/// What the body of a message holds.
#[derive(Clone, Copy)]
pub(crate) enum Content<'d> {
    /// No body: the operation has no such message (rule C1).
    Absent,
    /// No body: no member is in it (rule C1).
    Nothing,
    /// A JSON object of members (rule C2).
    Members,
    /// A stream of the events of this union (rule S5).
    Events(&'d str),
    /// One member, and its media type (rule C4).
    Payload(&'d Member, &'static str),
}

impl<'d> Message<'d> {
    pub(crate) fn input(shapes: &'d Shapes, operation: &'d Operation) -> Self {
        Self::new(shapes, operation.input.as_ref()).with_events(operation.input_events.as_deref())
    }

    pub(crate) fn output(shapes: &'d Shapes, operation: &'d Operation) -> Self {
        Self::new(shapes, operation.output.as_ref()).with_events(operation.output_events.as_deref())
    }

    fn with_events(self, events: Option<&'d str>) -> Self {
        let content = events.map_or(self.content, Content::Events);
        Self { content, ..self }
    }

    pub(crate) fn new(shapes: &'d Shapes, name: Option<&String>) -> Self {
        let Some(shape) = name.and_then(|name| shapes.get(name)) else {
            return Self { docs: "", members: &[], content: Content::Absent };
        };
        let members = shape.members();
        let content = match members.iter().find(|member| member.location == Location::Payload) {
            Some(payload) => Content::Payload(payload, media_type(shapes, &payload.ty)),
            None if members.iter().any(|member| matches!(member.location, Location::Body(_))) => {
                Content::Members
            }
            None => Content::Nothing,
        };
        Self { docs: &shape.docs, members, content }
    }

    /// The members of a body that is an object.
    pub(crate) fn in_body(&self) -> Vec<&'d Member> {
        let is_in_body = |member: &&Member| matches!(member.location, Location::Body(_));
        self.members.iter().filter(is_in_body).collect()
    }

    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.members.iter().any(|member| match &member.location {
            Location::Header(header) => header.eq_ignore_ascii_case(name),
            _ => false,
        })
    }
}

fn media_type(shapes: &Shapes, ty: &Type) -> &'static str {
    match ty {
        Type::Sensitive(inner) => media_type(shapes, inner),
        Type::Blob => BLOB,
        Type::String => TEXT,
        Type::Shape(name)
            if matches!(shapes.get(name).map(|shape| &shape.kind), Some(Kind::Enumeration(_))) =>
        {
            TEXT
        }
        _ => JSON,
    }
}
