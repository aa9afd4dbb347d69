//! Which shapes are compared with which, and what for: whether their values flow to the server,
//! from it, or into documents. The flow decides whom a constraint or a required member breaks.

use std::collections::{BTreeMap, HashMap};

use chime_model_spec::description::{Kind, Member, Shape};

use super::difference::{Audience, Breaks};
use super::side::Side;

/// What the values of a shape are used for.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Uses {
    /// Callers send them.
    pub(super) input: bool,
    /// Servers send them.
    pub(super) output: bool,
    /// Documents hold them.
    pub(super) stored: bool,
}

/// Each shape of the old description with the one of the new that has its place, by their names.
pub(super) type Pairs<'d> = BTreeMap<(&'d str, &'d str), Uses>;

impl Uses {
    const INPUT: Self = Self { input: true, output: false, stored: true };
    const OUTPUT: Self = Self { input: false, output: true, stored: true };
    const STORED: Self = Self { input: false, output: false, stored: true };
    /// Both directions, and no documents.
    pub(super) const BOTH: Self = Self { input: true, output: true, stored: false };

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            input: self.input || other.input,
            output: self.output || other.output,
            stored: self.stored || other.stored,
        }
    }

    /// Whom it breaks that both sides of a message must have the same and do not.
    pub(super) fn disagreed(self) -> Breaks {
        self.of(
            &[Audience::Callers, Audience::Servers],
            &[Audience::Callers, Audience::Servers],
            &[],
        )
    }

    /// Whom it breaks that less is allowed: the sender of the old description sends what the
    /// receiver of the new one refuses.
    pub(super) fn tightened(self) -> Breaks {
        self.of(&[Audience::Callers], &[Audience::Servers], &[Audience::Readers])
    }

    /// Whom it breaks that more is allowed: the sender of the new description sends what the
    /// receiver of the old one refuses.
    pub(super) fn loosened(self) -> Breaks {
        self.of(&[Audience::Servers], &[Audience::Callers], &[])
    }

    /// The audiences for each use that there is.
    pub(super) fn of(self, input: &[Audience], output: &[Audience], stored: &[Audience]) -> Breaks {
        let uses = [(self.input, input), (self.output, output), (self.stored, stored)];
        uses.iter()
            .filter(|(is_used, _)| *is_used)
            .flat_map(|(_, audiences)| audiences.iter().copied())
            .collect()
    }

    /// Where the values are, as the end of a message.
    pub(super) fn direction(self) -> &'static str {
        match (self.input, self.output) {
            (true, true) => " in requests and responses",
            (true, false) => " in requests",
            (false, true) => " in responses",
            (false, false) => "",
        }
    }
}

/// Follows the operations that both have, and the shapes that both have, to everything in them.
/// `None` if there are too many pairs, since most of the shapes that meet have different names.
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

/// The shapes that two shapes of one kind are made of, by their places.
fn parts<'d>(old: &'d Shape<'d>, new: &'d Shape<'d>) -> Vec<(&'d str, &'d str)> {
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

/// Whether a shape is a structure or a union, with members to compare.
pub(super) fn is_structure(shape: &Shape<'_>) -> bool {
    matches!(&shape.kind, Kind::Structure(structure) if !structure.is_document)
}
