//! The members of a structure or a union, below the values that they hold: the table of members
//! that the derives emit, a slot for a member that is being read, and the writer of an object.

mod slot;
mod table;
mod writer;

pub use self::slot::{Occurrence, Slot, required};
pub use self::table::{Key, Member, Members};
pub use self::writer::ObjectWriter;
