//! The named classes: Unicode's general categories and some of its properties, and Java's names of
//! ASCII sets.

use crate::char_set::CharSet;

/// Every code point's general category, as `START CATEGORY` of each run of the same, with a `+` if
/// the run is alphabetic. Written by the check in the repository's `tests/checks/patterns`.
const CATEGORIES: &str = include_str!("categories.txt");

/// A named class.
pub(crate) struct Class {
    pub(crate) set: CharSet,
    /// The names in ECMAScript of the classes whose union it is; empty if there are none.
    pub(crate) portable: Vec<String>,
}

/// The class of this name between the braces of `\p{…}`.
pub(crate) fn class(name: &str) -> Option<Class> {
    if let Some(ranges) = ascii(name) {
        return Some(Class { set: CharSet::of(ranges), portable: Vec::new() });
    }
    let (set, portable) = match name {
        "ASCII" => (CharSet::of(&[(0, 0x7F)]), name),
        "Any" | "all" => (CharSet::any(), "Any"),
        "Alphabetic" | "IsAlphabetic" => {
            (category(&|_, is_alphabetic| is_alphabetic), "Alphabetic")
        }
        // This is Java's name for letters and decimal digits.
        "LD" => {
            let sets = ["L", "Nd"].map(|name| category(&|category, _| category.starts_with(name)));
            let portable = vec!["L".to_owned(), "Nd".to_owned()];
            return Some(Class { set: CharSet::union(&sets), portable });
        }
        "White_Space" | "IsWhite_Space" | "IsWhitespace" => (white_space(), "White_Space"),
        _ => {
            let name = name.strip_prefix("Is").filter(|name| name.len() <= 2).unwrap_or(name);
            let set = category(&|category, _| {
                category == name || (name.len() == 1 && category.starts_with(name))
            });
            (set, name)
        }
    };
    // An empty set means that the name is unknown, except for the category of surrogates.
    (set != CharSet::default() || portable == "Cs")
        .then(|| Class { set, portable: vec![portable.to_owned()] })
}

/// The characters whose category, and whether they are alphabetic, the function accepts.
fn category(is_in: &dyn Fn(&str, bool) -> bool) -> CharSet {
    let lines = CATEGORIES.lines().filter(|line| !line.starts_with('#'));
    let mut words = lines.flat_map(str::split_whitespace);
    let mut ranges = Vec::new();
    // The start of the last run, if it is in the class.
    let mut open: Option<u32> = None;
    while let (Some(start), Some(category)) = (words.next(), words.next()) {
        let start = u32::from_str_radix(start, 16).unwrap_or_default();
        ranges.extend(open.map(|from| (from, start - 1)));
        let is_included = match category.strip_suffix('+') {
            Some(category) => is_in(category, true),
            None => is_in(category, false),
        };
        open = is_included.then_some(start);
    }
    ranges.extend(open.map(|from| (from, 0x0010_FFFF)));
    CharSet::of(&ranges)
}

/// The characters of Unicode's property `White_Space`.
fn white_space() -> CharSet {
    CharSet::of(&[
        (0x09, 0x0D),
        (0x20, 0x20),
        (0x85, 0x85),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
    ])
}

/// Java's POSIX classes.
fn ascii(name: &str) -> Option<&'static [(u32, u32)]> {
    Some(match name {
        "Lower" => &[(0x61, 0x7A)],
        "Upper" => &[(0x41, 0x5A)],
        "Alpha" => &[(0x41, 0x5A), (0x61, 0x7A)],
        "Digit" => &[(0x30, 0x39)],
        "Alnum" => &[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)],
        "XDigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
        "Punct" => &[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)],
        "Graph" => &[(0x21, 0x7E)],
        "Print" => &[(0x20, 0x7E)],
        "Blank" => &[(0x09, 0x09), (0x20, 0x20)],
        "Space" => &[(0x09, 0x0D), (0x20, 0x20)],
        "Cntrl" => &[(0x00, 0x1F), (0x7F, 0x7F)],
        _ => return None,
    })
}
