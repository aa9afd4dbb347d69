//! JSON text, read in one pass by serde_json and written by it.
//!
//! A text with a value that serde_json cannot hand on is [repaired](repair) and read once more.

use serde_core::Serialize;
use serde_core::de::IgnoredAny;
use serde_json::Deserializer;
use serde_json::de::StrRead;

use super::context::Context;
use super::repair::repair;
use crate::violation::Reason;

/// What a serializer says of an unknown member of a union whose name is that of a modeled one in
/// the form that is written: it would be read as that one. [`write`] recognizes the error by this
/// text.
pub(super) const MODELED: &str = "an unknown member has the name of a modeled member";

/// What reads the value of a text, and is called once more if the text needs repair.
type Reader<'r> =
    &'r mut dyn FnMut(&mut Deserializer<StrRead<'_>>, &mut Context) -> serde_json::Result<()>;

/// Reads a text as one JSON value. A text that is not JSON gives the reason, and nothing else that
/// was found in it.
#[inline]
pub(crate) fn read(text: &[u8], context: &mut Context, reader: Reader<'_>) -> Result<(), Reason> {
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error.valid_up_to()))?;
    let start = context.mark();
    let mut read = |text: &str, context: &mut Context| {
        let mut deserializer = Deserializer::from_str(text);
        reader(&mut deserializer, context)?;
        deserializer.end()
    };
    match read(text, context) {
        Ok(()) if !context.needs_repair => Ok(()),
        _ => {
            context.rewind(&start);
            serde_json::from_str::<IgnoredAny>(text).map_err(syntax)?;
            context.is_repaired = true;
            read(&repair(text), context).map_err(syntax)
        }
    }
}

/// Whether a text is an object, if it is JSON.
pub(super) fn is_object(text: &[u8]) -> bool {
    text.trim_ascii_start().first() == Some(&b'{')
}

/// Where a text stops being JSON. It never quotes the text.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn syntax(error: serde_json::Error) -> Reason {
    Reason::Syntax { line: error.line(), column: error.column().max(1) }
}

fn not_utf8(text: &[u8], at: usize) -> Reason {
    let before = &text[..at];
    let line_start =
        before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    Reason::Syntax {
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: at - line_start + 1,
    }
}

/// Writes a value as the body of a message.
///
/// # Errors
/// A value that is nested too deeply, and an unknown member that would be read as a modeled one.
pub(crate) fn write(value: &impl Serialize) -> Result<Vec<u8>, Reason> {
    // Room for most bodies, which then never grow.
    let mut text = Vec::with_capacity(512);
    match serde_json::to_writer(&mut text, value) {
        Ok(()) => Ok(text),
        Err(error) if error.to_string() == MODELED => {
            Err(Reason::expected("without an unknown member that has the name of a modeled one"))
        }
        Err(_) => Err(Reason::Depth),
    }
}
