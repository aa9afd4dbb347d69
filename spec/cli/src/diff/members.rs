//! Compares the members of structures and unions: which there are, their locations, and which of
//! them are required.

use std::collections::BTreeSet;
use std::mem::discriminant;

use chime_model_spec::cursor::Cursor;
use chime_model_spec::description::{Member, Shape, Structure};
use chime_model_spec::model::{self, Type};
use chime_model_vocabulary::Location;

use super::comparison::Comparison;
use super::difference::{Audience, Breaks, Kind};
use super::uses::{Uses, both};
use super::{constraints, details};

impl<'d> Comparison<'_, 'd> {
    /// Compares the members of two structures or unions.
    pub(super) fn structure(
        &mut self,
        old: (&'d Shape<'d>, &'d Structure<'d>),
        new: (&'d Shape<'d>, &'d Structure<'d>),
        uses: Uses,
    ) {
        let names = |structure: &'d Structure<'d>| {
            structure.members.iter().map(|member| member.name.as_str()).collect::<BTreeSet<_>>()
        };
        let had = names(old.1);
        let has = names(new.1);
        for member in new.1.members.iter().filter(|member| !had.contains(member.name.as_str())) {
            let (breaks, what) = if self.members.1.is_required(new.0, member) {
                (uses.tightened(), "a required member")
            } else {
                (Breaks::new(), "an optional member")
            };
            self.add(
                Kind::MemberAdded,
                &member.cursor,
                breaks,
                format!("{what} is added{}", uses.direction()),
            );
        }
        for member in old.1.members.iter().filter(|member| !has.contains(member.name.as_str())) {
            // A new server ignores the member if an old caller sends it, and does not return it to
            // callers who read it. Readers ignore it in stored values.
            let mut breaks =
                uses.of(&[Audience::Callers], &[Audience::Callers], &[Audience::Readers]);
            let is_required = self.members.0.is_required(old.0, member);
            if is_required {
                breaks.extend(uses.loosened());
            }
            let what = if is_required { "a required member" } else { "an optional member" };
            self.add(
                Kind::MemberRemoved,
                &member.cursor,
                breaks,
                format!("{what} is removed{}", uses.direction()),
            );
        }
        let raw = (
            details::entries(&old.0.cursor, "members"),
            details::entries(&new.0.cursor, "members"),
        );
        let compared = [&KNOWN[..], &constraints::KEYS].concat();
        for (before, after) in both(&old.1.members, &new.1.members) {
            self.required((old, before), (new, after), uses);
            self.location(before, after, (old.0, new.0), uses);
            self.flags(before, after, uses);
            self.json_in_a_string((old.0, before), (new.0, after), uses);
            self.own_constraints(before, after, uses);
            let known = self.found.len();
            self.timestamp_format((old.0, before), (new.0, after), uses);
            let has_other_difference = self.found.len() > known;
            self.target((&before.shape, &after.shape), &after.cursor, has_other_difference);
            if let Some((old, new)) = raw.0.get(&before.name).zip(raw.1.get(&after.name)) {
                self.details(old, new, &compared);
            }
        }
    }

    fn required(
        &mut self,
        (old, before): ((&'d Shape<'d>, &'d Structure<'d>), &'d Member<'d>),
        (new, after): ((&'d Shape<'d>, &'d Structure<'d>), &'d Member<'d>),
        uses: Uses,
    ) {
        let listed = |structure: &'d Structure<'d>| {
            structure
                .required
                .iter()
                .find(|(name, _)| *name == after.name)
                .map(|(_, cursor)| cursor)
        };
        let was_listed = listed(old.1);
        let is_listed = listed(new.1);
        let was_required = self.members.0.is_required(old.0, before);
        let is_required = self.members.1.is_required(new.0, after);
        match (was_required, is_required) {
            (false, true) => {
                let message = format!("the member is required{}, was optional", uses.direction());
                self.add(Kind::MemberRequired, &after.cursor, uses.tightened(), message);
            }
            (true, false) => {
                let message = format!("the member is optional{}, was required", uses.direction());
                self.add(Kind::MemberOptional, &after.cursor, uses.loosened(), message);
            }
            _ if was_listed.is_some() != is_listed.is_some() => {
                let what = if is_listed.is_some() {
                    "is listed as required"
                } else {
                    "is no longer listed as required"
                };
                self.add(
                    Kind::DetailChanged,
                    &after.cursor,
                    [],
                    format!("the member {what}, which has no effect here"),
                );
            }
            _ => {}
        }
    }

    /// Compares the locations of a member, and its names there.
    fn location(
        &mut self,
        before: &Member<'d>,
        after: &Member<'d>,
        (old, new): (&Shape<'d>, &Shape<'d>),
        uses: Uses,
    ) {
        let was = self.members.0.get(old, before).map(|member| &member.location);
        let is = self.members.1.get(new, after).map(|member| &member.location);
        let (Some(was), Some(is)) = (was, is) else { return };
        let [old_name, new_name] =
            [was, is].map(|location| location.name().map_or("", String::as_str));
        let cursor = after
            .location
            .as_ref()
            .or(before.location.as_ref())
            .map_or(&after.cursor, |(_, cursor)| cursor);
        if discriminant(was) != discriminant(is) {
            let [new, old] = [is.words(), was.words()];
            let message = format!("the location is the {new}, was the {old}{}", uses.direction());
            self.add(Kind::LocationChanged, cursor, uses.disagreed(), message);
        } else if old_name != new_name {
            let is_same = match is {
                // The name of a label is not sent.
                Location::Label(_) => true,
                Location::Header(_) | Location::PrefixHeaders(_) => {
                    old_name.eq_ignore_ascii_case(new_name)
                }
                _ => false,
            };
            let breaks = if is_same { Breaks::new() } else { uses.disagreed() };
            let message =
                format!("the locationName is {new_name:?}, was {old_name:?}{}", uses.direction());
            self.add(Kind::LocationNameChanged, &after.cursor, breaks, message);
        } else if before.location_name != after.location_name {
            let message = "the locationName is declared differently, without effect";
            self.add(Kind::DetailChanged, &after.cursor, [], message);
        }
    }

    fn flags(&mut self, before: &Member<'d>, after: &Member<'d>, uses: Uses) {
        let cursor: &Cursor<'d> = &after.cursor;
        match (before.is_token, after.is_token) {
            (false, true) => {
                self.add(Kind::IdempotencyAdded, cursor, [], "the member is an idempotency token");
            }
            (true, false) => {
                let message = "the member is no longer an idempotency token: a repeated request takes effect twice";
                let breaks = uses.of(&[Audience::Callers], &[], &[]);
                self.add(Kind::IdempotencyRemoved, cursor, breaks, message);
            }
            _ => {}
        }
        if before.is_host_label != after.is_host_label {
            let message = if after.is_host_label {
                "the member is part of the host"
            } else {
                "the member is no longer part of the host"
            };
            self.add(Kind::HostLabelChanged, cursor, uses.disagreed(), message);
        }
    }

    /// Compares whether a string holds JSON, which only a string in a header can (rule J4).
    fn json_in_a_string(
        &mut self,
        (old, before): (&'d Shape<'d>, &'d Member<'d>),
        (new, after): (&'d Shape<'d>, &'d Member<'d>),
        uses: Uses,
    ) {
        let holds_json = |member: Option<&model::Member>| {
            member.is_some_and(|member| matches!(member.ty.plain(), Type::JsonValue))
        };
        let held = holds_json(self.members.0.get(old, before));
        let holds = holds_json(self.members.1.get(new, after));
        if held != holds {
            let types = ["a string", "JSON in a string"];
            let was = types[usize::from(held)];
            let is = types[usize::from(holds)];
            let breaks = &uses.disagreed() | &uses.of(&[], &[], &[Audience::Readers]);
            let message = format!("the type is {is}, was {was}{}", uses.direction());
            self.add(Kind::TypeChanged, &after.cursor, breaks, message);
        } else if before.is_json_value != after.is_json_value {
            let is = if after.is_json_value { "is" } else { "is no longer" };
            let message = format!("the member {is} declared as JSON, which has no effect here");
            self.add(Kind::DetailChanged, &after.cursor, [], message);
        }
    }
}

/// The keys of a member that are compared one by one, beside its constraints.
const KNOWN: [&str; 7] = [
    "shape",
    "location",
    "locationName",
    "timestampFormat",
    "idempotencyToken",
    "jsonvalue",
    "hostLabel",
];
