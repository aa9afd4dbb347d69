//! [`did_you_mean`]: the known name that a misspelt one is closest to.

/// Names longer than this get no hint, since the time to compare two names grows with the product
/// of their lengths.
const LONGEST_NAME: usize = 100;

/// The name among `known` that is closest to `name`, as the end of a message; empty if none is
/// close.
#[must_use]
pub fn did_you_mean<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    closest(name, &mut known.into_iter())
        .map(|known| format!("; did you mean {known:?}?"))
        .unwrap_or_default()
}

/// The closest name. The iterator is `dyn`, so that this is compiled once.
fn closest<'k>(name: &str, known: &mut dyn Iterator<Item = &'k str>) -> Option<&'k str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let limit = name.chars().count().div_ceil(4).min(3);
    let known = known.filter(|known| known.len() <= LONGEST_NAME);
    let distances = known.map(|known| (distance(name, known), known));
    let close = distances.filter(|(distance, _)| (1..=limit).contains(distance));
    close.min().map(|(_, known)| known)
}

/// The edit distance: how many characters have to be inserted, removed or replaced.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(!a.eq_ignore_ascii_case(b));
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    // Texts that differ only in case are as close as possible without being equal.
    if row[to.len()] == 0 && from.chars().ne(to.iter().copied()) { 1 } else { row[to.len()] }
}
