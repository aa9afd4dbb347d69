//! Resolves constraints: which apply to which type, and whether a value can meet them.

use std::str::FromStr;

use chime_model_vocabulary::Bounds;

use super::resolver::{MAX_NESTING, Resolver};
use crate::cursor::Cursor;
use crate::description::{Constraints as Declared, Kind};
use crate::model::Constraints;

impl Resolver<'_, '_> {
    /// The constraints of a member: its own and those of its shape, with those of its elements and
    /// keys. Structures and enumerations have their own.
    pub(super) fn constraints(&self, name: &str, own: &Declared<'_>) -> Constraints {
        self.constraints_inside(name, own, 0)
    }

    fn constraints_inside(&self, name: &str, own: &Declared<'_>, depth: usize) -> Constraints {
        // A shape that does not exist or is nested too deeply has been reported with its type.
        let Some(shape) = self.shapes.get(name).filter(|_| depth <= MAX_NESTING) else {
            return Constraints::default();
        };
        let inside = |name: &str| {
            let constraints = self.constraints_inside(name, &Declared::default(), depth + 1);
            (!constraints.is_empty()).then(|| Box::new(constraints))
        };
        let limits = Limits {
            min: own.min.as_ref().or(shape.constraints.min.as_ref()),
            max: own.max.as_ref().or(shape.constraints.max.as_ref()),
            is_max_alone: own.min.is_none() && own.max.is_some(),
        };
        let mut constraints = Constraints::default();
        match &shape.kind {
            Kind::String { values } if !values.is_empty() => return constraints,
            Kind::String { .. } => {
                constraints.length = length(&limits);
                let pattern = own.pattern.as_ref().or(shape.constraints.pattern.as_ref());
                constraints.pattern = self.pattern(pattern);
            }
            Kind::Blob => constraints.length = length(&limits),
            Kind::List { member, .. } => {
                constraints.length = length(&limits);
                let unique = own.unique_items.as_ref().or(shape.constraints.unique_items.as_ref());
                constraints.unique = unique.is_some_and(|(text, _)| text == "true");
                constraints.each = inside(&member.shape);
            }
            Kind::Map { key, value, .. } => {
                constraints.length = length(&limits);
                constraints.each = inside(&value.shape);
                // A key that is not a string has been reported. It could be a map with constraints
                // on its own keys.
                let key_shape = self.shapes.get(key.shape.as_str());
                if key_shape.is_some_and(|key| matches!(key.kind, Kind::String { .. })) {
                    constraints.keys = inside(&key.shape);
                }
            }
            Kind::Integer => {
                constraints.range = whole_range(&limits, i32::MIN.into(), i32::MAX.into());
            }
            Kind::Long => {
                constraints.range = whole_range(&limits, i64::MIN, i64::MAX);
            }
            Kind::Float => constraints.range = range(&limits, "an f32", is_finite::<f32>),
            Kind::Double => constraints.range = range(&limits, "an f64", is_finite::<f64>),
            Kind::Structure(_) | Kind::Timestamp { .. } | Kind::Boolean => {
                for (_, cursor) in own.min.iter().chain(&own.max) {
                    cursor.problem(format!("{name:?} has neither a length nor a range"));
                }
            }
            Kind::Refused => return constraints,
        }
        if let Some((_, cursor)) = &own.pattern
            && !matches!(shape.kind, Kind::String { .. })
        {
            cursor.problem(format!("only a string can have a pattern, and {name:?} is not one"));
        }
        if let Some((_, cursor)) = &own.unique_items
            && !matches!(shape.kind, Kind::List { .. })
        {
            cursor.problem(format!("only a list can have uniqueItems, and {name:?} is not one"));
        }
        constraints
    }
}

/// A bound as the file writes it, with its place.
type Bound<'s, 'a> = Option<&'s (String, Cursor<'a>)>;

/// The bounds that apply to a member or a shape.
struct Limits<'s, 'a> {
    min: Bound<'s, 'a>,
    max: Bound<'s, 'a>,
    /// Whether the member declares the max and the shape the min.
    is_max_alone: bool,
}

fn length(limits: &Limits<'_, '_>) -> Option<Bounds<u64>> {
    let bound = |bound: Bound<'_, '_>| {
        let (text, cursor) = bound?;
        let length = text.parse::<u64>().ok();
        if length.is_none() {
            cursor.problem(format!("a length must be a whole number, not {text}"));
        }
        length
    };
    let min = bound(limits.min);
    let max = bound(limits.max);
    check_order(limits, min, max);
    bounds(min.filter(|min| *min > 0), max)
}

/// The range of an integer with these limits. A bound is left out if it is the least or the
/// greatest value of the type.
fn whole_range(limits: &Limits<'_, '_>, least: i64, greatest: i64) -> Option<Bounds<String>> {
    let bound = |bound: Bound<'_, '_>| {
        let (text, cursor) = bound?;
        let number = whole(text).filter(|number| (least..=greatest).contains(number));
        if number.is_none() {
            cursor.problem(format!(
                "a bound of this integer must be a whole number from {least} to {greatest}, not {text}"
            ));
        }
        number
    };
    let min = bound(limits.min);
    let max = bound(limits.max);
    check_order(limits, min, max);
    let text = |number: i64| number.to_string();
    bounds(min.filter(|min| *min > least).map(text), max.filter(|max| *max < greatest).map(text))
}

/// A whole number. Some descriptions write one as a float, such as `10.0` or `1E3`.
fn whole(text: &str) -> Option<i64> {
    let of_float = || {
        let number: f64 = text.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "an integer that an f64 holds exactly")]
        (number.fract() == 0.0 && number.abs() < 2_f64.powi(63)).then_some(number as i64)
    };
    text.parse().ok().or_else(of_float)
}

/// Whether a float can hold a number.
fn is_finite<F: FromStr + Into<f64>>(text: &str) -> bool {
    text.parse::<F>().is_ok_and(|number| number.into().is_finite())
}

/// The range of a float, as Rust literals.
fn range(limits: &Limits<'_, '_>, ty: &str, is_finite: fn(&str) -> bool) -> Option<Bounds<String>> {
    let bound = |bound: Bound<'_, '_>| {
        let (text, cursor) = bound?;
        let number = text.parse::<f64>().ok().filter(|_| is_finite(text));
        if number.is_none() {
            cursor.problem(format!("a bound must be a number that {ty} can hold, not {text}"));
        }
        number
    };
    let min = bound(limits.min);
    let max = bound(limits.max);
    check_order(limits, min, max);
    let literal = |bound: Bound<'_, '_>| {
        let (text, _) = bound?;
        Some(if text.contains(['.', 'e', 'E']) { text.clone() } else { format!("{text}.0") })
    };
    bounds(min.and_then(|_| literal(limits.min)), max.and_then(|_| literal(limits.max)))
}

fn check_order<T: PartialOrd>(limits: &Limits<'_, '_>, min: Option<T>, max: Option<T>) {
    if min.zip(max).is_some_and(|(min, max)| min > max)
        && let (Some((min, at_min)), Some((max, at_max))) = (limits.min, limits.max)
    {
        let cursor = if limits.is_max_alone { at_max } else { at_min };
        cursor.problem(format!("the min, {min}, is greater than the max, {max}"));
    }
}

fn bounds<T>(min: Option<T>, max: Option<T>) -> Option<Bounds<T>> {
    (min.is_some() || max.is_some()).then_some(Bounds { min, max })
}
