//! Resolves locations: their names in descriptions, which of them a message has, and which types a
//! member there can have.

use chime_model_vocabulary::{Location, is_content_length};

use super::resolver::Resolver;
use crate::cursor::Cursor;
use crate::description::{self, Shape, Structure};
use crate::error::expected_one_of;
use crate::model::Type;

/// The locations that a member can have, if it is not in the body.
const ALL: [&str; 5] = ["uri", "querystring", "header", "headers", "statusCode"];

/// The part of an operation that a structure is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Role {
    Input,
    Output,
    Error,
}

impl Role {
    /// The locations of a request's members, and of a response's.
    fn locations(self) -> &'static [&'static str] {
        match self {
            Role::Input => &["uri", "querystring", "header", "headers"],
            Role::Output | Role::Error => &["header", "headers", "statusCode"],
        }
    }
}

impl Resolver<'_, '_> {
    /// Whether the location of a member is ignored. As in Smithy, a response has no locations of a
    /// request: such a member is in its body.
    pub(super) fn is_ignored(&self, shape: &Shape<'_>, location: &str) -> bool {
        self.responses.contains(shape.name.as_str()) && ["uri", "querystring"].contains(&location)
    }

    /// Reports locations that a message with this role does not have. An unknown location is
    /// reported with its member.
    pub(super) fn check_locations(&self, shape: &Shape<'_>, structure: &Structure<'_>, role: Role) {
        let possible = role.locations();
        for member in &structure.members {
            let Some((location, cursor)) = &member.location else { continue };
            let name = location.as_str();
            let header = Location::Header(key(member));
            if name == "header" && is_content_length(&header) && role != Role::Output {
                cursor.problem("only an output can have the header Content-Length as a member");
            }
            if ALL.contains(&name) && !possible.contains(&name) && !self.is_ignored(shape, name) {
                cursor.problem(format!(
                    "the location {name:?} is not possible here; expected one of {}",
                    possible.join(", ")
                ));
            }
        }
    }
}

/// The location of a member, and its name there.
pub(super) fn location(
    structure: &Structure<'_>,
    member: &description::Member<'_>,
) -> Location<String> {
    let is_payload = structure.payload.as_ref().is_some_and(|(payload, _)| *payload == member.name);
    let Some((location, cursor)) = &member.location else {
        return if is_payload { Location::Payload } else { Location::Body(key(member)) };
    };
    match location.as_str() {
        "uri" => Location::Label(key(member)),
        "querystring" if member.location_name.is_none() => Location::QueryMap,
        "querystring" => Location::Query(key(member)),
        "header" => checked(Location::Header(key(member)), cursor),
        "headers" => {
            let prefix = member.location_name.clone().unwrap_or_default();
            checked(Location::PrefixHeaders(prefix), cursor)
        }
        "statusCode" => Location::Status,
        name => {
            cursor.problem(format!("unknown location {name:?}{}", expected_one_of(name, &ALL)));
            Location::Body(member.name.clone())
        }
    }
}

/// The name of a member at its location (rules J6 and A8).
fn key(member: &description::Member<'_>) -> String {
    member.location_name.clone().unwrap_or_else(|| member.name.clone())
}

/// The location, which is reported if no header can have its name.
fn checked(location: Location<String>, cursor: &Cursor<'_>) -> Location<String> {
    if let Err(problem) = chime_model_vocabulary::check_header(&location) {
        cursor.problem(problem);
    }
    location
}

/// Checks that a member at this location can have this type; otherwise, says which it can have.
pub(super) fn check_type(location: &Location<String>, ty: &Type) -> Result<(), &'static str> {
    let text_or_list = ty.is_text() || ty.is_text_list();
    let (fits, expected) = match location {
        Location::Label(_) => {
            (ty.is_text(), "a label must be a string, a number, a boolean or a timestamp")
        }
        Location::Query(_) => (
            text_or_list,
            "a member of the query must be a string, a number, a boolean or a timestamp, or a list of them",
        ),
        Location::QueryMap => (
            matches!(ty.plain(), Type::Map(_, value) if value.is_text() || value.is_text_list()),
            "a member of the query without a locationName must be a map of strings or of lists of strings",
        ),
        Location::Header(_) => (
            text_or_list,
            "a header must be a string, a number, a boolean or a timestamp, or a list of them",
        ),
        Location::PrefixHeaders(_) => (
            matches!(ty.plain(), Type::Map(_, value) if value.is_text()),
            "a member with the location \"headers\" must be a map of strings",
        ),
        Location::Status => {
            (matches!(ty.plain(), Type::Integer), "a status code must be an integer")
        }
        Location::Payload => (
            matches!(
                ty.plain(),
                Type::String
                    | Type::Blob
                    | Type::Document
                    | Type::Structure(_)
                    | Type::Union(_)
                    | Type::Enumeration(_)
            ),
            "a payload must be a structure, a union, a document, a string or a blob",
        ),
        Location::EventHeader(_) => (
            !matches!(ty.plain(), Type::Float | Type::Double)
                && (ty.is_text() || matches!(ty.plain(), Type::Blob)),
            "a header of an event must be a boolean, an integer, a string, a blob or a timestamp",
        ),
        Location::Body(_) => (true, ""),
    };
    if fits { Ok(()) } else { Err(expected) }
}
