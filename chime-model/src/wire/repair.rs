//! Texts with values that serde_json cannot hand on: half of a surrogate pair, or a number beyond a
//! float. [`repair`] puts a string in the place of each, and [`repaired`] tells what such a string
//! is for.

use super::context::Context;

/// Puts a string in the place of every value that serde_json cannot hand on as it is. Such a string
/// starts with a NUL and a letter: `n` and the text of a number that is not an integer of 64 bits,
/// `s` for a string with half of a surrogate pair, and `t` and the string itself for one that
/// starts with a NUL of its own.
pub(super) fn repair(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        repaired.push_str(&rest[..start]);
        rest = &rest[start..];
        let length = if rest.starts_with('"') { string_length(rest) } else { number_length(rest) };
        let (token, after) = rest.split_at(length);
        if !token.starts_with('"') {
            match token != "-0" && (token.parse::<i64>().is_ok() || token.parse::<u64>().is_ok()) {
                true => repaired.push_str(token),
                false => repaired.extend(["\"\\u0000n", token, "\""]),
            }
        } else if has_lone_surrogate(token) {
            repaired.push_str("\"\\u0000s\"");
        } else if token.starts_with("\"\\u0000") {
            repaired.extend(["\"\\u0000t", &token[1..]]);
        } else {
            repaired.push_str(token);
        }
        rest = after;
    }
    repaired + rest
}

/// The length of the number at the start of a text.
fn number_length(text: &str) -> usize {
    text.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(text.len())
}

/// The length of the string at the start of a text, its quotes included.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// Whether a string has half of a surrogate pair among its escapes.
fn has_lone_surrogate(string: &str) -> bool {
    let mut units = Vec::new();
    let mut parts = string.split('\\');
    parts.next();
    while let Some(part) = parts.next() {
        match part.strip_prefix('u').and_then(|digits| {
            Some((u16::from_str_radix(digits.get(..4)?, 16).ok()?, &digits[4..]))
        }) {
            Some((unit, after)) => {
                units.push(unit);
                // Other text between two escapes keeps them apart.
                if !after.is_empty() {
                    units.push(u16::from(b' '));
                }
            }
            // An escaped backslash leaves an empty part, and then the text that follows.
            None if part.is_empty() => {
                parts.next();
                units.push(u16::from(b' '));
            }
            None => units.push(u16::from(b' ')),
        }
    }
    char::decode_utf16(units).any(|unit| unit.is_err())
}

/// What a text of a repaired body is for.
pub(super) enum Repaired<'t> {
    Text(&'t str),
    Number(&'t str),
    Broken,
}

/// What [`repair`] has made of a value, by the character that follows a NUL.
#[inline]
pub(super) fn repaired<'t>(text: &'t str, context: &Context) -> Repaired<'t> {
    if !context.is_repaired {
        return Repaired::Text(text);
    }
    match text.strip_prefix('\0') {
        None => Repaired::Text(text),
        Some(rest) => match rest.split_at_checked(1) {
            Some(("n", number)) => Repaired::Number(number),
            Some(("t", text)) => Repaired::Text(text),
            _ => Repaired::Broken,
        },
    }
}
