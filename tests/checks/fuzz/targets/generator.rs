//! Passes a description to the generator, `slice`, `diff` and the schema documents. Each accepts
//! it, or reports problems with their places.

#![no_main]

use chime_model_cli::{Selection, diff, documents, slice};
use chime_model_spec::{Problems, generate};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let generated = generate("d.json", text);
    match &generated {
        Ok(code) => {
            syn::parse_file(code).unwrap_or_else(|error| panic!("{error}: {code}"));
            let differences = diff(("d.json", text), ("d.json", text))
                .unwrap_or_else(|_| panic!("a description cannot be compared"));
            assert!(differences.is_empty(), "a description differs from itself");
            let files = documents("d.json", text, String::new(), String::new())
                .unwrap_or_else(|_| panic!("a description has no documents"))
                .folder_files("p", "1", |_| String::new());
            assert!(
                files.keys().all(|name| !name.starts_with('/') && !name.contains("..")),
                "a file is outside the folder"
            );
        }
        Err(problems) => placed(text, problems),
    }

    // One slice has every second operation, and another has the rest.
    let operations = serde_json::from_str::<Value>(text)
        .ok()
        .and_then(|value| Some(value.get("operations")?.as_object()?.clone()));
    let names: Vec<String> = operations
        .into_iter()
        .flat_map(|operations| operations.into_iter().map(|(name, _)| name))
        .step_by(2)
        .collect();
    for selection in [Selection::Only(&names), Selection::Without(&names)] {
        match slice("d.json", text, selection) {
            Ok(cut) if generated.is_ok() => {
                generate("d.json", &cut.text)
                    .unwrap_or_else(|problems| panic!("a slice has problems: {problems}"));
            }
            Ok(_) => {}
            Err(problems) => placed(text, &problems),
        }
    }
});

/// Checks that there is a problem, and that each is at a place in the file. The end of a text may
/// be on the line after its last one.
fn placed(text: &str, problems: &Problems) {
    assert!(problems.iter().next().is_some(), "no problem");
    for problem in problems {
        assert!(
            (1..=text.lines().count() + 1).contains(&problem.line()) && problem.column() >= 1,
            "{problem}"
        );
        assert!(!problem.message().is_empty(), "a problem without a message");
    }
}
