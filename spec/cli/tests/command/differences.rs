//! `diff` as its users run it: what it prints, and what its exit code says.

use chime_model_spec::CHIME;

use crate::{command, feed, folder, stderr, stdout};

/// Compares a description with one of the same folder, given on the standard input.
fn run(test: &str, old: &str, new: &str, format: &str) -> std::process::Output {
    let folder = folder(test);
    std::fs::write(folder.join("new.json"), new).expect("a file");
    feed(command().args(["diff", "-", "new.json", "--format", format]).current_dir(&folder), old)
}

#[test]
fn the_exit_code_says_whether_anything_breaks() {
    let documented = CHIME.replace("<p>A chat room.</p>", "<p>A room.</p>");
    let longer = CHIME.replace("\"max\": 64", "\"max\": 128");
    for (new, code, last) in [
        (CHIME, 0, "no differences\n"),
        (&documented, 0, "1 difference, 1 of documentation\n"),
        (&longer, 1, "1 difference, 1 breaks servers, 1 breaks validators\n"),
    ] {
        let output = run("codes", CHIME, new, "text");
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(code), ""));
        assert!(stdout(&output).ends_with(last), "{}", stdout(&output));
    }
}

#[test]
fn what_cannot_be_compared_is_shown_with_its_file() {
    let broken = CHIME.replace("\"shape\": \"SensitiveString\"", "\"shape\": \"SensitiveStrng\"");
    for (format, place) in [("text", "--> new.json:"), ("json", "\"file\":\"new.json\"")] {
        let output = run("broken", CHIME, &broken, format);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(stderr(&output).contains(place), "{}", stderr(&output));
    }
    let output = feed(command().args(["diff", "-", "-"]), CHIME);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("- is given twice"), "{}", stderr(&output));
}

/// Each difference of a shape has its members, so their number is limited.
#[test]
fn an_object_names_a_hundred_members_and_counts_the_rest() {
    for (count, named, more) in [(1, 5, None), (96, 100, None), (97, 100, Some(1))] {
        let members: Vec<String> = (0..count)
            .map(|index| format!("\"Topic{index}\": {{ \"shape\": \"NonEmptyString\" }},"))
            .collect();
        let members = members.concat();
        let room = "\"Room\": {\n      \"type\": \"structure\",\n      \"members\": {";
        assert!(CHIME.contains(room));
        let old = CHIME.replace(room, &format!("{room}{members}"));
        let new = old.replace("\".*\\\\S.*\"", "\".*\"");
        let output = run("members", &old, &new, "json");
        let object: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("an object");
        assert_eq!(object["members"].as_array().map(Vec::len), Some(named), "{count}");
        assert_eq!(object.get("more_members").and_then(serde_json::Value::as_u64), more);
    }
}
