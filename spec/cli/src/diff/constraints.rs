//! Compares lengths, ranges, patterns and unique items: whether less or more is allowed than
//! before.

use std::cmp::Ordering;
use std::mem::discriminant;

use chime_model_spec::cursor::Cursor;
use chime_model_spec::description::{self, Constraints, Member, Shape};

use super::comparison::Comparison;
use super::difference::{Breaks, Kind};
use super::uses::Uses;

/// The keys of constraints, of a shape or a member.
pub(super) const KEYS: [&str; 4] = ["min", "max", "pattern", "uniqueItems"];

/// A constraint as the file writes it, with its place.
type Limit<'s, 'd> = Option<&'s (String, Cursor<'d>)>;

impl<'d> Comparison<'_, 'd> {
    /// Compares the constraints of two shapes of one type. If a reference has changed, differences
    /// are placed there.
    pub(super) fn constraints(
        &mut self,
        old: &Shape<'d>,
        new: &Shape<'d>,
        uses: Uses,
        reference: Option<&Cursor<'d>>,
    ) {
        let before = &old.constraints;
        let after = &new.constraints;
        let place = |before: Limit<'_, 'd>, after: Limit<'_, 'd>| {
            let of_limit = after.or(before).map(|(_, cursor)| cursor);
            reference.or(of_limit).unwrap_or(&new.cursor).clone()
        };
        for name in KEYS {
            let limits = [named(before, name), named(after, name)];
            let order = order(name, (limits[0], old), (limits[1], new));
            self.constraint(name, order, limits, uses, &place(limits[0], limits[1]));
        }
    }

    /// Compares the constraints that members declare themselves. Each wins over that of the
    /// member's shape, and one that neither member declares is compared with the shape.
    pub(super) fn own_constraints(
        &mut self,
        before: &'d Member<'d>,
        after: &'d Member<'d>,
        uses: Uses,
    ) {
        let old = self.old.shape(&before.shape);
        let new = self.new.shape(&after.shape);
        if discriminant(&old.kind) != discriminant(&new.kind) {
            return;
        }
        let own = [&before.constraints, &after.constraints];
        let of_shape = [&old.constraints, &new.constraints];
        for name in KEYS {
            let own = own.map(|constraints| named(constraints, name));
            if own[0].map(|(text, _)| text) == own[1].map(|(text, _)| text) {
                continue;
            }
            let [was, is] = [0, 1].map(|side| own[side].or(named(of_shape[side], name)));
            let order = order(name, (was, old), (is, new));
            let cursor = own[1].map_or(&after.cursor, |(_, cursor)| cursor).clone();
            if was.map(|(text, _)| text) == is.map(|(text, _)| text) {
                let message = format!("the {name} is that of the shape, as it was");
                self.add(Kind::DetailChanged, &cursor, [], message);
            }
            self.constraint(name, order, [was, is], uses, &cursor);
        }
    }

    /// Adds the difference of one constraint, if there is one.
    fn constraint(
        &mut self,
        name: &str,
        order: Option<Ordering>,
        limits: [Limit<'_, 'd>; 2],
        uses: Uses,
        cursor: &Cursor<'d>,
    ) {
        let [before, after] = limits.map(|limit| limit.map(|(text, _)| text.as_str()));
        // If neither has the constraint, the limits can differ only by the types of the shapes.
        if before == after && (order == Some(Ordering::Equal) || before.is_none()) {
            return;
        }
        let (kind, breaks) = match order {
            Some(Ordering::Less) => (Kind::ConstraintLoosened, uses.limited(false, true)),
            Some(Ordering::Equal) => (Kind::DetailChanged, Breaks::new()),
            Some(Ordering::Greater) => (Kind::ConstraintTightened, uses.limited(true, false)),
            None => (Kind::ConstraintChanged, uses.limited(true, true)),
        };
        let show =
            |text: &str| if name == "pattern" { format!("{text:?}") } else { text.to_owned() };
        let message = match (before.map(show), after.map(show)) {
            (Some(before), Some(after)) => format!("the {name} is {after}, was {before}"),
            (None, Some(after)) => format!("the {name} {after} is added"),
            (Some(before), None) => format!("the {name} {before} is removed"),
            (None, None) => return,
        };
        let effect =
            if kind == Kind::DetailChanged { ", which allows the same" } else { uses.direction() };
        self.add(kind, cursor, breaks, format!("{message}{effect}"));
    }
}

/// The constraint of that name.
fn named<'s, 'd>(constraints: &'s Constraints<'d>, name: &str) -> Limit<'s, 'd> {
    match name {
        "min" => constraints.min.as_ref(),
        "max" => constraints.max.as_ref(),
        "uniqueItems" => constraints.unique_items.as_ref(),
        _ => constraints.pattern.as_ref(),
    }
}

/// `Greater` if the new constraint is tighter, and `None` if it allows some new values and refuses
/// some old ones.
fn order(
    name: &str,
    (before, old): (Limit<'_, '_>, &Shape<'_>),
    (after, new): (Limit<'_, '_>, &Shape<'_>),
) -> Option<Ordering> {
    if name == "uniqueItems" {
        let is_unique = |limit: Limit<'_, '_>| limit.is_some_and(|(text, _)| text == "true");
        return Some(is_unique(after).cmp(&is_unique(before)));
    }
    if name == "pattern" {
        let of_all_strings = |limit: Limit<'_, '_>, shape| {
            limit
                .filter(|_| !is_enumeration(shape))
                .map(|(pattern, _)| unanchored(pattern).to_owned())
        };
        return match (of_all_strings(before, old), of_all_strings(after, new)) {
            (before, after) if before == after => Some(Ordering::Equal),
            (None, _) => Some(Ordering::Greater),
            (_, None) => Some(Ordering::Less),
            _ => None,
        };
    }
    let order = limit(name, before, old).partial_cmp(&limit(name, after, new));
    // A lower max is tighter, and so is a higher min.
    if name == "min" { order.map(Ordering::reverse) } else { order }
}

/// A limit as a number; without one, the limit of the type.
fn limit(name: &str, limit: Limit<'_, '_>, shape: &Shape<'_>) -> Number {
    let is_min = name == "min";
    let (least, greatest) = match &shape.kind {
        description::Kind::Integer => (i32::MIN.into(), i32::MAX.into()),
        description::Kind::Long => (i64::MIN.into(), i64::MAX.into()),
        description::Kind::Float | description::Kind::Double => (i128::MIN, i128::MAX),
        // The limit is one of a length.
        _ => (0, u64::MAX.into()),
    };
    let of_type = Number::Whole(if is_min { least } else { greatest });
    let Some((text, _)) = limit.filter(|_| !is_enumeration(shape)) else { return of_type };
    let number = text
        .parse()
        .map(Number::Whole)
        .or_else(|_| text.parse().map(Number::Float))
        .unwrap_or(of_type);
    let is_beyond = if is_min { number < of_type } else { number > of_type };
    if is_beyond { of_type } else { number }
}

/// A number of a description, exact where it is whole.
#[derive(Clone, Copy)]
enum Number {
    Whole(i128),
    Float(f64),
}

impl Number {
    #[expect(
        clippy::cast_precision_loss,
        reason = "beside a float, an integer is no more than one"
    )]
    fn float(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Float(number) => number,
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(left), Self::Whole(right)) => Some(left.cmp(right)),
            _ => self.float().partial_cmp(&other.float()),
        }
    }
}

/// Whether a string has values. Its constraints then have no effect.
fn is_enumeration(shape: &Shape<'_>) -> bool {
    matches!(&shape.kind, description::Kind::String { values } if !values.is_empty())
}

/// A pattern without anchors at its ends, which are redundant since it matches the whole text.
fn unanchored(pattern: &str) -> &str {
    let is_quantifier = |rest: &str| rest.starts_with(['*', '+', '?', '{']);
    let inner = pattern.strip_prefix('^').filter(|rest| !is_quantifier(rest)).unwrap_or(pattern);
    let is_escaped =
        |inner: &str| inner.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    inner.strip_suffix('$').filter(|inner| !is_escaped(inner)).unwrap_or(inner)
}
