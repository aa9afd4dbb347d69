//! What holds for any two descriptions: nothing is reported where nothing differs, nothing that
//! differs is missed, and every pair, however hostile, gives a list of differences or of problems.

use chime_model_cli::{Kind, diff};
use chime_model_spec::generate;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::{CHIME, EDGES, TOUR, differences};

#[test]
fn a_description_does_not_differ_from_itself() {
    for text in [CHIME, EDGES, TOUR] {
        assert_eq!(differences(text, text), []);
    }
}

#[test]
fn problems_of_both_are_reported() {
    let broken = |name: &str| {
        CHIME
            .replace("\"SensitiveString\" }", &format!("\"{name}\" }}"))
            .replace("\"SensitiveString\",", &format!("\"{name}\","))
    };
    let problems = diff(("old.json", &broken("One")), ("new.json", &broken("Two")))
        .expect_err("unknown shapes")
        .to_string();
    assert!(problems.contains("old.json:") && problems.contains("\"One\""), "{problems}");
    assert!(problems.contains("new.json:") && problems.contains("\"Two\""), "{problems}");
    assert!(diff(("old.json", ""), ("new.json", CHIME)).is_err());
}

#[test]
fn descriptions_without_anything_in_common_take_no_longer_than_others() {
    // Each description has circles of structures. The lengths of two circles have no common
    // divisor, so every structure of one meets every structure of the other.
    let circles = |name: &str, length: usize| {
        let shape = |circle: usize, index: usize| {
            let next = (index + 1) % length;
            format!(
                "\"{name}{circle}x{index}\": {{ \"type\": \"structure\", \"members\": {{ \"Next\": {{ \"shape\": \"{name}{circle}x{next}\" }} }} }}"
            )
        };
        let operation = |circle: usize| {
            format!(
                "\"Go{circle}\": {{ \"http\": {{ \"method\": \"POST\", \"requestUri\": \"/{circle}\" }}, \"input\": {{ \"shape\": \"{name}{circle}x0\" }} }}"
            )
        };
        let shapes = (0..10).flat_map(|circle| (0..length).map(move |index| shape(circle, index)));
        format!(
            r#"{{ "metadata": {{ "apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json", "serviceFullName": "A", "serviceId": "A" }},
            "operations": {{ {} }},
            "shapes": {{ {} }} }}"#,
            (0..10).map(operation).collect::<Vec<_>>().join(","),
            shapes.collect::<Vec<_>>().join(",")
        )
    };
    let problems = diff(("old.json", &circles("A", 50)), ("new.json", &circles("B", 49)))
        .expect_err("too many pairs");
    assert_eq!(
        problems.to_string(),
        "new.json:1:1: has too little in common with old.json to be compared"
    );
    assert!(diff(("old.json", &circles("A", 50)), ("new.json", &circles("B", 50))).is_ok());
}

/// Every JSON pointer of a description.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(array) => {
            array.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in children {
        let pointer = format!("{at}/{key}");
        pointers(value, &pointer, found);
        found.push(pointer);
    }
}

/// A change at a place: what is there goes, or takes the value of another place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    at: Index,
    with: Option<Index>,
}

/// The name of a description, by which a failure shows it.
pub(crate) fn base() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["chime", "edges", "tour"])
}

fn text_of(base: &str) -> &'static str {
    match base {
        "chime" => CHIME,
        "edges" => EDGES,
        _ => TOUR,
    }
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (any::<Index>(), proptest::option::of(any::<Index>()))
        .prop_map(|(at, with)| Change { at, with });
    proptest::collection::vec(change, 1..4)
}

/// The description with the changes, if the generator takes it then.
pub(crate) fn changed(base: &str, changes: &[Change]) -> Option<String> {
    let mut description: Value = serde_json::from_str(text_of(base)).expect("JSON");
    for change in changes {
        let mut all = Vec::new();
        pointers(&description, "", &mut all);
        let pointer = change.at.get(&all);
        let kin: Vec<&String> = all.iter().filter(|other| is_kin(pointer, other)).collect();
        let value =
            change.with.and_then(|with| description.pointer(with.get::<&String>(&kin)).cloned());
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
        let key = key.replace("~1", "/").replace("~0", "~");
        match (description.pointer_mut(parent), value) {
            (Some(Value::Object(object)), Some(value)) => drop(object.insert(key, value)),
            (Some(Value::Object(object)), None) => drop(object.remove(&key)),
            (Some(Value::Array(array)), Some(value)) => {
                array[key.parse::<usize>().expect("an index")] = value;
            }
            (Some(Value::Array(array)), None) => drop(array.remove(key.parse().expect("an index"))),
            _ => {}
        }
    }
    let text = serde_json::to_string_pretty(&description).expect("JSON");
    generate("d.json", &text).is_ok().then_some(text)
}

/// Whether the values of two places are of one sort, so that one in the place of the other is
/// likely to be a description.
fn is_kin(left: &str, right: &str) -> bool {
    let sort = |pointer: &str| {
        (
            pointer.split('/').nth(1).map(str::to_owned),
            pointer.matches('/').count(),
            pointer.rsplit('/').next().map(str::to_owned),
        )
    };
    let left = sort(left);
    let right = sort(right);
    left.0 == right.0 && left.1 == right.1 && (left.1 < 3 || left.2 == right.2)
}

/// A description without what changes nothing: order, flags that are false, empty lists, an error
/// that is listed twice, the status of an error that is the one of its fault.
fn essence(text: &str) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|key, value| {
                    *value != Value::Bool(false)
                        && !(matches!(key.as_str(), "required" | "enum" | "errors")
                            && *value == Value::Array(Vec::new()))
                });
                object.values_mut().for_each(strip);
                if let Some(Value::Array(errors)) = object.get_mut("errors") {
                    errors.dedup();
                }
            }
            Value::Array(array) => {
                array.iter_mut().for_each(strip);
                array.sort_by_key(ToString::to_string);
            }
            _ => {}
        }
    }
    let mut description: Value = serde_json::from_str(text).expect("JSON");
    description["shapes"]
        .as_object_mut()
        .into_iter()
        .flat_map(|shapes| shapes.values_mut())
        .for_each(settle_error);
    let operations = description["operations"]
        .as_object_mut()
        .into_iter()
        .flat_map(|operations| operations.values_mut());
    // The `name` of an operation only repeats its key.
    operations
        .filter_map(Value::as_object_mut)
        .for_each(|operation| drop(operation.remove("name")));
    strip(&mut description);
    description
}

/// Writes out the status that an error has by default. Its flags are compared as they are written.
fn settle_error(shape: &mut Value) {
    if shape["exception"] == true || shape["error"].is_object() {
        let is_fault = shape["fault"] == true;
        let status =
            shape["error"]["httpStatusCode"].as_u64().unwrap_or(if is_fault { 500 } else { 400 });
        shape["error"]["httpStatusCode"] = status.into();
    }
}

/// The places where two values are not the same.
fn unequal(left: &Value, right: &Value) -> Vec<String> {
    let mut places = Vec::new();
    pointers(left, "", &mut places);
    pointers(right, "", &mut places);
    places.retain(|pointer| left.pointer(pointer) != right.pointer(pointer));
    places
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_differs_is_reported_and_nothing_else(base in base(), changes in changes()) {
        let (Some(old), Some(new)) = (changed(base, &[]), changed(base, &changes)) else { return Ok(()) };
        for (old, new) in [(&old, &new), (&new, &old)] {
            let found = differences(old, new);
            let unequal = unequal(&essence(old), &essence(new));
            prop_assert_eq!(found.is_empty(), unequal.is_empty(), "{:?} at {:?}", found, unequal);
        }
        prop_assert_eq!(differences(&new, &new), []);
    }

    #[test]
    fn what_nobody_depends_on_breaks_nobody(base in base(), at in any::<Index>(), text in "[a-z<>]{0,9}") {
        let mut description: Value = serde_json::from_str(text_of(base)).expect("JSON");
        let mut all = Vec::new();
        pointers(&description, "", &mut all);
        all.retain(|pointer| pointer.ends_with("/documentation"));
        *description.pointer_mut(at.get::<String>(&all)).expect("a text") = Value::from(text);
        let found = differences(text_of(base), &description.to_string());
        let found: Vec<_> = found.iter().filter(|difference| difference.kind() != Kind::RustChanged).collect();
        prop_assert!(found.iter().all(|difference| difference.kind() == Kind::DocumentationChanged && difference.breaks().next().is_none()), "{:?}", found);
    }

    #[test]
    fn no_pair_is_too_hostile(old in changes(), new in changes(), text in any::<String>()) {
        let (old, new) = (changed("tour", &old), changed("tour", &new));
        if let (Some(old), Some(new)) = (old, new) {
            differences(&old, &new);
        }
        prop_assert!(diff(("old.json", &text), ("new.json", TOUR)).is_err());
    }
}
