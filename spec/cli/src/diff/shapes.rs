//! Compares shapes: which there are, their types, their values, and whether they are sensitive.
//! `members` compares what structures hold, `references` what refers to another shape.

use std::collections::BTreeSet;

use chime_model_spec::cursor::Cursor;
use chime_model_spec::description::{self, Shape, Structure};
use chime_model_spec::resolve::exception;

use super::comparison::Comparison;
use super::difference::{Audience, Breaks, Kind};
use super::uses::{Uses, is_structure};
use super::{constraints, details};

/// Types, each with a type that has all of its values.
const WIDER: [(&str, &str); 3] = [("integer", "long"), ("integer", "double"), ("float", "double")];

impl<'d> Comparison<'_, 'd> {
    /// Compares the shapes by name, and structures that have replaced others.
    pub(super) fn shapes(&mut self) {
        let pairs = self.pairs;
        let is_new = |shape: &&Shape<'d>| !self.old.shapes.contains_key(shape.name.as_str());
        for shape in self.new.description.shapes.iter().filter(is_new) {
            self.add(Kind::ShapeAdded, &shape.cursor, [], "the shape is added");
        }
        let replaced: BTreeSet<&str> =
            pairs.keys().filter(|(old, new)| old != new).map(|(old, _)| *old).collect();
        let is_gone = |shape: &&Shape<'d>| !self.new.shapes.contains_key(shape.name.as_str());
        for shape in self.old.description.shapes.iter().filter(is_gone) {
            let is_lost = is_structure(shape) && !replaced.contains(shape.name.as_str());
            let breaks = if is_lost { Breaks::from([Audience::Readers]) } else { Breaks::new() };
            self.add(Kind::ShapeRemoved, &shape.cursor, breaks, "the shape is removed");
        }
        for ((before, after), uses) in pairs {
            let old = self.old.shape(before);
            let new = self.new.shape(after);
            if before == after {
                let first = self.found.len();
                self.shape(old, new, *uses, None);
                if !is_structure(new) {
                    self.set_members(first, (before, after));
                }
                self.shape_details(old, new);
            } else if is_structure(old) && is_structure(new) {
                self.note = in_place(before, after);
                self.shape(old, new, *uses, None);
                self.note.clear();
            }
        }
    }

    /// Compares two shapes. If a reference has changed, differences are placed there.
    pub(super) fn shape(
        &mut self,
        old: &'d Shape<'d>,
        new: &'d Shape<'d>,
        uses: Uses,
        reference: Option<&Cursor<'d>>,
    ) {
        let cursor = reference.unwrap_or(&new.cursor);
        if old.sensitive != new.sensitive {
            let message = if new.sensitive {
                "values are sensitive"
            } else {
                "values are no longer sensitive"
            };
            self.add(Kind::SensitivityChanged, cursor, [], message);
        }
        let types = (type_name(old), type_name(new));
        if types.0 != types.1 {
            self.type_changed(types, uses, cursor);
        }
        match (&old.kind, &new.kind) {
            (description::Kind::Structure(before), description::Kind::Structure(after))
                if is_structure(old) && is_structure(new) =>
            {
                self.status(before, after, &new.cursor);
                self.structure((old, before), (new, after), uses);
            }
            (
                description::Kind::List { member: before, sparse: had },
                description::Kind::List { member: after, sparse: has },
            ) => {
                self.null(*had, *has, uses, cursor);
                self.reference(&before.shape, after, reference);
            }
            (
                description::Kind::Map { key: before_key, value: before, sparse: had },
                description::Kind::Map { key: after_key, value: after, sparse: has },
            ) => {
                self.null(*had, *has, uses, cursor);
                self.reference(&before_key.shape, after_key, reference);
                self.reference(&before.shape, after, reference);
            }
            (
                description::Kind::String { values: before },
                description::Kind::String { values: after },
            ) => {
                if types.0 != types.1 {
                    return;
                }
                self.values(before, after, uses, reference);
            }
            _ if types.0 != types.1 && !(is_number(types.0) && is_number(types.1)) => return,
            _ => {}
        }
        self.constraints(old, new, uses, reference);
    }

    fn type_changed(&mut self, types: (&str, &str), uses: Uses, cursor: &Cursor<'d>) {
        let breaks = match types {
            // Errors and structures have the same form in messages, and enumerations and strings
            // too.
            ("structure", "error") | ("error", "structure") => Breaks::new(),
            ("string", "enumeration") => uses.of(&[Audience::Callers], &[], &[]),
            ("enumeration", "string") => uses.of(&[Audience::Servers], &[], &[]),
            types if WIDER.contains(&types) => uses.loosened(),
            (before, after) if WIDER.contains(&(after, before)) => uses.tightened(),
            _ => &uses.disagreed() | &uses.of(&[], &[], &[Audience::Readers]),
        };
        let message = format!("the type is {}, was {}{}", types.1, types.0, uses.direction());
        self.add(Kind::TypeChanged, cursor, breaks, message);
    }

    fn null(&mut self, had: bool, has: bool, uses: Uses, cursor: &Cursor<'d>) {
        match (had, has) {
            (false, true) => self.add(
                Kind::NullAllowed,
                cursor,
                uses.loosened(),
                format!("may hold null{}", uses.direction()),
            ),
            (true, false) => self.add(
                Kind::NullRefused,
                cursor,
                uses.tightened(),
                format!("may no longer hold null{}", uses.direction()),
            ),
            _ => {}
        }
    }

    /// Compares the values of two enumerations. Readers accept any value, and servers refuse
    /// unknown ones.
    fn values(
        &mut self,
        before: &[(String, Cursor<'d>)],
        after: &[(String, Cursor<'d>)],
        uses: Uses,
        reference: Option<&Cursor<'d>>,
    ) {
        let names = |values: &[(String, Cursor<'d>)]| {
            values.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>()
        };
        let had = names(before);
        let has = names(after);
        for (value, cursor) in after.iter().filter(|(value, _)| !had.contains(value)) {
            let message = format!("the value {value:?} is added");
            self.add(Kind::ValueAdded, reference.unwrap_or(cursor), [], message);
        }
        for (value, cursor) in before.iter().filter(|(value, _)| !has.contains(value)) {
            let breaks = uses.of(&[Audience::Callers], &[], &[]);
            self.add_about(
                Some(value),
                Kind::ValueRemoved,
                reference.unwrap_or(cursor),
                breaks,
                format!("the value {value:?} is removed{}", uses.direction()),
            );
        }
    }

    /// Compares the status of an error. The name decides (rule E1), but callers may use the status.
    fn status(&mut self, before: &Structure<'d>, after: &Structure<'d>, cursor: &Cursor<'d>) {
        let (Some(before), Some(after)) = (&before.exception, &after.exception) else { return };
        let old = exception(before).status;
        let new = exception(after).status;
        if old != new {
            let cursor = after
                .status
                .as_ref()
                .or(before.status.as_ref())
                .map_or(cursor, |(_, cursor)| cursor);
            self.add(
                Kind::StatusChanged,
                cursor,
                Uses::BOTH.disagreed(),
                format!("the status of the error is {new}, was {old}"),
            );
        }
    }

    /// Compares the other keys of two shapes with the same name, and of their references.
    fn shape_details(&mut self, old: &'d Shape<'d>, new: &'d Shape<'d>) {
        let mut known = [&KNOWN[..], &constraints::KEYS].concat();
        if type_name(old) != type_name(new) {
            known.extend(TYPE);
        } else if type_name(new) == "document" {
            known.retain(|key| !MEMBERS.contains(key));
        }
        self.details(&old.cursor, &new.cursor, &known);
        for (key, known) in
            [("member", "shape"), ("key", "shape"), ("value", "shape"), ("error", "httpStatusCode")]
        {
            if let Some((old, new)) =
                details::value(&old.cursor, key).zip(details::value(&new.cursor, key))
            {
                self.details(&old, &new, &[known]);
            }
        }
    }
}

/// The end of a message about a shape that has replaced another.
pub(super) fn in_place(before: &str, after: &str) -> String {
    format!(": {after:?} in the place of {before:?}")
}

/// The keys of a shape that are compared one by one, beside its constraints.
const KNOWN: [&str; 12] = [
    "type",
    "members",
    "required",
    "payload",
    "enum",
    "sensitive",
    "member",
    "key",
    "value",
    "sparse",
    "error",
    "timestampFormat",
];
/// The keys that change the type of a structure.
const TYPE: [&str; 3] = ["exception", "union", "document"];

/// The keys that have no effect in a document.
const MEMBERS: [&str; 3] = ["members", "required", "payload"];

/// The name of a type in messages.
pub(super) fn type_name(shape: &Shape<'_>) -> &'static str {
    match &shape.kind {
        description::Kind::Structure(structure) if structure.is_document => "document",
        description::Kind::Structure(structure) if structure.is_stream => "event stream",
        description::Kind::Structure(structure) if structure.is_union => "union",
        description::Kind::Structure(structure) if structure.exception.is_some() => "error",
        description::Kind::Structure(_) => "structure",
        description::Kind::List { .. } => "list",
        description::Kind::Map { .. } => "map",
        description::Kind::String { values } if !values.is_empty() => "enumeration",
        description::Kind::String { .. } => "string",
        description::Kind::Timestamp { .. } => "timestamp",
        description::Kind::Boolean => "boolean",
        description::Kind::Integer => "integer",
        description::Kind::Long => "long",
        description::Kind::Float => "float",
        description::Kind::Double => "double",
        description::Kind::Blob => "blob",
        description::Kind::Refused => "refused",
    }
}

fn is_number(name: &str) -> bool {
    matches!(name, "integer" | "long" | "float" | "double")
}
