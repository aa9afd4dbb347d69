//! JSON text, read in one pass by serde_json and written by it.
//!
//! serde_json cannot hand on all that is JSON: not half of a surrogate pair, and no number beyond a float. A text with such a value is
//! repaired, by giving a string in its place that says what was there, and read once more.

use serde::de::IgnoredAny;
use serde_json::Deserializer;
use serde_json::de::StrRead;

use super::context::Context;
use super::union::MODELED;
use super::value::{Form, Formed, Value};
use crate::timestamp::TimestampFormat;
use crate::violation::Reason;

/// Reads a text as one JSON value. A text that is not JSON gives the reason, and nothing else that was found in it.
pub(crate) fn read<T: Value>(text: &[u8], context: &mut Context) -> Result<Option<T>, Reason> {
    read_with(text, context, |deserializer, context| T::read(deserializer, context))
}

/// Reads a text as one JSON value by a function, which is called once more if the text needs repair.
pub(crate) fn read_with<T>(
    text: &[u8],
    context: &mut Context,
    mut run: impl FnMut(&mut Deserializer<StrRead<'_>>, &mut Context) -> serde_json::Result<T>,
) -> Result<T, Reason> {
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error.valid_up_to()))?;
    let start = context.mark();
    let mut read = |text: &str, context: &mut Context| {
        let mut deserializer = Deserializer::from_str(text);
        let value = run(&mut deserializer, context)?;
        deserializer.end().map(|()| value)
    };
    match read(text, context) {
        Ok(value) if !context.needs_repair => Ok(value),
        _ => {
            context.rewind(&start);
            serde_json::from_str::<IgnoredAny>(text).map_err(syntax)?;
            context.is_repaired = true;
            read(&repair(text), context).map_err(syntax)
        }
    }
}

/// Where a text stops being JSON. It never quotes the text.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn syntax(error: serde_json::Error) -> Reason {
    Reason::Syntax { line: error.line(), column: error.column().max(1) }
}

fn not_utf8(text: &[u8], at: usize) -> Reason {
    let before = &text[..at];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    Reason::Syntax { line: before.iter().filter(|byte| **byte == b'\n').count() + 1, column: at - line_start + 1 }
}

/// Puts a string in the place of every value that serde_json cannot hand on as it is. Such a string starts with a NUL and a letter:
/// `n` and the text of a number that is not an integer of 64 bits, `s` for a string with half of a surrogate pair, and `t` and the
/// string itself for one that starts with a NUL of its own.
fn repair(text: &str) -> String {
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
        match part.strip_prefix('u').and_then(|digits| Some((u16::from_str_radix(digits.get(..4)?, 16).ok()?, &digits[4..]))) {
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

/// Writes a value as the body of a message.
pub(crate) fn write<T: Value>(value: &T, format: TimestampFormat) -> Result<Vec<u8>, Reason> {
    // Room for most bodies, which then never grow.
    let mut text = Vec::with_capacity(512);
    match serde_json::to_writer(&mut text, &Formed(value, Form::body(format))) {
        Ok(()) => Ok(text),
        Err(error) if error.to_string() == MODELED => Err(Reason::expected("without an unknown member that has the name of a modeled one")),
        Err(_) => Err(Reason::Depth),
    }
}
