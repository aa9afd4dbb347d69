//! botocore adds keys to its descriptions. A new key does not break a build if messages cannot
//! depend on it, and the generated text lists the ignored keys.

use chime_model_spec::{CHIME, generate};
use serde_json::{Value, json};

/// The description of CreateRoom with a key `futureKey` in each of the objects at these paths.
fn with_keys(pointers: &[&str]) -> String {
    let mut description: Value = serde_json::from_str(CHIME).expect("JSON");
    for pointer in pointers {
        let object = description.pointer_mut(pointer).expect("an object of the description");
        object["futureKey"] = json!({ "shape": "NoSuchShape" });
    }
    description.to_string()
}

#[test]
fn keys_beside_shapes_are_ignored_and_listed() {
    let text = with_keys(&[
        "",
        "/metadata",
        "/operations/CreateRoom",
        "/operations/CreateRoom/http",
        "/operations/CreateRoom/input",
        "/operations/CreateRoom/output",
        "/operations/CreateRoom/errors/0",
    ]);
    let generated = generate("chime.json", &text).expect("no problems");
    let plain = generate("chime.json", &with_keys(&[])).expect("no problems");
    let comment = "// Keys of the description that are unknown and were ignored: futureKey, \
                   metadata.futureKey, operations.*.errors[0].futureKey, operations.*.futureKey, \
                   operations.*.http.futureKey, operations.*.input.futureKey, \
                   operations.*.output.futureKey\n";
    let (first, rest) = plain.split_once('\n').expect("lines");
    assert_eq!(generated, format!("{first}\n{comment}{rest}"));
    assert!(first.starts_with("// ") && rest.starts_with('\n'), "{first}");
}

#[test]
fn keys_of_shapes_are_problems_that_say_how_to_leave_them_out() {
    for (pointer, path) in [
        ("/shapes/ErrorCode", "shapes.ErrorCode.futureKey"),
        ("/shapes/CreateRoomRequest", "shapes.CreateRoomRequest.futureKey"),
        (
            "/shapes/CreateRoomRequest/members/Name",
            "shapes.CreateRoomRequest.members.Name.futureKey",
        ),
        ("/shapes/NotFoundException/error", "shapes.NotFoundException.error.futureKey"),
    ] {
        let problems = generate("my chime.json", &with_keys(&[pointer])).expect_err("a problem");
        let problem = problems.iter().next().expect("a problem");
        assert_eq!((problem.path(), problems.iter().len()), (path, 1));
        let expected = format!(
            "unknown key \"futureKey\"; to leave it out: chime-model slice 'my chime.json' --without {path}"
        );
        assert_eq!(problem.message(), expected);
    }
}

#[test]
fn the_comment_stays_a_comment_whatever_the_keys_are() {
    let mut description: Value = serde_json::from_str(CHIME).expect("JSON");
    description["metadata"]["a\nstruct Planted;\u{2028}\r"] = json!(1);
    let generated = generate("chime.json", &description.to_string()).expect("no problems");
    let second = generated.lines().nth(1).expect("a line");
    assert!(second.ends_with(r"ignored: metadata.a\nstruct Planted;\u{2028}\r"), "{second}");
}

#[test]
fn the_full_name_of_a_service_is_optional() {
    let mut description: Value = serde_json::from_str(CHIME).expect("JSON");
    let metadata = description["metadata"].as_object_mut().expect("an object");
    metadata.remove("serviceFullName").expect("the full name");
    let generated = generate("chime.json", &description.to_string()).expect("no problems");
    assert!(generated.contains("\n/// Chime, version 2018-05-01 of its API.\n"), "{generated}");
}
