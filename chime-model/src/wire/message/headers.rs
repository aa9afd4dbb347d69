//! Header values (rules H1 to H6): the elements of a list, joined into one line and split again, and
//! the headers that a map cannot have.

use std::borrow::Cow;
use std::str::Utf8Error;

use http::header::AsHeaderName;
use http::{HeaderMap, HeaderValue};

/// Appends an element to the line of a list; one with a comma or a quote is quoted (rule H2). An
/// http-date keeps its comma.
pub(super) fn append(line: &mut Option<String>, element: &str, is_http_date: bool) {
    let line = match line {
        Some(line) => {
            line.push_str(", ");
            line
        }
        None => line.insert(String::new()),
    };
    match element.contains([',', '"']) && !is_http_date {
        true => line.extend(["\"", &element.replace('\\', "\\\\").replace('"', "\\\""), "\""]),
        false => line.push_str(element),
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

/// A text without the blanks of HTTP around it. Any other blank of Unicode is a part of the text.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Splits one line at its commas, honouring quotes; among dates, the comma of an http-date belongs
/// to it.
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
            None if are_dates && is_http_date(rest) => {
                split_at(rest, rest.find("GMT").map_or(rest.len(), |at| at + 3))
            }
            None => split_at(rest, rest.find(',').unwrap_or(rest.len())),
        };
        elements.push(element);
        rest = trim(trim(after).strip_prefix(',').unwrap_or(""));
    }
    elements
}

fn split_at(text: &str, at: usize) -> (Cow<'_, str>, &str) {
    (trim(&text[..at]).into(), &text[at..])
}

/// An element whose opening quote has been read, and the text after its closing quote.
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

/// Whether a text begins as `Thu, 25 Oct 2018 …` does.
fn is_http_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 5
        && bytes[..3].iter().all(u8::is_ascii_alphabetic)
        && bytes[3..5] == *b", "
        && bytes[5].is_ascii_digit()
        && text.contains("GMT")
}

/// The headers that frame, route or type a message: each is of the message as a whole, so no entry
/// of a map (rule H6).
const RESERVED: [&str; 11] = [
    "connection",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether a map of headers cannot have this name.
pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name))
}
