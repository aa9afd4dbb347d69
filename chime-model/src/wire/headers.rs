//! Headers (rules H1 to H6, and `Accept` of C10): lists in one line, the elements out of many, and
//! names that are not a map's.

use std::borrow::Cow;
use std::str::Utf8Error;

use http::header::AsHeaderName;
use http::{HeaderMap, HeaderValue};

/// Appends an element to the line of a list; one with a comma or a quote is quoted (rule H2). An
/// http-date keeps its comma.
pub(crate) fn append(line: &mut Option<String>, element: &str, is_http_date: bool) {
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
pub(crate) fn first(
    headers: &HeaderMap,
    name: impl AsHeaderName,
) -> Option<Result<&str, Utf8Error>> {
    headers.get(name).map(text)
}

/// The elements of a list header, over all of its lines (rule H3).
pub(crate) fn elements<'h>(
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
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name))
}

/// Whether the lines of an `Accept` header take a media type, which they do if there are none. The
/// closest range decides.
pub(crate) fn accepts<'h>(lines: impl Iterator<Item = &'h str>, media_type: &str) -> bool {
    let mut ranges = lines
        .flat_map(|line| outside_quotes(line, ','))
        .filter(|range| !range.is_empty())
        .peekable();
    if ranges.peek().is_none() {
        return true;
    }
    let closest = ranges.filter_map(|range| {
        let mut parts = outside_quotes(range, ';');
        let closeness = closeness(parts.next()?, media_type)?;
        let weight = parts.find_map(|parameter| {
            parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="))
        });
        Some((closeness, weight.is_none_or(|weight| weight.parse() != Ok(0.0))))
    });
    // Of equally close ones, a range that takes the type counts.
    closest.max().is_some_and(|(_, is_taken)| is_taken)
}

/// How closely a media range names a type; nothing if it does not.
fn closeness(range: &str, media_type: &str) -> Option<u8> {
    let whole = media_type.split('/').next().unwrap_or("");
    match range.split_once('/') {
        _ if range.eq_ignore_ascii_case(media_type) => Some(2),
        Some((kind, "*")) if kind.eq_ignore_ascii_case(whole) => Some(1),
        // Older programs write a bare star.
        Some(("*", "*")) => Some(0),
        None if range == "*" => Some(0),
        _ => None,
    }
}

/// The trimmed parts of a text between its separators, those in quotes not counted.
fn outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let parts = text.split(move |character| {
        is_quoted ^= character == '"';
        character == separator && !is_quoted
    });
    parts.map(str::trim)
}
