//! Reads and writes plain JSON: objects of strings without escapes, as services send them. `None`
//! means that a text is not plain. serde_json then reads it from its start.

use jiff::Timestamp;

use crate::date_time;

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);

/// The number of bytes before the first quote, backslash or control character.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*word);
        let is_less = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
        let quotes = is_less(word ^ (ONES * u64::from(b'"')), 1);
        let backslashes = is_less(word ^ (ONES * u64::from(b'\\')), 1);
        // The first marked byte is right. A borrow may mark bytes after it.
        let found = (quotes | backslashes | is_less(word, b' ')) & HIGH_BITS;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let is_plain = |byte: &&u8| **byte >= b' ' && !matches!(**byte, b'"' | b'\\');
    at + bytes[at..].iter().take_while(is_plain).count()
}

/// A scanner at a place of a text.
pub(crate) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// Scans a text to its end.
    #[inline]
    pub(crate) fn scan<T>(body: &'t [u8], read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut scanner = Self { text: std::str::from_utf8(body).ok()?, at: 0 };
        let value = read(&mut scanner)?;
        scanner.peek().is_none().then_some(value)
    }

    /// The next byte that is not blank.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Whether a byte comes next. If so, it is taken.
    #[inline]
    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }

    #[inline]
    pub(crate) fn string(&mut self) -> Option<&'t str> {
        self.expect(b'"')?;
        let rest = self.text.get(self.at..)?;
        let length = plain_length(rest.as_bytes());
        if rest.as_bytes().get(length) != Some(&b'"') {
            return None;
        }
        self.at += length + 1;
        rest.get(..length)
    }

    /// Reads what is between brackets, with a comma between two elements.
    #[inline]
    fn elements(
        &mut self,
        [start, end]: [u8; 2],
        mut read: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.expect(start)?;
        if self.takes(end) {
            return Some(());
        }
        loop {
            read(self)?;
            if self.takes(end) {
                return Some(());
            }
            self.expect(b',')?;
        }
    }

    #[inline]
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &'t str) -> Option<()>,
    ) -> Option<()> {
        self.elements(*b"{}", |scanner| {
            let key = scanner.string()?;
            scanner.expect(b':')?;
            member(scanner, key)
        })
    }

    #[inline]
    pub(crate) fn list<T>(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut list = Vec::new();
        self.elements(*b"[]", |scanner| element(scanner).map(|element| list.push(element)))?;
        Some(list)
    }

    /// Reads a string into its member, which must not have occurred.
    #[inline]
    pub(crate) fn string_into(&mut self, member: &mut Option<String>) -> Option<()> {
        let text = self.string()?;
        member.replace(text.to_owned()).is_none().then_some(())
    }

    #[inline]
    pub(crate) fn time_into(&mut self, member: &mut Option<Timestamp>) -> Option<()> {
        let time = date_time::parse(self.string()?.as_bytes())?;
        member.replace(time).is_none().then_some(())
    }
}

/// Writes a string.
#[inline]
pub(crate) fn push_string(text: &str, body: &mut Vec<u8>) {
    if plain_length(text.as_bytes()) == text.len() {
        body.push(b'"');
        body.extend_from_slice(text.as_bytes());
        body.push(b'"');
    } else {
        serde_json::to_writer(body, text).expect("a string can be written");
    }
}

/// Writes a member that may be absent, whose key comes with its quotes, a comma before it and a
/// colon after it. The comma is left out after the start of an object.
#[inline]
pub(crate) fn push_member(key: &'static str, value: Option<&str>, body: &mut Vec<u8>) {
    if let Some(text) = value {
        push_key(key, body);
        push_string(text, body);
    }
}

#[inline]
pub(crate) fn push_time(key: &'static str, value: Option<Timestamp>, body: &mut Vec<u8>) {
    if let Some(time) = value {
        push_key(key, body);
        body.push(b'"');
        date_time::print(time, body);
        body.push(b'"');
    }
}

#[inline]
fn push_key(key: &'static str, body: &mut Vec<u8>) {
    let comma = usize::from(body.last() == Some(&b'{'));
    body.extend_from_slice(&key.as_bytes()[comma..]);
}
