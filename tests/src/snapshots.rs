//! Finds snapshots that no test uses: each folder of snapshots is compared with the names in use.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Checks that a folder of `tests/tests` holds the snapshots of these names and nothing else.
///
/// # Panics
/// If a snapshot is unused or missing.
pub fn are_all<'n>(folder: &str, names: impl IntoIterator<Item = &'n str>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = fs::read_dir(&path).expect("a folder of snapshots");
    let files = entries.map(|entry| entry.expect("an entry").path());
    // A failed run leaves `.new` files here and reports them itself.
    let files = files.filter(|path| path.extension().is_none_or(|extension| extension != "new"));
    let files: BTreeSet<String> =
        files.filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect();
    let used: BTreeSet<String> = names.into_iter().map(|name| format!("{name}.snap")).collect();
    assert_eq!(files, used, "the snapshots in {}", path.display());
}
