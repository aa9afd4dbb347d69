//! Resolves constraints: which apply to which type, and whether a value can meet them.

use chime_model_vocabulary::Bounds;

use super::resolver::{MAX_NESTING, Resolver};
use crate::cursor::Cursor;
use crate::description::{Kind, Shape};
use crate::model::Constraints;

impl Resolver<'_, '_> {
    /// The constraints of a shape and of its elements and keys. Structures and enumerations have
    /// their own.
    pub(super) fn constraints(&self, name: &str) -> Constraints {
        self.constraints_inside(name, 0)
    }

    fn constraints_inside(&self, name: &str, depth: usize) -> Constraints {
        // A shape that does not exist or is nested too deeply has been reported with its type.
        let Some(shape) = self.shapes.get(name).filter(|_| depth <= MAX_NESTING) else {
            return Constraints::default();
        };
        let inside = |name: &str| {
            let constraints = self.constraints_inside(name, depth + 1);
            (!constraints.is_empty()).then(|| Box::new(constraints))
        };
        let mut constraints = Constraints::default();
        match &shape.kind {
            Kind::String { values } if !values.is_empty() => {}
            Kind::String { .. } => {
                constraints.length = length(shape);
                constraints.pattern = self.pattern(shape);
            }
            Kind::Blob => constraints.length = length(shape),
            Kind::List { member, .. } => {
                constraints.length = length(shape);
                constraints.each = inside(&member.shape);
            }
            Kind::Map { key, value, .. } => {
                constraints.length = length(shape);
                constraints.each = inside(&value.shape);
                // A key that is not a string has been reported, and would have keys of its own.
                let key_shape = self.shapes.get(key.shape.as_str());
                if key_shape.is_some_and(|key| matches!(key.kind, Kind::String { .. })) {
                    constraints.keys = inside(&key.shape);
                }
            }
            Kind::Integer => {
                constraints.range =
                    range(shape, &Number::Integer(i32::MIN.into(), i32::MAX.into()));
            }
            Kind::Long => {
                constraints.range =
                    range(shape, &Number::Integer(i64::MIN.into(), i64::MAX.into()));
            }
            Kind::Float => constraints.range = range(shape, &Number::Float(f32::MAX.into())),
            Kind::Double => constraints.range = range(shape, &Number::Float(f64::MAX)),
            Kind::Structure(_)
            | Kind::Timestamp { .. }
            | Kind::Boolean
            | Kind::EventStream
            | Kind::Refused => {}
        }
        constraints
    }
}

/// The kind of a number, and the bounds of its Rust type.
enum Number {
    Integer(i128, i128),
    Float(f64),
}

type Limit<'s, 'a> = Option<&'s (String, Cursor<'a>)>;

fn length(shape: &Shape<'_>) -> Option<Bounds<u64>> {
    let limit = |limit: Limit<'_, '_>| {
        let (text, cursor) = limit?;
        let length = text.parse::<u64>().ok();
        if length.is_none() {
            cursor.problem(format!("a length must be a whole number, not {text}"));
        }
        length
    };
    let min = limit(shape.constraints.min.as_ref());
    let max = limit(shape.constraints.max.as_ref());
    check_order(shape, min, max);
    bounds(min.filter(|min| *min > 0), max)
}

fn range(shape: &Shape<'_>, number: &Number) -> Option<Bounds<String>> {
    let constraints = &shape.constraints;
    match number {
        Number::Integer(least, greatest) => {
            let limit = |limit: Limit<'_, '_>| {
                let (text, cursor) = limit?;
                // Some descriptions write the limits of an integer as floats.
                let whole =
                    text.parse::<i128>().ok().or_else(|| text.strip_suffix(".0")?.parse().ok());
                let number = whole.or_else(|| beyond(text));
                if number.is_none() {
                    cursor.problem(format!(
                        "a bound of an integer must be a whole number, not {text}"
                    ));
                }
                number
            };
            let min = limit(constraints.min.as_ref());
            let max = limit(constraints.max.as_ref());
            check_order(shape, min, max);
            let min = min.filter(|min| min > least && min <= greatest);
            bounds(
                min.map(|min| min.to_string()),
                max.filter(|max| max < greatest && max >= least).map(|max| max.to_string()),
            )
        }
        Number::Float(greatest) => {
            let limit =
                |limit: Limit<'_, '_>| Some((limit?.0.parse::<f64>().ok()?, limit?.0.clone()));
            let min = limit(constraints.min.as_ref());
            let max = limit(constraints.max.as_ref());
            check_order(
                shape,
                min.as_ref().map(|(min, _)| *min),
                max.as_ref().map(|(max, _)| *max),
            );
            let literal = |(_, text): (f64, String)| {
                if text.contains(['.', 'e', 'E']) { text } else { format!("{text}.0") }
            };
            bounds(
                min.filter(|(min, _)| *min > -greatest).map(literal),
                max.filter(|(max, _)| max < greatest).map(literal),
            )
        }
    }
}

/// A whole number that is written as a float, such as `9.2E18`.
fn beyond(text: &str) -> Option<i128> {
    let number: f64 = text.parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole, and what is out of range saturates, beyond all that an integer can hold"
    )]
    (number.fract() == 0.0).then_some(number as i128)
}

fn check_order<T: PartialOrd>(shape: &Shape<'_>, min: Option<T>, max: Option<T>) {
    let constraints = &shape.constraints;
    if min.zip(max).is_some_and(|(min, max)| min > max)
        && let (Some((min, cursor)), Some((max, _))) = (&constraints.min, &constraints.max)
    {
        cursor.problem(format!("the min, {min}, is greater than the max, {max}"));
    }
}

fn bounds<T>(min: Option<T>, max: Option<T>) -> Option<Bounds<T>> {
    (min.is_some() || max.is_some()).then_some(Bounds { min, max })
}
