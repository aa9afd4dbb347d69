//! [`Reader`]: reads JSON text, for the bodies of messages. `deserializer` adapts it to serde's
//! data model.
//!
//! It differs from serde_json in three ways. It has no private tokens: no key of an object has a
//! special meaning. A number that is not an integer of 64 bits keeps its digits: the visitor gets
//! them as bytes, since JSON has no bytes that they could be taken for. A string with a lone
//! surrogate is JSON but not Unicode: the visitor gets empty bytes, and reading continues after the
//! string.

use super::scan::plain_length;
use crate::wire::fault::Fault;

pub(super) type Result<T> = std::result::Result<T, Fault>;

/// A text and how far it has been read.
pub(crate) struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The last string that had escapes.
    pub(super) unescaped: String,
    /// While a value is skipped: whether each open value is an object.
    open: Vec<bool>,
}

/// A string as it was read.
pub(super) enum Text<'t> {
    /// A part of the text.
    Plain(&'t str),
    /// In `unescaped`.
    Unescaped,
    /// One of its escapes is a lone surrogate.
    Broken,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, unescaped: String::new(), open: Vec::new() }
    }

    /// How many bytes have been read; after a fault, its place.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Checks that only whitespace follows the value.
    pub(super) fn end(&mut self) -> Result<()> {
        self.skip_blanks();
        if self.at == self.text.len() { Ok(()) } else { Err(Fault) }
    }

    /// Reads the object that comes next. Skips any other value, and returns its kind.
    #[inline]
    pub(crate) fn object<R>(
        &mut self,
        read: impl FnOnce(Elements<'_, 't>) -> Result<R>,
    ) -> Result<std::result::Result<R, &'static str>> {
        let found = match self.peek()? {
            b'{' => return self.elements(b'}', read).map(Ok),
            b'[' => "an array",
            b'"' => "a string",
            b't' | b'f' => "a boolean",
            b'n' => "null",
            _ => "a number",
        };
        self.skip()?;
        Ok(Err(found))
    }

    /// Reads the content of the object or the array that comes next.
    #[inline]
    pub(super) fn elements<R>(
        &mut self,
        end: u8,
        read: impl FnOnce(Elements<'_, 't>) -> Result<R>,
    ) -> Result<R> {
        self.at += 1;
        let value = read(Elements { reader: self, is_first: true })?;
        self.expect(end)?;
        Ok(value)
    }

    fn byte(&self, at: usize) -> Result<u8> {
        self.text.as_bytes().get(at).copied().ok_or(Fault)
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Ok(b' ' | b'\n' | b'\r' | b'\t') = self.byte(self.at) {
            self.at += 1;
        }
    }

    /// The next byte that is not whitespace.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8> {
        let byte = self.byte(self.at)?;
        if byte > b' ' {
            return Ok(byte);
        }
        self.skip_blanks();
        self.byte(self.at)
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.peek()? != byte {
            return Err(Fault);
        }
        self.at += 1;
        Ok(())
    }

    pub(super) fn word(&mut self, word: &str) -> Result<()> {
        for byte in word.bytes() {
            if self.byte(self.at)? != byte {
                return Err(Fault);
            }
            self.at += 1;
        }
        Ok(())
    }

    /// Reads the plain part of a string and the byte that ends it.
    #[inline]
    fn plain(&mut self) -> Result<(&'t str, u8)> {
        let rest = self.text.get(self.at..).ok_or(Fault)?;
        let length = plain_length(rest.as_bytes());
        self.at += length;
        match rest.as_bytes().get(length) {
            Some(end) if *end >= b' ' => {
                self.at += 1;
                Ok((&rest[..length], *end))
            }
            _ => Err(Fault),
        }
    }

    /// Reads a string, whose first quote comes next.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Text<'t>> {
        self.at += 1;
        match self.plain()? {
            (text, b'"') => Ok(Text::Plain(text)),
            (start, _) => self.escaped(start),
        }
    }

    /// Reads the rest of a string from its first escape on, whose backslash has been read.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, start: &str) -> Result<Text<'t>> {
        self.unescaped.clear();
        self.unescaped.push_str(start);
        let mut is_broken = false;
        loop {
            match self.escape()? {
                Some(character) => self.unescaped.push(character),
                None => is_broken = true,
            }
            let (part, end) = self.plain()?;
            self.unescaped.push_str(part);
            if end == b'"' {
                return Ok(if is_broken { Text::Broken } else { Text::Unescaped });
            }
        }
    }

    /// The character of an escape, whose backslash has been read; `None` for a lone surrogate.
    fn escape(&mut self) -> Result<Option<char>> {
        let character = match self.byte(self.at)? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(Fault),
        };
        self.at += 1;
        Ok(Some(character))
    }

    fn unicode_escape(&mut self) -> Result<Option<char>> {
        self.at += 1;
        let first = self.code_unit()?;
        if !matches!(first, 0xD800..0xDC00) || !self.text[self.at..].starts_with("\\u") {
            return Ok(char::from_u32(first));
        }
        let after_first = self.at;
        self.at += 2;
        match self.code_unit()? {
            second @ 0xDC00..0xE000 => {
                Ok(char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)))
            }
            _ => {
                // It is not the other half: read it again, as an escape of its own.
                self.at = after_first;
                Ok(None)
            }
        }
    }

    /// Reads four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.byte(self.at)?).to_digit(16).ok_or(Fault)?;
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    /// Reads one digit or more.
    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.byte(self.at).is_ok_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(Fault) } else { Ok(()) }
    }

    /// Reads a number, and returns its text and whether it has neither a fraction nor an exponent.
    pub(super) fn number(&mut self) -> Result<(&'t str, bool)> {
        let start = self.at;
        self.at += usize::from(self.byte(start)? == b'-');
        if self.byte(self.at)? == b'0' {
            self.at += 1;
            if self.byte(self.at).is_ok_and(|byte| byte.is_ascii_digit()) {
                return Err(Fault);
            }
        } else {
            self.digits()?;
        }
        let mut is_integer = true;
        if self.byte(self.at).is_ok_and(|byte| byte == b'.') {
            is_integer = false;
            self.at += 1;
            self.digits()?;
        }
        if self.byte(self.at).is_ok_and(|byte| matches!(byte, b'e' | b'E')) {
            is_integer = false;
            self.at += 1;
            self.at += usize::from(matches!(self.byte(self.at)?, b'+' | b'-'));
            self.digits()?;
        }
        Ok((&self.text[start..self.at], is_integer))
    }

    /// Skips a value, however deep, without recursion.
    pub(super) fn skip(&mut self) -> Result<()> {
        self.open.clear();
        loop {
            match self.peek()? {
                b'"' => self.skip_string()?,
                bracket @ (b'{' | b'[') => {
                    self.at += 1;
                    let is_object = bracket == b'{';
                    if self.peek()? != closing(is_object) {
                        if is_object {
                            self.skip_key()?;
                        }
                        self.open.push(is_object);
                        continue;
                    }
                    self.at += 1;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => drop(self.number()?),
            }
            if !self.skip_ends()? {
                return Ok(());
            }
        }
    }

    /// Skips the ends of open values up to the next value, and returns whether there is one.
    #[inline]
    fn skip_ends(&mut self) -> Result<bool> {
        while let Some(is_object) = self.open.last().copied() {
            let byte = self.peek()?;
            if byte == b',' {
                self.at += 1;
                if is_object {
                    self.skip_key()?;
                }
                return Ok(true);
            }
            if byte != closing(is_object) {
                return Err(Fault);
            }
            self.at += 1;
            self.open.pop();
        }
        Ok(false)
    }

    fn skip_key(&mut self) -> Result<()> {
        if self.peek()? != b'"' {
            return Err(Fault);
        }
        self.skip_string()?;
        self.expect(b':')
    }

    #[inline]
    fn skip_string(&mut self) -> Result<()> {
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let length = plain_length(rest);
            self.at += length;
            match rest.get(length) {
                Some(b'"') => break,
                Some(b'\\') => self.at += 1,
                _ => return Err(Fault),
            }
            self.escape()?;
        }
        self.at += 1;
        Ok(())
    }
}

fn closing(is_object: bool) -> u8 {
    if is_object { b'}' } else { b']' }
}

/// The elements of an array or the members of an object.
pub(crate) struct Elements<'r, 't> {
    pub(super) reader: &'r mut Reader<'t>,
    is_first: bool,
}

impl Elements<'_, '_> {
    /// Skips to the next element, after the comma, and returns its first byte; `None` at the end.
    #[inline]
    pub(super) fn next(&mut self, end: u8) -> Result<Option<u8>> {
        let byte = self.reader.peek()?;
        if byte == end {
            return Ok(None);
        }
        if std::mem::replace(&mut self.is_first, false) {
            return Ok(Some(byte));
        }
        if byte != b',' {
            return Err(Fault);
        }
        self.reader.at += 1;
        match self.reader.peek()? {
            byte if byte == end => Err(Fault),
            byte => Ok(Some(byte)),
        }
    }
}
