//! JSON text, read and written in one pass each. Other rooms reach it through serde's traits; it
//! knows no shape and no rule of the protocol.

mod deserializer;
mod reader;
mod scan;
mod writer;

use crate::violation::Reason;
use crate::wire::fault::Fault;

pub(super) use self::reader::{Elements, Reader};
use self::writer::Writer;

/// Reads a text as exactly one JSON value (rule J5). The reason for a text that is not JSON names
/// the place and never quotes the text.
#[inline]
pub(super) fn read<'t, R>(
    text: &'t [u8],
    read: impl FnOnce(&mut Reader<'t>) -> Result<R, Fault>,
) -> Result<R, Reason> {
    let (valid, is_text) = match std::str::from_utf8(text) {
        Ok(text) => (text, true),
        Err(error) => (std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or(""), false),
    };
    let mut reader = Reader::new(valid);
    match read(&mut reader).and_then(|value| reader.end().map(|()| value)) {
        Ok(value) if is_text => Ok(value),
        _ => Err(syntax(text, reader.position())),
    }
}

/// The place of a byte in a text.
#[cold]
fn syntax(text: &[u8], at: usize) -> Reason {
    let before = &text[..at];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    Reason::Syntax { line, column: at - line_start + 1 }
}

/// Writes a value as JSON text.
pub(super) fn write(
    write: impl FnOnce(&mut Writer) -> Result<(), Fault>,
) -> Result<Vec<u8>, Fault> {
    // Enough for most bodies, so that the buffer never grows.
    let mut writer = Writer::new(Vec::with_capacity(512));
    write(&mut writer).map(|()| writer.into_text())
}
