//! The order of a file. `diff` ignores it, since JSON objects have no order, unless it changes the
//! Rust types.

use crate::differences;

/// A description of two structures that hold each other, and of a message whose two required
/// members are strings.
fn description(shapes: [&str; 2], members: [&str; 2]) -> String {
    format!(
        r#"{{
  "metadata": {{ "apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json", "serviceFullName": "A", "serviceId": "A" }},
  "operations": {{ "Send": {{ "http": {{ "method": "POST", "requestUri": "/" }}, "input": {{ "shape": "SendRequest" }} }} }},
  "shapes": {{
    "SendRequest": {{ "type": "structure", "required": ["From", "To"], "members": {{ {}, {} }} }},
    {},
    {},
    "Text": {{ "type": "string" }}
  }}
}}"#,
        members[0], members[1], shapes[0], shapes[1]
    )
}

const HEN: &str = r#""Hen": { "type": "structure", "members": { "Egg": { "shape": "Egg" } } }"#;
const EGG: &str = r#""Egg": { "type": "structure", "members": { "Hen": { "shape": "Hen" } } }"#;
const FROM: &str = r#""From": { "shape": "Text" }"#;
const TO: &str = r#""To": { "shape": "Text" }"#;

fn shown(old: &str, new: &str) -> Vec<String> {
    differences(old, new).iter().map(ToString::to_string).collect()
}

#[test]
fn another_box_is_another_type() {
    let (old, new) = (description([HEN, EGG], [FROM, TO]), description([EGG, HEN], [FROM, TO]));
    assert_eq!(
        shown(&old, &new),
        [
            "new.json:6:55: shapes.Egg.members.Hen: `hen` of `Egg` is of the type `Hen`, was of `Box<Hen>`; breaks Rust users",
            "new.json:7:55: shapes.Hen.members.Egg: `egg` of `Hen` is of the type `Box<Egg>`, was of `Egg`; breaks Rust users",
        ]
    );
}

#[test]
fn another_order_of_required_members_is_another_constructor() {
    let (old, new) = (description([HEN, EGG], [FROM, TO]), description([HEN, EGG], [TO, FROM]));
    assert_eq!(
        shown(&old, &new),
        [
            "new.json:5:20: shapes.SendRequest: `SendRequest::new` takes its members in the order To, From, was From, To; breaks Rust users"
        ]
    );
}

#[test]
fn the_order_of_lists_of_names_is_none() {
    let old = description([HEN, EGG], [FROM, TO]);
    assert_eq!(shown(&old, &old.replace(r#"["From", "To"]"#, r#"["To", "From"]"#)), [""; 0]);
}
