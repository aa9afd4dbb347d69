//! The schemas of numbers, and their ranges.

use chime_model_vocabulary::Bounds;
use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

/// An integer with the bounds of its type.
pub(crate) fn integer(format: &str, least: i64, greatest: i64) -> Schema {
    json_schema!({ "type": "integer", "format": format, "minimum": least, "maximum": greatest })
}

/// A float: a number with the bounds of its type, or the name of one of the three floats for which
/// JSON has no number (rule J3).
pub(crate) fn float(greatest: Option<f32>) -> Schema {
    let mut number = json!({ "type": "number" });
    // The shortest text of the number, which the type reads as the number itself.
    let bound = |text: String| serde_json::from_str::<Value>(&text).unwrap_or_default();
    if let Some(greatest) = greatest {
        number["minimum"] = bound(format!("{:e}", -greatest));
        number["maximum"] = bound(format!("{greatest:e}"));
    }
    json_schema!({ "anyOf": [
        number,
        { "type": "string", "enum": ["NaN", "Infinity", "-Infinity"] },
    ] })
}

/// Limits a number to a range. `NaN` is within no range, and an infinity is within a range that is
/// open on its side.
pub(crate) fn limit(schema: &mut Map<String, Value>, Bounds { min, max }: &Bounds<String>) {
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else {
        set_bounds(schema, min.as_ref(), max.as_ref());
        return;
    };
    let [Value::Object(number), Value::Object(named)] = &mut choices[..] else { return };
    set_bounds(number, min.as_ref(), max.as_ref());
    let infinities = [("Infinity", max.is_none()), ("-Infinity", min.is_none())];
    let within: Vec<&str> =
        infinities.into_iter().filter(|(_, is_within)| *is_within).map(|(name, _)| name).collect();
    if within.is_empty() {
        let number = std::mem::take(number);
        schema.remove("anyOf");
        schema.extend(number);
    } else {
        named.insert("enum".to_owned(), json!(within));
    }
}

fn set_bounds(number: &mut Map<String, Value>, min: Option<&String>, max: Option<&String>) {
    for (keyword, bound) in [("minimum", min), ("maximum", max)] {
        let bound: Option<Value> = bound.and_then(|bound| serde_json::from_str(bound).ok());
        number.extend(bound.map(|bound| (keyword.to_owned(), bound)));
    }
}
