//! Resolves the members of structures and unions, with the rules among them.

use std::collections::{HashMap, HashSet};

use chime_model_vocabulary::{Location, Places, TimestampFormat, did_you_mean, is_error_message};

use super::locations;
use super::resolver::{MAX_NESTING, Resolver, named, not_an_identifier, same_name};
use crate::cursor::Cursor;
use crate::description::{self, Kind, Shape};
use crate::error::{Hints, expected_one_of};
use crate::model::{Constraints, Exception, Member, Type};
use crate::names;

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
        let mut places = Places::default();
        let mut members = Vec::new();
        for member in &structure.members {
            if self.is_stream(member) {
                self.check_stream(shape, structure, member);
                continue;
            }
            let field = names::field_name(&member.name);
            Self::check_name(&field, member, &mut fields);
            let Some(resolved) = self.member(shape, structure, member, field) else { continue };
            check_place(&mut places, &resolved, member);
            members.push(resolved);
        }
        if let Some(second) = structure.members.iter().filter(|member| member.is_token).nth(1) {
            second.cursor.problem("a structure can have only one idempotency token");
        }
        let mut messages = structure.members.iter().filter(|member| is_message(structure, member));
        if let Some(second) = messages.nth(1) {
            second.cursor.problem("an error can have only one member for its message");
        }
        members
    }

    /// The members of a union, all of which are in the body.
    pub(super) fn union_members(
        &self,
        shape: &'d Shape<'_>,
        structure: &'d description::Structure<'_>,
    ) -> Vec<Member> {
        for (name, cursor) in &structure.required {
            cursor.problem(format!(
                "{name:?} cannot be required, since exactly one member of a union is set"
            ));
        }
        let mut variants = HashMap::new();
        let mut places = Places::default();
        let mut members = Vec::new();
        for member in &structure.members {
            let variant = names::type_name(&member.name);
            Self::check_name(&variant, member, &mut variants);
            if let Some((_, cursor)) = &member.location {
                cursor.problem("a member of a union must be in the body");
            }
            let Some(resolved) = self.member(shape, structure, member, variant) else { continue };
            check_place(&mut places, &resolved, member);
            members.push(resolved);
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
        let location = match &member.location {
            Some((location, _)) if self.is_ignored(shape, location) => {
                Location::Body(member.name.clone())
            }
            _ => self
                .event_location(shape, structure, member)
                .unwrap_or_else(|| locations::location(structure, member)),
        };
        let is_json_value = is_json_value(member, &location, &ty);
        if is_json_value {
            let is_sensitive = matches!(ty, Type::Sensitive(_));
            ty = if is_sensitive {
                Type::Sensitive(Box::new(Type::JsonValue))
            } else {
                Type::JsonValue
            };
        }
        if is_message(structure, member) && !matches!(ty.plain(), Type::String) {
            member.cursor.problem("the message of an error must be a string");
        }
        if self.boxed.contains(&(shape.name.as_str(), member.name.as_str())) {
            ty = Type::Boxed(Box::new(ty));
        }
        self.check_type(&location, &ty, member);
        // Rule E6: each member of an error is optional.
        let is_required = structure.is_required(&member.name)
            && structure.exception.is_none()
            && location != Location::Status;
        if matches!(location, Location::Label(_)) && !is_required {
            member.cursor.problem("a label is part of the path, so the member must be required");
        }
        if member.is_host_label && !(is_required && ty.is_text()) {
            let message = "a label of a host name must be required, and a string, a number, a boolean or a timestamp";
            member.cursor.problem(message);
        }
        if member.is_token && !matches!(ty.plain(), Type::String) {
            member.cursor.problem("an idempotency token must be a string");
        }
        Some(Member {
            named: named(ident, &member.name, member.docs.as_deref(), member.deprecated.as_deref()),
            timestamp: self.timestamp(member, &location, &ty),
            constraints: if is_json_value {
                Constraints::default()
            } else {
                self.constraints(&member.shape, &member.constraints)
            },
            ty,
            is_required,
            location,
            is_token: member.is_token,
            is_host_label: member.is_host_label,
        })
    }

    /// Reports a member whose type cannot be at its location, or whose structure has locations of
    /// its own.
    fn check_type(&self, location: &Location<String>, ty: &Type, member: &description::Member<'_>) {
        if let Err(expected) = locations::check_type(location, ty) {
            member.cursor.problem(expected);
        }
        let has_locations =
            self.shapes.get(member.shape.as_str()).is_some_and(|shape| match &shape.kind {
                Kind::Structure(inner) => {
                    let is_outside = |member: &description::Member<'_>| {
                        member.location.is_some()
                            || self.event_location(shape, inner, member).is_some()
                    };
                    inner.payload.is_some() || inner.members.iter().any(is_outside)
                }
                _ => false,
            });
        if has_locations {
            member.cursor.problem(format!(
                "{:?} has members with a location outside the body, so it cannot be used inside a body",
                member.shape
            ));
        }
    }

    /// The format of the timestamps in a member, if that is not the default of its location (rule
    /// T1).
    fn timestamp(
        &self,
        member: &description::Member<'_>,
        location: &Location<String>,
        ty: &Type,
    ) -> Option<TimestampFormat> {
        if !ty.holds_timestamp() {
            return None;
        }
        let (name, cursor) =
            member.timestamp.as_ref().or_else(|| self.shape_format(&member.shape, 0))?;
        let mut known = TimestampFormat::ALL.into_iter();
        let Some(format) = known.find(|format| format.description_name() == name) else {
            let known = TimestampFormat::ALL.map(TimestampFormat::description_name);
            let hint = expected_one_of(name, &known);
            cursor.problem(format!("unknown timestamp format {name:?}{hint}"));
            return None;
        };
        (format != location.timestamp_format()).then_some(format)
    }

    /// The format that the shape of the timestamps declares, even inside lists and maps.
    fn shape_format(&self, name: &str, depth: usize) -> Option<&'d (String, Cursor<'_>)> {
        match &self.shapes.get(name).filter(|_| depth <= MAX_NESTING)?.kind {
            Kind::Timestamp { format } => format.as_ref(),
            Kind::List { member, .. } => self.shape_format(&member.shape, depth + 1),
            Kind::Map { value, .. } => self.shape_format(&value.shape, depth + 1),
            _ => None,
        }
    }

    pub(super) fn check_name<'m>(
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

/// Whether the message of an error fills a member (rule E3).
fn is_message(structure: &description::Structure<'_>, member: &description::Member<'_>) -> bool {
    structure.exception.is_some() && member.location.is_none() && is_error_message(&member.name)
}

/// Whether a member is JSON in a string. Outside headers, the text is passed on unchanged (rule
/// J4).
fn is_json_value(member: &description::Member<'_>, location: &Location<String>, ty: &Type) -> bool {
    member.is_json_value
        && matches!(location, Location::Header(_))
        && matches!(ty.plain(), Type::String | Type::Enumeration(_))
}

/// Reports two members that have the same place in a message.
fn check_place(places: &mut Places, resolved: &Member, member: &description::Member<'_>) {
    if let Err(problem) = places.take(&member.name, &resolved.location) {
        member.cursor.problem(problem);
    }
}

/// The facts of an error. The default status is that of its fault (rule X1).
#[must_use]
pub fn exception(exception: &description::Exception<'_>) -> Exception {
    if let Some((status, cursor)) =
        exception.status.as_ref().filter(|(status, _)| !(300..=599).contains(status))
    {
        cursor.problem(format!("the status of an error must be from 300 to 599, not {status}"));
    }
    let status = exception
        .status
        .as_ref()
        .map_or(if exception.is_fault { 500 } else { 400 }, |(status, _)| *status);
    // A status of 5xx is the fault of the service, even if the description does not say so.
    Exception {
        status,
        is_fault: (exception.is_fault || status >= 500) && !exception.is_sender_fault,
        query_code: None,
        is_retryable: exception.is_retryable,
        is_throttling: exception.is_throttling,
        reads_as: None,
    }
}

fn check_required(structure: &description::Structure<'_>) {
    let members: HashSet<&str> =
        structure.members.iter().map(|member| member.name.as_str()).collect();
    let mut listed = HashSet::new();
    let hints = Hints::default();
    for (name, cursor) in &structure.required {
        if !members.contains(name.as_str()) {
            let hint = hints.did_you_mean(name, members.iter().copied());
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
