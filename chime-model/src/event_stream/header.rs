//! [`HeaderValue`]: the typed value of a header of a message (rules F2 and F3).

use std::fmt;

use jiff::Timestamp;

use super::frame_error::FrameError;

/// The most bytes of a text or bytes value that is written (rule F3).
const MAX_VALUE: usize = 32_767;

/// The value of a header of a [`Message`](super::Message), with its type (rule
/// [F2](crate::rules#f2)).
///
/// A header can be a sensitive member, so `Debug` shows only the type.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum HeaderValue {
    /// True or false.
    Bool(bool),
    /// An integer of 8 bits.
    Byte(i8),
    /// An integer of 16 bits.
    Short(i16),
    /// An integer of 32 bits.
    Integer(i32),
    /// An integer of 64 bits.
    Long(i64),
    /// Bytes: at most 32,767 to be written. A value that was read may have up to 65,535.
    Bytes(Vec<u8>),
    /// A text, with the same limits.
    String(String),
    /// A time in milliseconds since 1970. [`as_timestamp`](Self::as_timestamp) converts it.
    Timestamp(i64),
    /// A UUID.
    Uuid([u8; 16]),
}

impl HeaderValue {
    /// The text, if the value is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            HeaderValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The time, if the value is one between the years -9999 and 9999.
    #[must_use]
    pub fn as_timestamp(&self) -> Option<Timestamp> {
        match self {
            HeaderValue::Timestamp(milliseconds) => Timestamp::from_millisecond(*milliseconds).ok(),
            _ => None,
        }
    }

    /// Appends the type and the value.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) -> Result<(), FrameError> {
        match self {
            HeaderValue::Bool(true) => bytes.push(0),
            HeaderValue::Bool(false) => bytes.push(1),
            HeaderValue::Byte(value) => put(bytes, 2, &value.to_be_bytes()),
            HeaderValue::Short(value) => put(bytes, 3, &value.to_be_bytes()),
            HeaderValue::Integer(value) => put(bytes, 4, &value.to_be_bytes()),
            HeaderValue::Long(value) => put(bytes, 5, &value.to_be_bytes()),
            HeaderValue::Bytes(value) => put_sized(bytes, 6, value)?,
            HeaderValue::String(value) => put_sized(bytes, 7, value.as_bytes())?,
            HeaderValue::Timestamp(value) => put(bytes, 8, &value.to_be_bytes()),
            HeaderValue::Uuid(value) => put(bytes, 9, value),
        }
        Ok(())
    }

    /// Takes a type and a value from the front of the headers.
    pub(super) fn read(headers: &mut &[u8]) -> Result<Self, FrameError> {
        let [kind] = take(headers)?;
        Ok(match kind {
            0 => HeaderValue::Bool(true),
            1 => HeaderValue::Bool(false),
            2 => HeaderValue::Byte(i8::from_be_bytes(take(headers)?)),
            3 => HeaderValue::Short(i16::from_be_bytes(take(headers)?)),
            4 => HeaderValue::Integer(i32::from_be_bytes(take(headers)?)),
            5 => HeaderValue::Long(i64::from_be_bytes(take(headers)?)),
            6 => HeaderValue::Bytes(take_sized(headers)?.to_vec()),
            7 => HeaderValue::String(text(take_sized(headers)?)?.to_owned()),
            8 => HeaderValue::Timestamp(i64::from_be_bytes(take(headers)?)),
            9 => HeaderValue::Uuid(take(headers)?),
            _ => return Err(FrameError::Header("a type from 0 to 9")),
        })
    }
}

impl fmt::Debug for HeaderValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            HeaderValue::Bool(_) => "Bool",
            HeaderValue::Byte(_) => "Byte",
            HeaderValue::Short(_) => "Short",
            HeaderValue::Integer(_) => "Integer",
            HeaderValue::Long(_) => "Long",
            HeaderValue::Bytes(_) => "Bytes",
            HeaderValue::String(_) => "String",
            HeaderValue::Timestamp(_) => "Timestamp",
            HeaderValue::Uuid(_) => "Uuid",
        };
        f.debug_tuple(name).finish_non_exhaustive()
    }
}

impl From<bool> for HeaderValue {
    fn from(value: bool) -> Self {
        HeaderValue::Bool(value)
    }
}

impl From<i32> for HeaderValue {
    fn from(value: i32) -> Self {
        HeaderValue::Integer(value)
    }
}

impl From<i64> for HeaderValue {
    fn from(value: i64) -> Self {
        HeaderValue::Long(value)
    }
}

impl From<&str> for HeaderValue {
    fn from(value: &str) -> Self {
        HeaderValue::String(value.to_owned())
    }
}

impl From<String> for HeaderValue {
    fn from(value: String) -> Self {
        HeaderValue::String(value)
    }
}

/// Milliseconds, rounded towards the past.
impl From<Timestamp> for HeaderValue {
    fn from(value: Timestamp) -> Self {
        let nanoseconds = value.as_nanosecond().div_euclid(1_000_000);
        HeaderValue::Timestamp(i64::try_from(nanoseconds).unwrap_or(i64::MAX))
    }
}

fn put(bytes: &mut Vec<u8>, kind: u8, value: &[u8]) {
    bytes.push(kind);
    bytes.extend_from_slice(value);
}

fn put_sized(bytes: &mut Vec<u8>, kind: u8, value: &[u8]) -> Result<(), FrameError> {
    let length = u16::try_from(value.len()).ok().filter(|_| value.len() <= MAX_VALUE);
    let Some(length) = length else {
        return Err(FrameError::TooLong { part: "the value of a header", limit: MAX_VALUE });
    };
    put(bytes, kind, &length.to_be_bytes());
    bytes.extend_from_slice(value);
    Ok(())
}

/// Takes the bytes of a number.
fn take<const N: usize>(headers: &mut &[u8]) -> Result<[u8; N], FrameError> {
    let Some((taken, rest)) = headers.split_first_chunk() else { return Err(FrameError::CUT) };
    *headers = rest;
    Ok(*taken)
}

/// Takes bytes that follow a length of two bytes.
fn take_sized<'h>(headers: &mut &'h [u8]) -> Result<&'h [u8], FrameError> {
    let length = u16::from_be_bytes(take(headers)?);
    take_slice(headers, length.into())
}

fn take_slice<'h>(headers: &mut &'h [u8], length: usize) -> Result<&'h [u8], FrameError> {
    let Some((taken, rest)) = headers.split_at_checked(length) else {
        return Err(FrameError::CUT);
    };
    *headers = rest;
    Ok(taken)
}

fn text(bytes: &[u8]) -> Result<&str, FrameError> {
    std::str::from_utf8(bytes).map_err(|_| FrameError::Header("UTF-8 text"))
}

/// Appends a header.
pub(super) fn write_header(
    name: &str,
    value: &HeaderValue,
    bytes: &mut Vec<u8>,
) -> Result<(), FrameError> {
    let length = u8::try_from(name.len()).ok().filter(|length| *length > 0);
    bytes.push(length.ok_or(FrameError::Header("a name of 1 to 255 bytes"))?);
    bytes.extend_from_slice(name.as_bytes());
    value.write(bytes)
}

/// Reads all headers of a message.
pub(super) fn read_headers(mut bytes: &[u8]) -> Result<Vec<(String, HeaderValue)>, FrameError> {
    let mut headers = Vec::new();
    while !bytes.is_empty() {
        let [length] = take(&mut bytes)?;
        if length == 0 {
            return Err(FrameError::Header("a name of 1 to 255 bytes"));
        }
        let name = text(take_slice(&mut bytes, length.into())?)?.to_owned();
        headers.push((name, HeaderValue::read(&mut bytes)?));
    }
    check_names(&headers)?;
    Ok(headers)
}

/// Refuses a repeated name, in less than quadratic time, since an attacker may send many headers.
pub(super) fn check_names(headers: &[(String, HeaderValue)]) -> Result<(), FrameError> {
    let mut names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(FrameError::Header("a name that no other header has"));
    }
    Ok(())
}
