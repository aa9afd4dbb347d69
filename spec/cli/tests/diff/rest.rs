//! Descriptions of which a part cannot be generated: the rest is compared, and each part that is
//! not is named.

use chime_model_cli::{Audience, Difference, Kind, diff};

use crate::{CHIME, TOUR, differences};

/// An operation with a stream of events that is not the payload, as the entries of `operations`
/// and of `shapes`.
const WATCH: [&str; 2] = [
    r#""WatchRooms": { "http": { "method": "GET", "requestUri": "/rooms" }, "output": { "shape": "Rooms" } }"#,
    r#""Rooms": { "type": "structure", "members": { "Events": { "shape": "Events" }, "Next": { "shape": "PageToken" } } },
    "Events": { "type": "structure", "members": {}, "eventstream": true },
    "PageToken": { "type": "string", "max": 9 }"#,
];

/// The same operation without the stream.
fn watch_without_stream() -> [String; 2] {
    WATCH.map(|text| text.replace(", \"eventstream\": true", ""))
}

/// A description with more operations and shapes, before or after those that it has.
fn with(text: &str, [operation, shapes]: [&str; 2], is_first: bool) -> String {
    let mut text = text.to_owned();
    for (section, added) in [("operations", operation), ("shapes", shapes)] {
        let start = text.find(&format!("\n  \"{section}\": {{")).expect("a section");
        if is_first {
            let at = start + text[start..].find('{').expect("an object") + 1;
            text.insert_str(at, &format!("\n    {added},"));
        } else {
            let at = start + text[start..].find("\n  }").expect("its end");
            text.insert_str(at, &format!(",\n    {added}"));
        }
    }
    text
}

fn is_not_compared(difference: &Difference) -> bool {
    difference.kind() == Kind::NotCompared
}

fn shown(found: &[Difference]) -> Vec<String> {
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn the_rest_is_compared() {
    for is_first in [true, false] {
        let old = with(CHIME, WATCH, is_first);
        let new = old.replace("\"max\": 64", "\"max\": 32");
        let all = differences(&old, &new);
        let (named, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(is_not_compared);
        assert_eq!(named.len(), 1, "{named:?}");
        assert!(
            named[0].to_string().ends_with(": operations.WatchRooms: not compared: shapes.Rooms.members.Events: a stream of events must be the payload of an input or an output"),
            "{}", named[0]
        );
        // The places are those in the files, although parts of the files are left out.
        let line = new.lines().position(|line| line.contains("\"max\": 32")).expect("a line") + 1;
        let [found] = &rest[..] else { panic!("{rest:?}") };
        assert_eq!((found.line(), found.path()), (line, "shapes.ClientRequestToken.max"));
        let column = new.lines().nth(line - 1).and_then(|line| line.find("32")).expect("a column");
        assert_eq!(found.column(), column + 1);
    }
}

/// What is left out changes nothing in the comparison of the rest.
#[test]
fn differences_are_those_of_the_rest_alone() {
    let changed = TOUR.replace("\"min\": 1", "\"min\": 2").replace("\"max\": 3", "\"max\": 4");
    assert_ne!(changed, TOUR);
    let expected = differences(TOUR, &changed);
    for is_first in [true, false] {
        let found = differences(&with(TOUR, WATCH, is_first), &with(&changed, WATCH, is_first));
        let compared = |found: &[Difference]| -> Vec<_> {
            let rest = found.iter().filter(|difference| !is_not_compared(difference));
            let about = |difference: &Difference| {
                (
                    difference.path().to_owned(),
                    difference.message().to_owned(),
                    difference.breaks().collect::<Vec<_>>(),
                )
            };
            rest.map(about).collect()
        };
        assert_eq!(compared(&found), compared(&expected));
    }
}

#[test]
fn an_operation_that_no_longer_generates_breaks_rust_users() {
    let [operation, shapes] = watch_without_stream();
    let plain = with(CHIME, [&operation, &shapes], true);
    let streamed = with(CHIME, WATCH, true);
    for (old, new, breaks, message) in [
        (
            &plain,
            &streamed,
            vec![Audience::RustUsers],
            "not compared: shapes.Rooms.members.Events: a stream of events must be the payload of an input or an output",
        ),
        (
            &streamed,
            &plain,
            vec![],
            "not compared: the old description: shapes.Rooms.members.Events: a stream of events must be the payload of an input or an output",
        ),
    ] {
        let found = differences(old, new);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message(), message);
        assert_eq!(found[0].breaks().collect::<Vec<_>>(), breaks);
    }
}

#[test]
fn an_operation_of_one_description_is_added_or_removed() {
    let streamed = with(CHIME, WATCH, false);
    let added = differences(CHIME, &streamed);
    assert_eq!((added.len(), added[0].kind()), (1, Kind::OperationAdded), "{added:?}");
    assert!(added[0].breaks().next().is_none());
    let removed = differences(&streamed, CHIME);
    assert_eq!((removed.len(), removed[0].kind()), (1, Kind::OperationRemoved), "{removed:?}");
    assert_eq!(removed[0].breaks().collect::<Vec<_>>(), [Audience::Callers]);
    assert_eq!(removed[0].file(), "old.json");
}

/// Shapes that no operation needs are compared, except for those that have a problem.
#[test]
fn shapes_without_an_operation_are_compared() {
    let shapes = r#""Loose": { "type": "string", "max": 9 },
    "Wrong": { "type": "string", "pattern": "(" },
    "Holder": { "type": "structure", "members": { "Wrong": { "shape": "Wrong" } } }"#;
    let old = with(
        CHIME,
        [r#""Other": { "http": { "method": "GET", "requestUri": "/" } }"#, shapes],
        true,
    );
    let new = old.replace("\"max\": 9", "\"max\": 8");
    let found = shown(&differences(&old, &new));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("shapes.Loose.max: the max is 8, was 9"), "{found:?}");
    assert!(found[1].contains("shapes.Wrong: not compared: shapes.Wrong.pattern: "), "{found:?}");
}

#[test]
fn problems_outside_of_the_parts_leave_nothing_to_compare() {
    let streamed = with(CHIME, WATCH, false);
    for broken in [
        streamed.replace("\"rest-json\"", "\"query\""),
        streamed.replace("\"operations\": {", "\"operations\": { \"WatchRooms\": {},"),
        // Each operation has a problem in one of the two descriptions.
        CHIME.replace("\"shape\": \"CreateRoomRequest\"", "\"shape\": \"None\""),
    ] {
        assert!(diff(("old.json", &streamed), ("new.json", &broken)).is_err(), "{broken}");
    }
}

/// Characters of several bytes, and what is left out on the same line.
#[test]
fn what_is_left_out_moves_nothing() {
    let metadata = r#"{"apiVersion":"1","endpointPrefix":"a","protocol":"rest-json","serviceFullName":"Ä","serviceId":"A"}"#;
    let description = |max: u8| {
        format!(
            r#"{{"metadata":{metadata},"shapes":{{"Ünused":{{"type":"string","pattern":"("}},"In":{{"type":"structure","members":{{"A":{{"shape":"S","locationName":"Ä"}}}}}},"S":{{"type":"string","max":{max}}}}},
"operations":{{"Wröng":{{"http":{{"method":"GÄT","requestUri":"/"}}}},"Put":{{"http":{{"method":"POST","requestUri":"/"}},"input":{{"shape":"In"}}}}}}}}"#
        )
    };
    let new = description(8);
    let found = differences(&description(9), &new);
    let max = found.iter().find(|found| found.path() == "shapes.S.max").expect("the max");
    let before = new.split("\"max\":").next().expect("a text");
    assert_eq!((max.line(), max.column()), (1, before.chars().count() + "\"max\":".len() + 1));
    assert_eq!(found.iter().filter(|found| is_not_compared(found)).count(), 2, "{found:?}");
}
