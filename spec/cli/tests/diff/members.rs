//! The members that reach a shape: a change of the shape is one difference, and names them.

use crate::{CHIME, differences};

/// A description of as many messages as there are names, each of which holds the shape itself or in
/// a list.
fn description(names: &[&str], shape: &str, shapes: &str) -> String {
    let (operations, messages): (Vec<String>, Vec<String>) = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let target = if index % 2 == 0 { shape.to_owned() } else { format!("{shape}s") };
            (
                format!(r#""{name}": {{ "http": {{ "method": "POST", "requestUri": "/{name}" }}, "input": {{ "shape": "{name}Request" }} }}"#),
                format!(r#""{name}Request": {{ "type": "structure", "members": {{ "Id": {{ "shape": "{target}" }} }} }}"#),
            )
        })
        .unzip();
    format!(
        r#"{{
  "metadata": {{ "apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json", "serviceFullName": "A", "serviceId": "A" }},
  "operations": {{ {} }},
  "shapes": {{ {},
{shapes} }}
}}"#,
        operations.join(", "),
        messages.join(", ")
    )
}

fn shown(old: &str, new: &str) -> Vec<String> {
    let mut shown: Vec<String> = differences(old, new).iter().map(ToString::to_string).collect();
    shown.retain(|line| !line.contains("the shape is added"));
    shown
}

const OLD: &str = r#"
"Name": { "type": "string", "max": 9 },
"Names": { "type": "list", "member": { "shape": "Name" } }"#;

#[test]
fn a_shape_that_has_changed_is_one_line() {
    for (names, members) in [
        (&["A"][..], "ARequest.Id"),
        (&["A", "B", "C"], "ARequest.Id, BRequest.Id, CRequest.Id"),
        (&["A", "B", "C", "D"], "ARequest.Id, BRequest.Id, CRequest.Id and 1 more"),
    ] {
        let old = description(names, "Name", OLD);
        assert_eq!(
            shown(&old, &old.replace('9', "8")),
            [format!(
                "new.json:6:36: shapes.Name.max: the max is 8, was 9 in requests; in {members}; breaks callers and validators"
            )]
        );
    }
}

#[test]
fn a_shape_in_the_place_of_another_is_one_line() {
    let shapes = OLD.to_owned()
        + r#",
"Label": { "type": "string", "max": 8 },
"Labels": { "type": "list", "member": { "shape": "Label" } }"#;
    let names = ["A", "B", "C", "D", "E"];
    for count in 1..=5 {
        let old = description(&names[..count], "Name", &shapes);
        let new = description(&names[..count], "Label", &shapes);
        let found = differences(&old, &new);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path(), "shapes.ARequest.members.Id");
        assert_eq!(
            found[0].message(),
            "the max is 8, was 9 in requests: \"Label\" in the place of \"Name\""
        );
        let members: Vec<String> =
            names[..count].iter().map(|name| format!("{name}Request.Id")).collect();
        assert_eq!(found[0].members().collect::<Vec<_>>(), members);
    }
}

/// A shape may be replaced in requests and in responses: the uses of all its members count.
#[test]
fn all_uses_of_a_replaced_shape_count() {
    let new = CHIME.replace("\"shape\": \"NonEmptyString\"", "\"shape\": \"String\"");
    let lines = shown(CHIME, &new);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains(
        "the pattern \".*\\\\S.*\" is removed in requests and responses: \"String\" in the place of \"NonEmptyString\"; in CreateRoomRequest.AccountId, Room.AccountId, Room.CreatedBy and 1 more; breaks servers and validators"
    ), "{lines:?}");
}

/// Enumerations are types of their own: who holds the old one cannot pass the new one.
#[test]
fn an_enumeration_in_the_place_of_another_breaks_rust_users_once() {
    let shapes = r#"
"Name": { "type": "string", "enum": ["X"] },
"Names": { "type": "list", "member": { "shape": "Name" } },
"Label": { "type": "string", "enum": ["X"] },
"Labels": { "type": "list", "member": { "shape": "Label" } }"#;
    let old = description(&["A", "B", "C"], "Name", shapes);
    let new = description(&["A", "B", "C"], "Label", shapes);
    let lines = shown(&old, &new);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].ends_with(
        "the shape is \"Label\", was \"Name\"; in ARequest.Id, BRequest.Id, CRequest.Id; breaks Rust users"
    ), "{lines:?}");
}

#[test]
fn a_constraint_of_a_member_wins_over_that_of_its_shape() {
    let old = description(&["A"], "Name", OLD);
    let own = |constraints: &str| {
        old.replace(
            r#""Id": { "shape": "Name" }"#,
            &format!(r#""Id": {{ "shape": "Name"{constraints} }}"#),
        )
    };
    for (old, new, line) in [
        (
            own(""),
            own(r#", "max": 8"#),
            "new.json:4:95: shapes.ARequest.members.Id.max: the max is 8, was 9 in requests; breaks \
             callers and validators",
        ),
        (
            own(r#", "max": 8"#),
            own(""),
            "new.json:4:80: shapes.ARequest.members.Id: the max is 9, was 8 in requests; breaks \
             servers and validators",
        ),
        (
            own(r#", "pattern": "a""#),
            own(r#", "pattern": "b""#),
            "new.json:4:99: shapes.ARequest.members.Id.pattern: the pattern is \"b\", was \"a\" in \
             requests; breaks callers, servers and validators",
        ),
    ] {
        assert_eq!(shown(&old, &new), [line]);
    }
    assert_eq!(
        shown(&own(r#", "max": 9"#), &own("")),
        ["new.json:4:80: shapes.ARequest.members.Id: the max is that of the shape, as it was"]
    );
}
