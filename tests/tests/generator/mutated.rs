//! Whatever a file holds, the generator returns Rust code or problems, and never panics.

use chime_model_spec::{CHIME, generate};
use chime_model_tests::seeds;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

const EDGE_CASES: &str = include_str!("../../descriptions/edge_cases.json");

/// The result is Rust or at least one problem, each with a place in the file.
fn check(text: &str) -> Result<(), TestCaseError> {
    match generate("d.json", text) {
        Ok(code) => prop_assert!(syn::parse_file(&code).is_ok(), "{code}"),
        Err(problems) => {
            prop_assert!(problems.iter().next().is_some());
            for problem in &problems {
                // The end of a text may be on the line after its last one.
                prop_assert!((1..=text.lines().count() + 1).contains(&problem.line()), "{problem}");
                prop_assert!(problem.column() >= 1 && !problem.message().is_empty());
            }
        }
    }
    Ok(())
}

#[derive(Clone, Debug)]
enum Edit {
    Delete,
    Replace(Value),
    Rename(String),
    /// Copies the value to another key.
    Copy(String),
    /// Replaces the value with another one of the description.
    Exchange(Index),
}

/// Values that mean something in descriptions, in the right places and in wrong ones.
fn value() -> impl Strategy<Value = Value> {
    let known = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!(""),
        json!("String"),
        json!("Room"),
        json!("structure"),
        json!("list"),
        json!("map"),
        json!("string"),
        json!("blob"),
        json!("uri"),
        json!("querystring"),
        json!("header"),
        json!("headers"),
        json!("statusCode"),
        json!("/a/{b+}?c"),
        json!("[("),
        json!(["Name"]),
        json!({ "shape": "Room" }),
        json!({ "shape": "CreateRoomRequest" }),
        json!({ "type": "list", "member": { "shape": "Room" } }),
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()), 1 => any::<String>().prop_map(Value::from), 1 => "[a-z0-9\"\\\\\n\r/*]{0,8}".prop_map(Value::from)]
}

fn key() -> impl Strategy<Value = String> {
    let known = [
        "type",
        "shape",
        "members",
        "required",
        "payload",
        "location",
        "locationName",
        "union",
        "document",
        "exception",
        "fault",
        "enum",
        "min",
        "max",
        "pattern",
        "sensitive",
        "sparse",
        "idempotencyToken",
        "jsonvalue",
        "hostLabel",
        "deprecated",
        "timestampFormat",
        "documentation",
        "key",
        "value",
        "member",
        "Room",
        "Option",
        "Self",
        "CreateRoom",
        "http",
        "endpoint",
        "errors",
        "input",
    ];
    prop_oneof![3 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        Just(Edit::Delete),
        value().prop_map(Edit::Replace),
        key().prop_map(Edit::Rename),
        key().prop_map(Edit::Copy),
        any::<Index>().prop_map(Edit::Exchange),
    ]
}

/// The JSON pointers of all values except the root.
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

fn apply(description: &mut Value, at: Index, edit: Edit) {
    let mut all = Vec::new();
    pointers(description, "", &mut all);
    if all.is_empty() {
        return;
    }
    let pointer = at.get(&all);
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let key = key.replace("~1", "/").replace("~0", "~");
    let other = match &edit {
        Edit::Exchange(other) => description.pointer(other.get(&all).as_str()).cloned(),
        _ => None,
    };
    let Some(Value::Object(object)) = description.pointer_mut(parent) else { return };
    match edit {
        Edit::Delete => drop(object.remove(&key)),
        Edit::Replace(value) => drop(object.insert(key, value)),
        Edit::Rename(name) => {
            let value = object.remove(&key).expect("the pointer names one of its keys");
            object.insert(name, value);
        }
        Edit::Copy(name) => {
            let value = object[&key].clone();
            object.insert(name, value);
        }
        Edit::Exchange(_) => drop(object.insert(key, other.unwrap_or_default())),
    }
}

fn description() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(CHIME), Just(EDGE_CASES)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..seeds::config() })]

    #[test]
    fn descriptions_with_some_edits(text in description(), edits in prop::collection::vec((any::<Index>(), edit()), 1..4)) {
        let mut description: Value = serde_json::from_str(text).expect("JSON");
        for (at, edit) in edits {
            apply(&mut description, at, edit);
        }
        check(&serde_json::to_string_pretty(&description).expect("JSON"))?;
    }

    #[test]
    fn texts_that_are_cut_off(text in description(), at in any::<Index>()) {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        check(&text[..*at.get(&ends)])?;
    }

    #[test]
    fn texts_with_other_bytes(text in description(), at in any::<Index>(), bytes in prop::collection::vec(any::<u8>(), 1..4)) {
        let mut text = text.as_bytes().to_vec();
        let at = at.index(text.len() - 4);
        text[at..at + bytes.len()].copy_from_slice(&bytes);
        check(&String::from_utf8_lossy(&text))?;
    }

    #[test]
    fn texts_with_a_part_twice(text in description(), from in any::<Index>(), to in any::<Index>()) {
        let lines: Vec<&str> = text.lines().collect();
        let (from, to) = (from.index(lines.len()), to.index(lines.len()));
        let mut doubled = lines.clone();
        doubled.insert(to, lines[from]);
        check(&doubled.join("\n"))?;
    }

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text)?;
    }
}
