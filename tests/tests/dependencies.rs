//! What a build of `chime-model` needs: a user pays for a layer only with its feature.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that a build with these features compiles, without those of this workspace.
fn packages(features: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package", "chime-model"])
        .args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .args(["--target", "x86_64-unknown-linux-gnu", "--features", features])
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let text = String::from_utf8(tree.stdout).expect("text");
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.starts_with("chime-model")).map(str::to_owned).collect()
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
    assert_eq!(packages("").iter().map(String::as_str).collect::<Vec<_>>(), NEEDED);
}

#[test]
fn serving_and_calling_need_two_small_packages_more() {
    let without = packages("");
    for features in ["client", "server", "client,server"] {
        let with = packages(features);
        let more: Vec<_> = with.difference(&without).collect();
        assert_eq!(more, ["http-body", "tower-service"], "{features}");
        assert!(with.is_superset(&without));
    }
}
