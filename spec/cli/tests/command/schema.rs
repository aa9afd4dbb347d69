//! `schema`: the files that it writes, and what it says of examples that do not fit.

use std::path::Path;

use serde_json::Value;

use super::{folder, run, stderr, stdout, with_a_mistake};

const FILES: [&str; 5] = [
    "manifest.json",
    "chime/2018-05-01/openapi-3.0.json",
    "chime/2018-05-01/openapi-3.1.json",
    "chime/2018-05-01/draft-07/CreateRoomRequest.json",
    "chime/2018-05-01/2020-12/NotFoundException.json",
];

fn read(file: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).expect("the file is written"))
        .expect("it is JSON")
}

/// Runs the command on the description of this package.
fn schema(out: &Path, arguments: &[&str]) -> std::process::Output {
    let out = out.to_str().expect("a path in UTF-8");
    run(&[&["schema", "-", "--out", out], arguments].concat(), chime_model_spec::CHIME)
}

#[test]
fn every_file_is_written() {
    let out = folder("schema");
    let output = schema(&out, &["--doc-version", "3.2.1", "--license", "MIT"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert_eq!(stdout(&output), format!("wrote 30 files to {}\n", out.display()));
    for file in FILES {
        read(&out.join(file));
    }
    let info = &read(&out.join(FILES[2]))["info"];
    assert_eq!(
        (&info["version"], &info["license"]["identifier"]),
        (&"3.2.1".into(), &"MIT".into())
    );
    let manifest = read(&out.join(FILES[0]));
    assert_eq!(manifest["files"].as_object().map(serde_json::Map::len), Some(22));
    assert_eq!(manifest["package"]["name"], "chime-model-cli");
}

#[test]
fn examples_are_shown() {
    let out = folder("schema-examples");
    let examples = out.join("examples.json");
    std::fs::write(&examples, crate::EXAMPLES).expect("the folder can be written");
    assert_eq!(
        schema(&out, &["--examples", examples.to_str().expect("UTF-8")]).status.code(),
        Some(0)
    );
    let body = &read(&out.join(FILES[2]))["paths"]["/accounts/{accountId}/rooms"]["post"]["responses"]
        ["201"]["content"];
    assert_eq!(
        body["application/json"]["example"]["Room"]["CreatedTimestamp"],
        "2018-10-25T20:44:16.837Z"
    );
}

#[test]
fn rust_types_have_examples() {
    let out = folder("rust-examples");
    let examples = out.join("examples.json");
    let rust = |text: &str| {
        std::fs::write(&examples, text).expect("the folder can be written");
        let file = examples.to_str().expect("UTF-8");
        let arguments = ["rust", "-", "--examples", file, "--module", "my::rooms"];
        run(&[&arguments[..], &["--format", "short"]].concat(), chime_model_spec::CHIME)
    };
    let output = rust(crate::EXAMPLES);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert!(stdout(&output).contains("/// use my::rooms::{ErrorCode, NotFoundException};"));

    let output = rust(r#"{"examples": {"CreateRoom": [{"input": {"Name": 5}}]}}"#);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()));
    let problem = "examples.json:1:49: examples.CreateRoom[0].input.Name: expected a string";
    assert!(stderr(&output).contains(problem), "{}", stderr(&output));
}

#[test]
fn ids_have_a_prefix() {
    let out = folder("schema-ids");
    for (arguments, expected) in [
        (&[][..], "urn:schema:chime:2018-05-01:draft-07:CreateRoomRequest"),
        (&["--id", "urn:acme"], "urn:acme:chime:2018-05-01:draft-07:CreateRoomRequest"),
        (
            &["--id", "https://example.com/schemas/"],
            "https://example.com/schemas/chime/2018-05-01/draft-07/CreateRoomRequest",
        ),
    ] {
        assert_eq!(schema(&out, arguments).status.code(), Some(0));
        assert_eq!(read(&out.join(FILES[3]))["$id"], expected);
    }
}

#[test]
fn packages_have_a_repository_and_licenses() {
    let out = folder("schema-packages");
    let text = |name: &str| std::fs::read_to_string(out.join(name)).expect("the file is written");
    assert_eq!(schema(&out, &[]).status.code(), Some(0));
    assert_eq!(read(&out.join("package.json")).get("repository"), None);
    assert!(text("pyproject.toml").contains("license-files = []\n"));

    let license = out.join("LICENSE-OURS");
    std::fs::write(&license, "Do as you please.").expect("the folder can be written");
    let license = license.to_str().expect("UTF-8");
    let arguments = ["--repository", "https://example.com/x", "--license-file", license];
    assert_eq!(schema(&out, &arguments).status.code(), Some(0));
    let package = read(&out.join("package.json"));
    assert_eq!(package["repository"]["url"], "https://example.com/x");
    assert_eq!(package["files"][4], "LICENSE-OURS");
    let project = text("pyproject.toml");
    assert!(project.contains("Repository = \"https://example.com/x\"\n"), "{project}");
    assert!(project.contains("license-files = [\"LICENSE-OURS\"]\n"), "{project}");
    assert_eq!(text("LICENSE-OURS"), "Do as you please.");
}

#[test]
fn every_problem_of_examples_has_its_place() {
    let out = folder("schema-problems");
    let examples = out.join("examples.json");
    let text = r#"{"examples": {
        "CreateRom": [],
        "CreateRoom": [{
            "input": {"Name": 5, "Nme": "n"},
            "output": {"Room": {"CreatedTimestamp": "yesterday"}},
            "errors": {"NotFoundExcption": {}}
        }]
    }}"#;
    std::fs::write(&examples, text).expect("the folder can be written");
    let output = schema(&out, &["--examples", examples.to_str().expect("UTF-8")]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
    for problem in [
        "no operation named \"CreateRom\"; did you mean \"CreateRoom\"?",
        "CreateRoom[0].input.Name: expected a string",
        "CreateRoom[0].input: no member named \"Nme\"; did you mean \"Name\"?",
        "CreateRoom[0].input: the required member \"AccountId\" is missing",
        "CreateRoom[0].output.Room.CreatedTimestamp: expected a date-time such as \"2018-10-25T20:44:16Z\"",
        "CreateRoom[0].errors: the operation has no error named \"NotFoundExcption\"; did you mean \"NotFoundException\"?",
    ] {
        assert!(stderr(&output).contains(problem), "{problem} is not in {}", stderr(&output));
    }
    assert!(!out.join(FILES[0]).exists());
}

#[test]
fn a_description_with_problems_has_no_documents() {
    let out = folder("schema-mistake");
    let output = run(
        &["schema", "-", "--out", out.to_str().expect("UTF-8"), "--format", "short"],
        &with_a_mistake(),
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no shape named"), "{}", stderr(&output));
    assert!(!out.join(FILES[0]).exists());
}

#[test]
fn no_file_is_outside_of_the_folder() {
    let out = folder("schema-hostile");
    let inside = out.join("inside");
    for (id, version) in [("../../x/../", ".."), (".", "/"), ("", ""), ("/", "C:\\\\x")] {
        let hostile = chime_model_spec::CHIME
            .replace("\"serviceId\": \"Chime\"", &format!("\"serviceId\": \"{id}\""))
            .replace("\"apiVersion\": \"2018-05-01\"", &format!("\"apiVersion\": \"{version}\""));
        assert_ne!(hostile, chime_model_spec::CHIME);
        let output = run(&["schema", "-", "--out", inside.to_str().expect("UTF-8")], &hostile);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let manifest = read(&inside.join("manifest.json"));
        let files: Vec<&String> =
            manifest["files"].as_object().into_iter().flat_map(serde_json::Map::keys).collect();
        assert!(
            !files.is_empty()
                && files.iter().all(|name| !name.contains("..") && !name.starts_with('/')),
            "{files:?}"
        );
        assert!(files.iter().all(|name| inside.join(name).is_file()), "{files:?}");
    }
    assert_eq!(std::fs::read_dir(&out).expect("the folder").count(), 1);
}
