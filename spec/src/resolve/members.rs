//! What structures and unions hold: names, types, places, and the rules among them.

use std::collections::{HashMap, HashSet};

use super::resolver::{MAX_HINTS, MAX_NESTING, Resolver, named, not_an_identifier, same_name};
use crate::description::{self, Kind, Shape};
use crate::error::{did_you_mean, expected_one_of};
use crate::model::{Constraints, Exception, Member, Place, Type};
use crate::names;

/// The locations that a member can have, if it is not in the body.
pub(super) const LOCATIONS: [&str; 5] = ["uri", "querystring", "header", "headers", "statusCode"];
/// Those that a response ignores, as Smithy says: such a member is in its body.
pub(super) const REQUEST_PLACES: [&str; 2] = ["uri", "querystring"];

impl<'d> Resolver<'d, '_> {
    /// The members of a structure.
    pub(super) fn members(
        &self,
        shape: &'d Shape<'_>,
        structure: &'d description::Structure<'_>,
    ) -> Vec<Member> {
        check_required(structure);
        check_payload(structure);
        let mut fields = HashMap::new();
        let mut keys = HashMap::new();
        let mut members = Vec::new();
        for member in &structure.members {
            let field = names::field_name(&member.name);
            Self::check_name(&field, member, &mut fields);
            let Some(resolved) = self.member(shape, structure, member, field) else { continue };
            check_key(&resolved, member, &mut keys);
            members.push(resolved);
        }
        if let Some(second) = structure.members.iter().filter(|member| member.is_token).nth(1) {
            second.cursor.problem("a structure can have only one idempotency token");
        }
        members
    }

    /// The members of a union, which are in the body and of which one is set.
    pub(super) fn union_members(
        &self,
        shape: &'d Shape<'_>,
        structure: &'d description::Structure<'_>,
    ) -> Vec<Member> {
        for (name, cursor) in &structure.required {
            cursor.problem(format!(
                "{name:?} cannot be required, since any one member of a union is set"
            ));
        }
        let mut variants = HashMap::new();
        let mut members = Vec::new();
        for member in &structure.members {
            let variant = names::type_name(&member.name);
            Self::check_name(&variant, member, &mut variants);
            if let Some((_, cursor)) = &member.location {
                cursor.problem("a member of a union must be in the body");
            }
            members.extend(self.member(shape, structure, member, variant));
        }
        members
    }

    fn member(
        &self,
        shape: &Shape<'_>,
        structure: &description::Structure<'_>,
        member: &description::Member<'_>,
        ident: String,
    ) -> Option<Member> {
        let mut ty = self.ty(&member.shape, &member.cursor)?;
        if member.is_json_value {
            let is_sensitive = matches!(ty, Type::Sensitive(_));
            ty = if is_sensitive {
                Type::Sensitive(Box::new(Type::JsonValue))
            } else {
                Type::JsonValue
            };
        }
        let is_message =
            ["message", "errorMessage"].iter().any(|name| member.name.eq_ignore_ascii_case(name));
        if structure.exception.is_some() && is_message && !matches!(ty.plain(), Type::String) {
            member.cursor.problem("the message of an error must be a string");
        }
        if self.boxed.contains(&(shape.name.as_str(), member.name.as_str())) {
            ty = Type::Boxed(Box::new(ty));
        }
        let is_ignored = |location: &str| {
            self.responses.contains(shape.name.as_str()) && REQUEST_PLACES.contains(&location)
        };
        let place = match &member.location {
            Some((location, _)) if is_ignored(location) => Place::Body(None),
            _ => place(structure, member),
        };
        self.check_type(&place, &ty, member);
        let is_required = structure.is_required(&member.name);
        // Rule E4: an error may come without any of its members.
        let is_required =
            is_required && structure.exception.is_none() && !matches!(place, Place::Status);
        if matches!(place, Place::Label(_)) && !is_required {
            member.cursor.problem("a label is part of the path, so the member must be required");
        }
        if member.is_token && !matches!(ty.plain(), Type::String) {
            member.cursor.problem("an idempotency token must be a string");
        }
        Some(Member {
            named: named(ident, &member.name, member.docs.as_deref(), member.deprecated.as_deref()),
            timestamp: self.timestamp(member, &place, &ty),
            constraints: if member.is_json_value {
                Constraints::default()
            } else {
                self.constraints(&member.shape)
            },
            ty,
            is_required,
            place,
            is_token: member.is_token,
            is_host_label: member.is_host_label,
        })
    }

    /// Checks that a member outside of the body is made of texts, and that a structure with
    /// locations of its own is not in a body.
    fn check_type(&self, place: &Place, ty: &Type, member: &description::Member<'_>) {
        let text_or_list = ty.is_text() || ty.is_text_list();
        let is_map =
            matches!(ty.plain(), Type::Map(_, value) if value.is_text() || value.is_text_list());
        let (fits, expected) = match place {
            Place::Label(_) => {
                (ty.is_text(), "a label must be a string, a number, a boolean or a timestamp")
            }
            Place::Query(_) => (
                text_or_list,
                "a member of the query must be a string, a number, a boolean or a timestamp, or a list of them",
            ),
            Place::QueryMap => (
                is_map,
                "a member of the query without a locationName must be a map of strings or of lists of strings",
            ),
            Place::Header(_) => (
                text_or_list,
                "a header must be a string, a number, a boolean or a timestamp, or a list of them",
            ),
            Place::PrefixHeaders(_) => (
                matches!(ty.plain(), Type::Map(_, value) if value.is_text()),
                "a member with the location \"headers\" must be a map of strings",
            ),
            Place::Status => {
                (matches!(ty.plain(), Type::Integer), "a status code must be an integer")
            }
            Place::Payload => (
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
            Place::Body(_) => (true, ""),
        };
        if !fits {
            member.cursor.problem(expected);
        }
        let holds_placed =
            self.shapes.get(member.shape.as_str()).is_some_and(|shape| match &shape.kind {
                Kind::Structure(inner) => {
                    inner.payload.is_some()
                        || inner.members.iter().any(|member| member.location.is_some())
                }
                _ => false,
            });
        if holds_placed {
            member.cursor.problem(format!(
                "{:?} has members with a location outside of the body, so it cannot be used inside of a body",
                member.shape
            ));
        }
    }

    /// The format of the timestamps in a member, where that is not the place's (rule T1).
    fn timestamp(
        &self,
        member: &description::Member<'_>,
        place: &Place,
        ty: &Type,
    ) -> Option<&'static str> {
        if !ty.holds_timestamp() {
            return None;
        }
        let of_place = place.timestamps();
        let said = member.timestamp.as_ref().or_else(|| self.shape_format(&member.shape, 0));
        let format = match said.map(|(name, cursor)| (name.as_str(), cursor)) {
            None => of_place,
            Some(("iso8601", _)) => "date-time",
            Some(("rfc822", _)) => "http-date",
            Some(("unixTimestamp", _)) => "epoch-seconds",
            Some((name, cursor)) => {
                let known = ["iso8601", "rfc822", "unixTimestamp"];
                cursor.problem(format!(
                    "unknown timestamp format {name:?}{}",
                    expected_one_of(name, &known)
                ));
                of_place
            }
        };
        (format != of_place).then_some(format)
    }

    /// The format that the timestamps say themselves, be they elements of lists and maps.
    fn shape_format(
        &self,
        name: &str,
        depth: usize,
    ) -> Option<&'d (String, crate::cursor::Cursor<'_>)> {
        match &self.shapes.get(name).filter(|_| depth <= MAX_NESTING)?.kind {
            Kind::Timestamp { format } => format.as_ref(),
            Kind::List { member, .. } => self.shape_format(&member.shape, depth + 1),
            Kind::Map { value, .. } => self.shape_format(&value.shape, depth + 1),
            _ => None,
        }
    }

    fn check_name<'m>(
        ident: &str,
        member: &'m description::Member<'_>,
        taken: &mut HashMap<String, &'m str>,
    ) {
        if ident.is_empty() {
            member.cursor.problem(not_an_identifier(&member.name));
        } else if let Some(other) = taken.insert(ident.to_owned(), &member.name) {
            member.cursor.problem(same_name(ident, other));
        }
    }
}

/// What makes an error of a structure. Without a status it is the one of its fault.
pub(crate) fn exception(exception: &description::Exception<'_>) -> Exception {
    if let Some((status, cursor)) =
        exception.status.as_ref().filter(|(status, _)| !(300..=599).contains(status))
    {
        cursor.problem(format!("the status of an error must be from 300 to 599, not {status}"));
    }
    let status = exception
        .status
        .as_ref()
        .map_or(if exception.is_fault { 500 } else { 400 }, |(status, _)| *status);
    // A status of 5xx is the service's own fault, whether or not the description repeats it.
    Exception {
        status,
        is_fault: exception.is_fault || status >= 500,
        is_retryable: exception.is_retryable,
    }
}

fn check_required(structure: &description::Structure<'_>) {
    let members: HashSet<&str> =
        structure.members.iter().map(|member| member.name.as_str()).collect();
    let (mut listed, mut unknown) = (HashSet::new(), 0);
    for (name, cursor) in &structure.required {
        if !members.contains(name.as_str()) {
            unknown += 1;
            let hint = if unknown > MAX_HINTS {
                String::new()
            } else {
                did_you_mean(name, members.iter().copied())
            };
            cursor.problem(format!("{name:?} is required, and there is no such member{hint}"));
        }
        if !listed.insert(name) {
            cursor.problem(format!("{name:?} is required twice"));
        }
    }
}

fn check_payload(structure: &description::Structure<'_>) {
    let Some((payload, cursor)) = &structure.payload else { return };
    let mut names = structure.members.iter().map(|member| member.name.as_str());
    if !names.clone().any(|name| name == payload) {
        cursor.problem(format!(
            "{payload:?} is the payload, and there is no such member{}",
            did_you_mean(payload, &mut names)
        ));
    }
    for member in &structure.members {
        match &member.location {
            None if member.name != *payload => member
                .cursor
                .problem(format!("needs a location, since the body is the payload {payload:?}")),
            Some((_, cursor)) if member.name == *payload => {
                cursor.problem("the payload is the body, so it cannot have a location");
            }
            _ => {}
        }
    }
}

fn place(structure: &description::Structure<'_>, member: &description::Member<'_>) -> Place {
    let key = || member.location_name.clone().unwrap_or_else(|| member.name.clone());
    let is_payload = structure.payload.as_ref().is_some_and(|(payload, _)| *payload == member.name);
    let Some((location, cursor)) = &member.location else {
        return match is_payload {
            true => Place::Payload,
            false => Place::Body(member.location_name.clone().filter(|key| *key != member.name)),
        };
    };
    match location.as_str() {
        "uri" => Place::Label(key()),
        "querystring" if member.location_name.is_none() => Place::QueryMap,
        "querystring" => Place::Query(key()),
        "header" => {
            check_header(&key(), cursor);
            Place::Header(key())
        }
        "headers" => Place::PrefixHeaders(member.location_name.clone().unwrap_or_default()),
        "statusCode" => Place::Status,
        name => {
            cursor
                .problem(format!("unknown location {name:?}{}", expected_one_of(name, &LOCATIONS)));
            Place::Body(None)
        }
    }
}

fn check_header(name: &str, cursor: &crate::cursor::Cursor<'_>) {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        cursor.problem(format!("{name:?} is not a header name"));
    }
}

/// Reports two members with one location, which cannot be told apart.
fn check_key<'m>(
    resolved: &Member,
    member: &'m description::Member<'_>,
    keys: &mut HashMap<(&'static str, String), &'m str>,
) {
    let key = match &resolved.place {
        Place::Body(key) => ("key of the body", key.clone().unwrap_or_else(|| member.name.clone())),
        Place::Label(label) => ("label", label.clone()),
        Place::Query(key) => ("key of the query", key.clone()),
        Place::Header(name) => ("header", name.to_ascii_lowercase()),
        Place::QueryMap => ("map of the whole query", String::new()),
        Place::PrefixHeaders(prefix) => ("map of headers with the prefix", prefix.clone()),
        Place::Status => ("status code", String::new()),
        Place::Payload => return,
    };
    let what = if key.1.is_empty() { key.0.to_owned() } else { format!("{} {:?}", key.0, key.1) };
    if let Some(other) = keys.insert(key, &member.name) {
        member.cursor.problem(format!("has the same location, the {what}, as {other:?}"));
    }
}
