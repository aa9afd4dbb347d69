//! Parses a JSON file to a tree of values, each with its place in the file.

use std::borrow::Cow;
use std::ops::Range;

use json_event_parser::{JsonEvent, LowLevelJsonParser};

/// How many arrays and objects may be nested in each other; a description has fewer than ten.
const MAX_DEPTH: usize = 127;

/// A value and where in the file it is.
pub(crate) struct Value<'a> {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind<'a>,
}

/// The kind of a value. The text of a number is that of its range, so that no digit is lost; an
/// object keeps duplicate keys.
pub(crate) enum Kind<'a> {
    Null,
    Boolean(bool),
    Number,
    String(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl Value<'_> {
    /// The value of a key, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Kind::Object(entries) = &self.kind else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(crate) fn string(&self) -> Option<&str> {
        if let Kind::String(text) = &self.kind { Some(text) } else { None }
    }

    /// The keys of an object.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let entries: &[_] = if let Kind::Object(entries) = &self.kind { entries } else { &[] };
        entries.iter().map(|(key, _)| &**key)
    }

    /// The elements of an array or the values of an object.
    pub(crate) fn values(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Array(elements) => elements.iter().collect(),
            Kind::Object(entries) => entries.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }
}

/// Why a file is refused, and where.
pub(crate) struct SyntaxError {
    /// The offset in bytes.
    pub(crate) offset: usize,
    pub(crate) message: String,
}

/// What a file should have at the place of the fault, in words.
enum Expected {
    Value(&'static str),
    Key(&'static str),
    Other(&'static str),
}

impl SyntaxError {
    fn expected(expected: Expected, offset: usize, text: &str) -> Self {
        let (Expected::Value(words) | Expected::Key(words) | Expected::Other(words)) = expected;
        let end = if offset == text.len() { ", not the end of the file" } else { "" };
        Self { offset, message: format!("not JSON: expected {words}{end}") }
    }
}

/// Reads a file that is one JSON value.
pub(crate) fn parse(text: &str) -> Result<Value<'_>, SyntaxError> {
    let no_value = Expected::Value("a value");
    // The byte order mark that a file may start with has been removed. The parser would skip a
    // second one.
    if text.starts_with('\u{feff}') {
        return Err(SyntaxError::expected(no_value, 0, text));
    }
    let mut parser = LowLevelJsonParser::new();
    let mut builder = Builder::default();
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let read = parser.parse_next(rest.as_bytes(), true);
        let start = end
            + rest
                .find(|c: char| !matches!(c, ' ' | '\t' | '\n' | '\r' | ',' | ':'))
                .unwrap_or(rest.len());
        let between = end;
        end += read.consumed_bytes;
        match read.event {
            Some(Ok(JsonEvent::Eof)) | None => break,
            Some(Ok(JsonEvent::StartArray | JsonEvent::StartObject))
                if builder.open.len() == MAX_DEPTH =>
            {
                let message = format!("a value is nested more than {MAX_DEPTH} levels deep");
                return Err(SyntaxError { offset: start, message });
            }
            Some(Ok(event)) => builder.take(event, start..end),
            Some(Err(error)) => {
                let offset = usize::try_from(error.location().start.offset).unwrap_or(text.len());
                return Err(builder.refusal(text, between..start.min(offset), offset));
            }
        }
    }
    // There is a value, since the parser refuses a file without one.
    builder.root.ok_or_else(|| SyntaxError::expected(no_value, end, text))
}

/// What has been read of a file.
#[derive(Default)]
struct Builder<'a> {
    root: Option<Value<'a>>,
    open: Vec<Open<'a>>,
}

/// An array or an object whose end has not come yet.
struct Open<'a> {
    value: Value<'a>,
    /// The key whose value comes next, in an object.
    key: Option<Cow<'a, str>>,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: JsonEvent<'a>, range: Range<usize>) {
        let end = range.end;
        let mut open =
            |kind| self.open.push(Open { value: Value { range: range.clone(), kind }, key: None });
        let kind = match event {
            JsonEvent::StartArray => return open(Kind::Array(Vec::new())),
            JsonEvent::StartObject => return open(Kind::Object(Vec::new())),
            JsonEvent::ObjectKey(key) => {
                if let Some(object) = self.open.last_mut() {
                    object.key = Some(key);
                }
                return;
            }
            JsonEvent::EndArray | JsonEvent::EndObject => {
                let Some(Open { mut value, .. }) = self.open.pop() else { return };
                value.range.end = end;
                return self.add(value);
            }
            JsonEvent::Eof => return,
            JsonEvent::Null => Kind::Null,
            JsonEvent::Boolean(value) => Kind::Boolean(value),
            JsonEvent::Number(_) => Kind::Number,
            JsonEvent::String(text) => Kind::String(text),
        };
        self.add(Value { range, kind });
    }

    /// Where the file is not JSON, and what should be there. `marks` is the range of the
    /// punctuation after the last value.
    fn refusal(&self, text: &str, marks: Range<usize>, offset: usize) -> SyntaxError {
        let (read, rest) = text.split_at(marks.end);
        let expected = self.expected(&read[marks.start.min(read.len())..]);
        let (offset, expected) = match (rest.bytes().next(), expected) {
            // A string or a number may be here, so this one is malformed.
            (Some(b'"'), Expected::Value(_) | Expected::Key(_)) => {
                let (at, expected) = fault(rest);
                (read.len() + at, Expected::Other(expected))
            }
            (Some(b'-' | b'0'..=b'9'), Expected::Value(_)) => {
                (offset, Expected::Other("digits in each part of this number"))
            }
            (Some(b'0'..=b'9'), _) if read.ends_with('0') => {
                (offset, Expected::Other("no more digits after a zero at the start of a number"))
            }
            (_, expected) => (offset, expected),
        };
        SyntaxError::expected(expected, offset, text)
    }

    /// What the file should have after `marks`, the punctuation after the last value.
    fn expected(&self, marks: &str) -> Expected {
        let has_comma = marks.contains(',');
        let has_colon = marks.contains(':');
        match self.open.last().map(|open| (&open.value.kind, &open.key)) {
            None if self.root.is_some() => Expected::Other("nothing after the value"),
            None => Expected::Value("a value"),
            Some((Kind::Object(_), Some(_))) if has_colon => Expected::Value("a value"),
            Some((Kind::Object(_), Some(_))) => Expected::Other("a colon after the key"),
            Some((Kind::Object(_), None)) if has_comma => Expected::Key("a key in double quotes"),
            Some((Kind::Object(entries), None)) if entries.is_empty() => {
                Expected::Key("a key in double quotes or `}`")
            }
            Some((Kind::Object(_), None)) => Expected::Other("`,` or `}`"),
            Some((Kind::Array(_), _)) if has_comma => Expected::Value("a value"),
            Some((Kind::Array(elements), _)) if elements.is_empty() => {
                Expected::Value("a value or `]`")
            }
            Some(_) => Expected::Other("`,` or `]`"),
        }
    }

    /// Puts a value into the array or the object that it is in.
    fn add(&mut self, value: Value<'a>) {
        let Some(Open { value: outer, key }) = self.open.last_mut() else {
            self.root = Some(value);
            return;
        };
        match &mut outer.kind {
            Kind::Array(elements) => elements.push(value),
            Kind::Object(entries) => entries.push((key.take().unwrap_or_default(), value)),
            _ => {}
        }
    }
}

/// Where in a string that is not JSON the fault is, and what should be there.
fn fault(string: &str) -> (usize, &'static str) {
    let unit = |at: usize| {
        let digits = string
            .get(at..at + 6)?
            .strip_prefix("\\u")
            .filter(|digits| !digits.starts_with('+'))?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut at = 1;
    loop {
        at += match (string.as_bytes().get(at), string.as_bytes().get(at + 1)) {
            (None, _) => return (at, "the closing quote of a string"),
            (Some(..=0x1f), _) => {
                return (at, "no control character in a string, where a line break is `\\n`");
            }
            (Some(b'\\'), Some(b'u')) => match (unit(at), unit(at + 6)) {
                (None, _) => return (at, "four hexadecimal digits after `\\u`"),
                (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
                (Some(0xd800..=0xdfff), _) => return (at, "both halves of a surrogate pair"),
                _ => 6,
            },
            (Some(b'\\'), Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => 2,
            (Some(b'\\'), _) => return (at, "an escape that JSON has, such as `\\n`"),
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Value, parse};

    /// Every value with its text, as the file writes it.
    fn texts<'a>(text: &'a str, value: &Value<'_>) -> Vec<&'a str> {
        let inside = match &value.kind {
            Kind::Array(elements) => elements.iter().flat_map(|value| texts(text, value)).collect(),
            Kind::Object(entries) => {
                entries.iter().flat_map(|(_, value)| texts(text, value)).collect()
            }
            _ => Vec::new(),
        };
        std::iter::once(&text[value.range.clone()]).chain(inside).collect()
    }

    #[test]
    fn a_value_is_where_the_file_has_it() {
        let text = " {\"a\\u0062\" :\t[1.50 , \"\\u00e9é\",\r\n{}],\"a\":null, \"a\": true}\n";
        let root = parse(text).ok().unwrap();
        assert_eq!(
            texts(text, &root),
            [
                text.trim(),
                "[1.50 , \"\\u00e9é\",\r\n{}]",
                "1.50",
                "\"\\u00e9é\"",
                "{}",
                "null",
                "true"
            ]
        );
        let Kind::Object(entries) = root.kind else { panic!("not an object") };
        assert_eq!(entries.iter().map(|(key, _)| &**key).collect::<Vec<_>>(), ["ab", "a", "a"]);
    }

    #[test]
    fn depth_is_limited_and_costs_no_stack() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(127)).is_ok());
        let error = parse(&nested(128)).err().unwrap();
        assert_eq!(error.offset, 127);
        assert_eq!(error.message, "a value is nested more than 127 levels deep");
        assert!(parse(&"{\"a\":[".repeat(1_000_000)).is_err());
    }
}
