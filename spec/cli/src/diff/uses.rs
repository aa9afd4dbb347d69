//! Finds the shapes to compare and the uses of their values: requests, responses or documents. The
//! uses decide whom a difference breaks.

use std::collections::{BTreeMap, HashMap};

use chime_model_spec::description::{Kind, Member, Shape};

use super::difference::{Audience, Breaks};
use super::side::Side;

/// The uses of the values of a shape.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Uses {
    /// Callers send them.
    pub(super) input: bool,
    /// Servers send them.
    pub(super) output: bool,
    /// Documents hold them.
    pub(super) stored: bool,
}

/// The pairs of shapes to compare, by their names in the old and in the new description.
pub(super) type Pairs<'d> = BTreeMap<(&'d str, &'d str), Uses>;

impl Uses {
    const INPUT: Self = Self { input: true, output: false, stored: true };
    const OUTPUT: Self = Self { input: false, output: true, stored: true };
    const STORED: Self = Self { input: false, output: false, stored: true };
    /// Requests and responses, but not documents.
    pub(super) const BOTH: Self = Self { input: true, output: true, stored: false };

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            input: self.input || other.input,
            output: self.output || other.output,
            stored: self.stored || other.stored,
        }
    }

    /// Whom a difference breaks if both sides of a message have to agree.
    pub(super) fn disagreed(self) -> Breaks {
        self.of(
            &[Audience::Callers, Audience::Servers],
            &[Audience::Callers, Audience::Servers],
            &[],
        )
    }

    /// Whom a changed limit breaks: it is `tighter`, `looser` or both. A server checks the limits
    /// of requests. Nobody else checks limits (rules V1 and V2), except for validators.
    pub(super) fn limited(self, tighter: bool, looser: bool) -> Breaks {
        let refused = [(tighter, Audience::Callers), (looser, Audience::Servers)];
        let refused = refused.into_iter().filter(|(is_refused, _)| self.input && *is_refused);
        let mut breaks: Breaks = refused.map(|(_, audience)| audience).collect();
        if self.input || self.output || self.stored {
            breaks.insert(Audience::Validators);
        }
        breaks
    }

    /// Whom a difference breaks if less is allowed, except for limits: a sender with the old
    /// description sends what a receiver with the new one refuses.
    pub(super) fn tightened(self) -> Breaks {
        self.of(&[Audience::Callers], &[Audience::Servers], &[Audience::Readers])
    }

    /// Whom a difference breaks if more is allowed, except for limits: a sender with the new
    /// description sends what a receiver with the old one refuses.
    pub(super) fn loosened(self) -> Breaks {
        self.of(&[Audience::Servers], &[Audience::Callers], &[])
    }

    /// The audiences of the uses.
    pub(super) fn of(self, input: &[Audience], output: &[Audience], stored: &[Audience]) -> Breaks {
        let uses = [(self.input, input), (self.output, output), (self.stored, stored)];
        uses.iter()
            .filter(|(is_used, _)| *is_used)
            .flat_map(|(_, audiences)| audiences.iter().copied())
            .collect()
    }

    /// The uses in words, as the end of a message.
    pub(super) fn direction(self) -> &'static str {
        match (self.input, self.output) {
            (true, true) => " in requests and responses",
            (true, false) => " in requests",
            (false, true) => " in responses",
            (false, false) => "",
        }
    }
}

/// Starts at the operations and the shapes that both descriptions have, and follows them to all
/// shapes inside. `None` if there are too many pairs, which happens if most shapes have different
/// names.
pub(super) fn pairs<'d>(old: &Side<'d>, new: &Side<'d>) -> Option<Pairs<'d>> {
    let most = 1_000 + 8 * (old.shapes.len() + new.shapes.len());
    let mut pairs = Pairs::new();
    let mut open = Vec::new();
    for operation in &new.description.operations {
        let Some(before) = old.operations.get(operation.name.as_str()) else { continue };
        let both = [
            (&before.input, &operation.input, Uses::INPUT),
            (&before.output, &operation.output, Uses::OUTPUT),
        ];
        for (before, after, uses) in both {
            let names = before
                .as_ref()
                .zip(after.as_ref())
                .map(|(before, after)| (before.shape.as_str(), after.shape.as_str()));
            open.extend(names.map(|(before, after)| (before, after, uses)));
        }
        for error in operation
            .errors
            .iter()
            .filter(|error| before.errors.iter().any(|before| before.shape == error.shape))
        {
            open.push((&error.shape, &error.shape, Uses::OUTPUT));
        }
    }
    for shape in
        new.description.shapes.iter().filter(|shape| old.shapes.contains_key(shape.name.as_str()))
    {
        open.push((
            &shape.name,
            &shape.name,
            if is_structure(shape) { Uses::STORED } else { Uses::default() },
        ));
    }
    while let Some((before, after, uses)) = open.pop() {
        let known = pairs.get(&(before, after)).copied();
        let joined = known.unwrap_or_default().and(uses);
        if known != Some(joined) {
            pairs.insert((before, after), joined);
            if pairs.len() > most {
                return None;
            }
            open.extend(
                parts(old.shape(before), new.shape(after))
                    .into_iter()
                    .map(|(before, after)| (before, after, joined)),
            );
        }
    }
    Some(pairs)
}

/// The pairs of shapes inside two shapes of the same kind.
pub(super) fn parts<'d>(old: &'d Shape<'d>, new: &'d Shape<'d>) -> Vec<(&'d str, &'d str)> {
    match (&old.kind, &new.kind) {
        (Kind::Structure(old), Kind::Structure(new)) => both(&old.members, &new.members)
            .map(|(old, new)| (old.shape.as_str(), new.shape.as_str()))
            .collect(),
        (Kind::List { member: old, .. }, Kind::List { member: new, .. }) => {
            vec![(&old.shape, &new.shape)]
        }
        (
            Kind::Map { key: old_key, value: old, .. },
            Kind::Map { key: new_key, value: new, .. },
        ) => {
            vec![(&old_key.shape, &new_key.shape), (&old.shape, &new.shape)]
        }
        _ => Vec::new(),
    }
}

/// The members that two structures both have.
pub(super) fn both<'d>(
    old: &'d [Member<'d>],
    new: &'d [Member<'d>],
) -> impl Iterator<Item = (&'d Member<'d>, &'d Member<'d>)> {
    let old: HashMap<&str, &Member<'_>> =
        old.iter().map(|member| (member.name.as_str(), member)).collect();
    new.iter().filter_map(move |member| Some((*old.get(member.name.as_str())?, member)))
}

/// Whether a shape is a structure or a union, and not a document.
pub(super) fn is_structure(shape: &Shape<'_>) -> bool {
    matches!(&shape.kind, Kind::Structure(structure) if !structure.is_document)
}
