//! The generator takes time and memory linear in the size of a description, however hostile it is,
//! and reports what it cannot follow as a problem.

use std::fmt::Write as _;

use chime_model_spec::generate;

/// A description with these shapes, and with one operation that does not refer to them.
fn description(shapes: &str) -> String {
    let metadata = r#"{ "apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json", "serviceFullName": "A", "serviceId": "A" }"#;
    let operations = r#"{ "Get": { "http": { "method": "GET", "requestUri": "/" } } }"#;
    format!(
        "{{ \"metadata\": {metadata}, \"operations\": {operations}, \"shapes\": {{ {shapes} }} }}"
    )
}

/// A description with `count` shapes. `form` writes one from its number and that of the next shape;
/// after the last one comes the first.
fn shapes(count: usize, form: impl Fn(usize, usize) -> String) -> String {
    let shapes: Vec<String> = (0..count).map(|number| form(number, (number + 1) % count)).collect();
    description(&shapes.join(",\n"))
}

/// A description of this size that is hostile in one way.
fn hostile(kind: &str, size: usize) -> String {
    let text = r#""Text": { "type": "string" }"#;
    match kind {
        "a chain of lists" => shapes(size, |this, next| match next {
            0 => format!(r#""L{this}": {{ "type": "string" }}"#),
            _ => format!(r#""L{this}": {{ "type": "list", "member": {{ "shape": "L{next}" }} }}"#),
        }),
        "a cycle of maps" => shapes(size, |this, next| {
            format!(
                r#""M{this}": {{ "type": "map", "key": {{ "shape": "M{this}" }}, "value": {{ "shape": "M{next}" }} }}"#
            )
        }),
        "a cycle of structures" => shapes(size, |this, next| {
            format!(
                r#""S{this}": {{ "type": "structure", "required": ["A"], "members": {{ "A": {{ "shape": "S{next}" }} }} }}"#
            )
        }),
        "a chain of structures, the last first" => shapes(size, |this, _| {
            let held = this.saturating_sub(1);
            format!(
                r#""S{this}": {{ "type": "structure", "members": {{ "A": {{ "shape": "S{held}" }} }} }}"#
            )
        }),
        "unknown shapes" => shapes(size, |this, _| {
            format!(r#""L{this}": {{ "type": "list", "member": {{ "shape": "K{this}" }} }}"#)
        }),
        "unknown keys" => {
            let keys: Vec<String> =
                (0..size).map(|number| format!(r#""key{number}": 1"#)).collect();
            description(&format!(
                r#""S": {{ "type": "structure", "members": {{}}, {} }}"#,
                keys.join(", ")
            ))
        }
        "required members that are not there" => {
            let (mut members, mut required) = (String::new(), String::new());
            for number in 0..size {
                let _ = write!(
                    members,
                    r#"{}"M{number}": {{ "shape": "Text" }}"#,
                    if number == 0 { "" } else { ", " }
                );
                let _ = write!(required, r#"{}"N{number}""#, if number == 0 { "" } else { ", " });
            }
            description(&format!(
                r#"{text}, "S": {{ "type": "structure", "required": [{required}], "members": {{ {members} }} }}"#
            ))
        }
        "values of one name" => {
            let values: Vec<String> = (0..size)
                .map(|number| {
                    format!("\"a{}\"", "_".repeat(number % 100) + &"-".repeat(number / 100))
                })
                .collect();
            description(&format!(r#""E": {{ "type": "string", "enum": [{}] }}"#, values.join(", ")))
        }
        "nested lists of HTML" => {
            let html = "<ul><li>".repeat(size);
            description(&format!(
                r#""S": {{ "type": "structure", "members": {{}}, "documentation": "{html}a" }}"#
            ))
        }
        "nested code of HTML" => {
            let html = "<p><code><b>".repeat(size);
            description(&format!(
                r#""S": {{ "type": "structure", "members": {{}}, "documentation": "{html}a" }}"#
            ))
        }
        "a long name of a structure" => {
            let members: Vec<String> = (0..size / 10)
                .map(|number| format!(r#""M{number}": {{ "shape": "None" }}"#))
                .collect();
            let name = "N".repeat(size);
            description(&format!(
                r#""{name}": {{ "type": "structure", "members": {{ {} }} }}"#,
                members.join(", ")
            ))
        }
        "labels" => {
            let path =
                (0..size).fold(String::new(), |path, number| path + &format!("/{{l{number}}}"));
            description(text).replace(r#""requestUri": "/""#, &format!(r#""requestUri": "{path}""#))
        }
        _ => unreachable!("{kind}"),
    }
}

const KINDS: [&str; 12] = [
    "a chain of lists",
    "a cycle of maps",
    "a cycle of structures",
    "a chain of structures, the last first",
    "unknown shapes",
    "unknown keys",
    "required members that are not there",
    "values of one name",
    "nested lists of HTML",
    "nested code of HTML",
    "a long name of a structure",
    "labels",
];

/// The stack of a test is 2 MB: code that recurses once per level overflows it. Quadratic code
/// takes minutes, exponential code never ends.
#[test]
fn generating_large_descriptions_ends() {
    for kind in KINDS {
        let text = hostile(kind, 10_000);
        let size = match generate("hostile.json", &text) {
            Ok(generated) => generated.len(),
            Err(problems) => problems.to_string().len(),
        };
        assert!(size < 100 * text.len(), "{kind}: {size} bytes come from {}", text.len());
    }
}

/// The limits are below those measured for the compiler: 40 lists, 30 sparse or sensitive lists, 63
/// structures, and 25 structures in lists.
#[test]
fn nesting_that_is_too_deep_for_the_compiler_is_a_problem() {
    let sparse = |size| {
        hostile("a chain of lists", size).replace("\"list\",", "\"list\", \"sparse\": true,")
    };
    for (deepest, chain) in [
        (37, &(|size| hostile("a chain of lists", size)) as &dyn Fn(usize) -> String),
        (28, &sparse),
        (55, &|size| hostile("a chain of structures, the last first", size)),
    ] {
        let problems = generate("hostile.json", &chain(deepest + 1)).expect_err("too deep");
        let expected = "contains types that are nested more than 110 levels deep, which the Rust compiler does not follow";
        let messages: Vec<&str> = problems.iter().map(chime_model_spec::Problem::message).collect();
        assert_eq!(messages, [expected], "{deepest}");
        generate("hostile.json", &chain(deepest)).expect("not too deep");
    }
}

#[test]
fn a_shape_that_contains_itself_without_a_structure_between_is_a_problem() {
    let cycle = shapes(3, |this, next| {
        format!(r#""L{this}": {{ "type": "list", "member": {{ "shape": "L{next}" }} }}"#)
    });
    let problems = generate("hostile.json", &cycle).expect_err("endless");
    let expected =
        "is nested in more than 100 lists and maps, or contains itself without a structure between";
    assert!(problems.to_string().contains(expected), "{problems}");
}

/// A constraint and a timestamp format inside many lists are not lost.
#[test]
fn deeply_nested_constraints_and_formats_are_kept() {
    let list = |this: usize| {
        format!(r#""L{this}": {{ "type": "list", "member": {{ "shape": "L{}" }} }}"#, this + 1)
    };
    let lists: Vec<String> = (0..30).map(list).collect();
    for (last, expected) in [
        (r#""L30": { "type": "string", "max": 7 }"#, "each(length(max = 7))"),
        (
            r#""L30": { "type": "timestamp", "timestampFormat": "iso8601" }"#,
            "timestamp = \"date-time\"",
        ),
    ] {
        let structure = r#""S": { "type": "structure", "members": { "A": { "shape": "L0" } } }"#;
        let generated = generate(
            "deep.json",
            &description(&format!("{}, {last}, {structure}", lists.join(", "))),
        )
        .expect("a description");
        assert!(generated.contains(expected), "{expected}");
    }
}

#[test]
fn a_byte_order_mark_is_ignored() {
    assert_eq!(
        generate("a.json", &format!("\u{feff}{}", description(""))),
        generate("a.json", &description(""))
    );
}
