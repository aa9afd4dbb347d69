//! Writes a pattern for engines of every language. Named classes such as `\p{L}` and escapes beyond
//! U+FFFF, which only some engines know, become ranges of characters.

use crate::char_set::CharSet;
use crate::node::Node;
use crate::parse;

/// The same pattern with ranges instead of `\p{…}`, `\u{…}`, and surrogates, which are halves of
/// characters beyond U+FFFF. All engines over code points read it in the same way: those of
/// ECMAScript in Unicode mode, Python, Java and Rust.
pub(crate) fn with_ranges(portable: &str) -> String {
    let mut out = String::new();
    let mut rest = portable;
    while !rest.is_empty() {
        let (part, is_read_by_all) = part(rest);
        rest = &rest[part.len()..];
        match parse::parse(part) {
            Ok((_, Node::Set(set))) if !is_read_by_all => out += &set.class(),
            _ => out += part,
        }
    }
    out
}

/// The next class, escape or character, and whether every engine reads it.
fn part(rest: &str) -> (&str, bool) {
    let (length, is_read_by_all) = match rest.chars().next() {
        Some('[') => class(rest),
        Some('\\') => escape(rest),
        first => (first.map_or(0, char::len_utf8), true),
    };
    (&rest[..length], is_read_by_all)
}

/// The length of a class in brackets, and whether every engine reads all of it.
fn class(rest: &str) -> (usize, bool) {
    let mut length = 1;
    // Only ECMAScript has these two classes: the empty one, and that of all characters.
    let mut is_read_by_all = !rest.starts_with("[]") && !rest.starts_with("[^]");
    loop {
        let (inner, is_known) = match rest[length..].chars().next() {
            Some('\\') => escape(&rest[length..]),
            None => return (length, is_read_by_all),
            Some(']') => return (length + 1, is_read_by_all),
            Some(c) => (c.len_utf8(), true),
        };
        length += inner;
        is_read_by_all &= is_known;
    }
}

/// The length of an escape, and whether every engine reads it.
fn escape(rest: &str) -> (usize, bool) {
    const SURROGATE_PAIR: usize = r"\ud83d\ude00".len();
    let braces = |rest: &str| rest.find('}').map_or(rest.len(), |end| end + 1);
    match rest.as_bytes().get(1) {
        Some(b'p' | b'P') => (braces(rest), false),
        Some(b'u') if rest[2..].starts_with('{') => (braces(rest), false),
        Some(b'u') => match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
            (Some(0xD800..0xDC00), Some(0xDC00..)) => (SURROGATE_PAIR, false),
            (unit, _) => (SURROGATE_PAIR / 2, unit.is_none()),
        },
        // The character after the backslash may have more than one byte.
        _ => (1 + rest[1..].chars().next().map_or(0, char::len_utf8), true),
    }
}

/// The surrogate that `\ud83d` at the start of a text is.
fn surrogate(rest: &str) -> Option<u32> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..0xE000).contains(unit))
}

impl CharSet {
    /// The set as a class in brackets. It never writes U+10FFFF, which JSON for interchange may not
    /// contain (RFC 7493): a set with that character is negated.
    fn class(&self) -> String {
        let is_negated = self.ranges().last().is_some_and(|(_, to)| *to == char::MAX);
        let items = if is_negated { self.complement().items() } else { self.items() };
        match (is_negated, items.as_str()) {
            // `[]` and `[^]` are not classes in every engine.
            (false, "") => "[^\\s\\S]".to_owned(),
            (true, "") => "[\\s\\S]".to_owned(),
            (false, items) => format!("[{items}]"),
            (true, items) => format!("[^{items}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_ranges;
    use crate::Pattern;
    use crate::parse::parse;

    #[test]
    fn what_every_engine_reads_stays_as_it_is() {
        for text in [r"^[-_a-zA-Z0-9]*$", r"\d{2}[\w\]\\p{2}]+\\p{2}", r"[é-ü😀]*\u00e9"] {
            assert_eq!(with_ranges(text), text);
        }
    }

    #[test]
    fn other_parts_are_ranges() {
        for (text, expected) in [
            (r"\p{Zl}|[\u{10000}-\u{1000b}]", r"[\u2028]|[𐀀-𐀋]"),
            (r"a[\p{Zl}x]?\p{Zp}b", r"a[x\u2028]?[\u2029]b"),
            (r"[^\p{Zl}]", r"[^\u2028]"),
            (r"\P{Zl}", r"[^\u2028]"),
            (r"[\P{Zl}\p{Zp}]", r"[^\u2028]"),
            (r"\u{1f600}|\u{2e}", r"[😀]|[\x2e]"),
            (r"\ud83d\ude00", r"[😀]"),
            (r"[\ud83d\ude00-\ud83d\ude02]", r"[😀-😂]"),
            (
                r"[\u0020-\ud7ff\ue000-\ufffd\ud800\udc00-\udbff\udfff]",
                r"[^\x00-\x1f\ufffe-\uffff]",
            ),
            (r"[\p{Cs}]|[^\p{Cs}]|\ud800", r"[^\s\S]|[\s\S]|[^\s\S]"),
            ("[]|[^]", r"[^\s\S]|[\s\S]"),
        ] {
            assert_eq!(with_ranges(text), expected, "{text}");
        }
    }

    #[test]
    fn the_ranges_mean_the_same() {
        for text in [
            r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$",
            r"(?!\p{Lt})[^\P{Sc}\d]{2,}(\p{Nl}|\u{10000})\1",
            r"[\u0009\ud83d\ude00\p{Sc}-]+",
        ] {
            let portable = Pattern::new(text).unwrap().portable;
            let ranges = with_ranges(&portable);
            assert!(!ranges.contains("\\p") && !ranges.contains("\\u{"), "{ranges}");
            assert_eq!(parse(&ranges).unwrap().1, parse(&portable).unwrap().1, "{text}");
        }
    }
}
