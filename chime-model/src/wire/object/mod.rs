//! An object while it is read or written: a slot for each member, and the writer of a structure.

mod slot;
mod writer;

pub use self::slot::{Occurrence, Slot, required};
pub use self::writer::ObjectWriter;
