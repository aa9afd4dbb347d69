//! Locks which packages each of ours depends on, directly or indirectly, so that users build only
//! what they use.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that `cargo tree` lists for a package, without that package.
fn dependencies(package: &str, arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p}", "--package", package])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !["", package].contains(name)).map(str::to_owned).collect()
}

fn normal(package: &str) -> BTreeSet<String> {
    dependencies(package, &["--edges", "normal"])
}

/// The packages of this workspace among these.
fn ours(packages: &BTreeSet<String>) -> Vec<&str> {
    packages.iter().map(String::as_str).filter(|name| name.starts_with("chime-model")).collect()
}

#[test]
fn the_vocabulary_and_the_patterns_need_no_third_party_package() {
    assert_eq!(normal("chime-model-vocabulary"), BTreeSet::new());
    assert_eq!(Vec::from_iter(normal("chime-model-pattern")), ["chime-model-vocabulary"]);
}

#[test]
fn the_derives_are_built_without_the_generator() {
    let expected = ["chime-model-pattern", "chime-model-vocabulary", "proc-macro2", "quote", "syn"];
    let mut derives = normal("chime-model-derive");
    // The only dependency of proc-macro2, quote and syn.
    derives.remove("unicode-ident");
    assert_eq!(Vec::from_iter(derives), expected);
}

#[test]
fn the_generator_is_built_without_what_only_schemas_and_the_command_need() {
    let expected = ["chime-model-pattern", "chime-model-vocabulary", "json-event-parser"];
    assert_eq!(Vec::from_iter(normal("chime-model-spec")), expected);
}

#[test]
fn the_runtime_depends_on_the_generator_only_in_its_build_script() {
    let derives = ["chime-model-derive", "chime-model-pattern", "chime-model-vocabulary"];
    assert_eq!(ours(&normal("chime-model")), derives);
    let with_schemas = dependencies("chime-model", &["--edges", "normal", "--all-features"]);
    let mut expected = Vec::from(derives);
    expected.insert(2, "chime-model-schema");
    assert_eq!(ours(&with_schemas), expected);
    assert!(!with_schemas.contains("json-event-parser"), "{with_schemas:?}");
    let mut expected = Vec::from(derives);
    expected.insert(2, "chime-model-spec");
    assert_eq!(ours(&dependencies("chime-model", &["--edges", "normal,build"])), expected);
}

/// The third-party packages that a build with these features compiles.
fn of_others(features: &str) -> BTreeSet<String> {
    let target = ["--target", "x86_64-unknown-linux-gnu"];
    let arguments = [&["--edges", "normal,build", "--features", features], &target[..]].concat();
    let packages = dependencies("chime-model", &arguments);
    packages.into_iter().filter(|name| !name.starts_with("chime-model")).collect()
}

/// What values, messages and derives need. A new name here is a cost for every user.
const NEEDED: &[&str] = &[
    "base64",
    "bytes",
    "cfg-if",
    "getrandom",
    "http",
    "itoa",
    "jiff",
    "jiff-core",
    "json-event-parser",
    "libc",
    "memchr",
    "percent-encoding",
    "proc-macro2",
    "quote",
    "serde_core",
    "serde_json",
    "syn",
    "unicode-ident",
    "uuid",
    "zmij",
];

#[test]
fn without_features_a_build_needs_what_messages_need() {
    assert_eq!(Vec::from_iter(of_others("")), NEEDED);
}

#[test]
fn event_streams_need_two_more_small_packages() {
    let (with, without) = (of_others("event-stream"), of_others(""));
    let more: Vec<_> = with.difference(&without).collect();
    assert_eq!(more, ["crc32fast", "futures-core"]);
}

#[test]
fn serving_and_calling_need_two_more_small_packages() {
    let without = of_others("");
    for features in ["client", "server", "client,server"] {
        let with = of_others(features);
        let more: Vec<_> = with.difference(&without).collect();
        assert_eq!(more, ["http-body", "tower-service"], "{features}");
        assert!(with.is_superset(&without));
    }
}
