//! A snapshot that no test refers to any more would lock nothing, so each folder is compared with what is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Checks that a folder of `tests/tests` holds the snapshots of these names and nothing else.
///
/// # Panics
/// With a snapshot too many or too few.
pub fn are_all<'n>(folder: &str, names: impl IntoIterator<Item = &'n str>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = fs::read_dir(&path).expect("a folder of snapshots");
    let files = entries.map(|entry| entry.expect("an entry").path());
    // What a failed run has left beside a snapshot is told of by that run.
    let files = files.filter(|path| path.extension().is_none_or(|extension| extension != "new"));
    let files: BTreeSet<String> = files.filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect();
    let used: BTreeSet<String> = names.into_iter().map(|name| format!("{name}.snap")).collect();
    assert_eq!(files, used, "the snapshots in {}", path.display());
}
