//! An object below the values that are in it: a slot for a member that is being read, and the
//! writer of a structure.

mod slot;
mod writer;

pub use self::slot::{Occurrence, Slot, required};
pub use self::writer::ObjectWriter;
