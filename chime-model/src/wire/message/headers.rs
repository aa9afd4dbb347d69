//! Header values (rules H1 to H5): the elements of a list, joined into one line and split again.

use std::borrow::Cow;
use std::str::Utf8Error;

use http::header::AsHeaderName;
use http::{HeaderMap, HeaderValue};

/// Appends an element to the line of a list. An element is quoted if it has a comma or a quote,
/// begins or ends with a space or a tab, or is empty (rule H2). An http-date keeps its comma.
pub(super) fn append(line: &mut Option<String>, element: &str, is_http_date: bool) {
    let line = match line {
        Some(line) => {
            line.push_str(", ");
            line
        }
        None => line.insert(String::new()),
    };
    let is_plain = !element.is_empty() && trim(element) == element && !element.contains([',', '"']);
    if is_plain || is_http_date {
        line.push_str(element);
    } else {
        line.extend(["\"", &element.replace('\\', "\\\\").replace('"', "\\\""), "\""]);
    }
}

/// The text of a header's first line, trimmed; `None` without that header.
pub(crate) fn first_header(
    headers: &HeaderMap,
    name: impl AsHeaderName,
) -> Option<Result<&str, Utf8Error>> {
    headers.get(name).map(text)
}

/// The elements of a list header, over all of its lines (rule H3).
pub(super) fn elements<'h>(
    headers: &'h HeaderMap,
    name: &str,
    are_dates: bool,
) -> Result<Vec<Cow<'h, str>>, Utf8Error> {
    let mut elements = Vec::new();
    for line in headers.get_all(name) {
        elements.extend(split(text(line)?, are_dates));
    }
    Ok(elements)
}

fn text(value: &HeaderValue) -> Result<&str, Utf8Error> {
    std::str::from_utf8(value.as_bytes()).map(trim)
}

/// Trims spaces and tabs. Any other Unicode whitespace is a part of the text.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Splits a line at its commas. A comma in quotes does not split, nor, if `are_dates`, does the
/// comma of an http-date.
fn split(line: &str, are_dates: bool) -> Vec<Cow<'_, str>> {
    let mut elements = Vec::new();
    let mut rest = trim(line);
    while !rest.is_empty() {
        let (element, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (element, after) = unquote(quoted);
                // The text between the closing quote and the comma belongs to the element.
                let (tail, after) = split_at(after, after.find(',').unwrap_or(after.len()));
                (element + tail, after)
            }
            None => {
                let date_end = if are_dates { http_date_end(rest) } else { None };
                let end = date_end.or_else(|| rest.find(','));
                split_at(rest, end.unwrap_or(rest.len()))
            }
        };
        elements.push(element);
        rest = trim(trim(after).strip_prefix(',').unwrap_or(""));
    }
    elements
}

fn split_at(text: &str, at: usize) -> (Cow<'_, str>, &str) {
    (trim(&text[..at]).into(), &text[at..])
}

/// Reads an element after its opening quote; returns it and the text after its closing quote.
fn unquote(quoted: &str) -> (Cow<'_, str>, &str) {
    let mut element = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (element.into(), &quoted[at + 1..]),
            '\\' => element.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => element.push(character),
        }
    }
    (element.into(), "")
}

/// Where an http-date at the start of a text ends, such as `Thu, 25 Oct 2018 20:44:16 GMT`; `None`
/// if the text does not start with one.
fn http_date_end(text: &str) -> Option<usize> {
    /// A little longer than any http-date. A zone farther away belongs to another date, and a
    /// search of the whole line for each element would take quadratic time.
    const LONGEST: usize = 40;
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    let (weekday, rest) = bytes.split_at_checked(3)?;
    let is_date = weekday.iter().all(u8::is_ascii_alphabetic)
        && matches!(rest, [b',', b' ', digit, ..] if digit.is_ascii_digit());
    let zone = bytes.windows(3).position(|window| window == b"GMT")?;
    is_date.then_some(zone + 3)
}
