//! RULES.md lists every rule that has a test and every rule that the sources name; each rule in it
//! has a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The text of every file in a folder.
fn texts(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                texts(&path)
            } else {
                fs::read_to_string(&path).into_iter().collect()
            }
        })
        .collect()
}

/// The names of rules that follow `before` in a text.
fn rules<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = String> + 't {
    text.split(before).skip(1).filter_map(|rest| {
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_rule =
            name.len() > 1 && "CEHJOQTUV".contains(name.get(..1)?.to_uppercase().as_str());
        (is_rule && name[1..].bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| name.to_uppercase())
    })
}

#[test]
fn the_page_the_tests_and_the_sources_have_the_same_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("chime-model/RULES.md")).expect("the page");
    let page: BTreeSet<String> = rules(&page, "\n| ").collect();
    let tested: BTreeSet<String> = texts(&root.join("tests/tests/rules"))
        .iter()
        .flat_map(|text| rules(text, "\nfn ").collect::<Vec<_>>())
        .collect();
    assert_eq!(page, tested);
    for folder in ["chime-model/src", "chime-model-derive/src", "spec"] {
        let named: BTreeSet<String> = texts(&root.join(folder))
            .iter()
            .flat_map(|text| rules(text, "ule ").collect::<Vec<_>>())
            .collect();
        assert!(named.is_subset(&page), "{folder}: {named:?}");
    }
}
