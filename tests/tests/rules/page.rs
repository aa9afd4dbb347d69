//! RULES.md lists every rule that has a test and every rule that the sources mention. Each rule in
//! it has a test, and the file that it names mentions it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file in a folder, with its text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                vec![(path.clone(), text(&path))]
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// Every name of a rule in a text, wherever it is: a letter of the rules and one or two digits.
fn mentions(text: &str) -> BTreeSet<String> {
    let is_part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split(|c| !is_part_of_word(c)).filter(|word| is_rule(word)).map(str::to_owned).collect()
}

fn is_rule(word: &str) -> bool {
    let Some(number) = word.strip_prefix(|c: char| "ACEFGHJKMOQSTUVX".contains(c)) else {
        return false;
    };
    matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The rows of the page: a rule after its anchor, and the file that has it.
fn page() -> Vec<(String, PathBuf)> {
    let text = text(&root().join("chime-model/RULES.md"));
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| {
        let mut cells = row.trim_end_matches([' ', '|']).split(" | ");
        let (anchor, rule) = cells.next()?.strip_prefix("<a id=\"")?.split_once("\"></a>")?;
        assert!(is_rule(rule) && anchor == rule.to_lowercase(), "{row}");
        let file = cells.last()?.trim_matches('`');
        let other_package = ["chime-model-derive/", "spec/"].iter().any(|p| file.starts_with(p));
        let folder = if other_package { "" } else { "chime-model/src" };
        Some((rule.to_owned(), root().join(folder).join(file)))
    })
    .collect()
}

fn on_page() -> BTreeSet<String> {
    page().into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn each_rule_has_a_test_and_each_test_a_rule() {
    let folders = ["rules", "generator", "streams"];
    let tests = folders.map(|folder| sources(&root().join("tests/tests").join(folder))).concat();
    let names = tests.iter().flat_map(|(_, text)| {
        let functions = ["\nfn ", "\nasync fn "];
        functions.into_iter().flat_map(|function| text.split(function).skip(1))
    });
    let tested = names.filter_map(|name| {
        let rule = name.split_once('_')?.0.to_uppercase();
        is_rule(&rule).then_some(rule)
    });
    assert_eq!(on_page(), tested.collect());
}

#[test]
fn each_mention_is_of_a_rule() {
    // Two versions of OpenAPI are variants with these names.
    let others = BTreeSet::from(["V30", "V31"].map(str::to_owned));
    let known: BTreeSet<String> = on_page().union(&others).cloned().collect();
    for folder in ["chime-model/src", "chime-model-derive/src", "spec"] {
        for (path, text) in sources(&root().join(folder)) {
            let unknown: Vec<_> = mentions(&text).difference(&known).cloned().collect();
            assert!(unknown.is_empty(), "{} mentions {unknown:?}", path.display());
        }
    }
}

#[test]
fn the_file_of_each_rule_mentions_it() {
    let missing: Vec<_> = page()
        .into_iter()
        .filter(|(rule, file)| !file.is_file() || !mentions(&text(file)).contains(rule))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
