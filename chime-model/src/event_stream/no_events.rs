//! [`NoEvents`]: the events of a direction that has no stream.

use super::event::EventStream;
use super::message::Message;
use crate::OperationError;
use crate::encode_error::EncodeError;
use crate::wire::{self, Context, Members, UnknownMember};

/// No events, and no errors of a stream: an operation has it where it has no stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, OperationError)]
pub enum NoEvents {}

impl EventStream for NoEvents {
    type Error = Self;

    const EVENTS: &'static Members = &Members { list: &[], by_key: &[], by_name: &[] };

    fn write_event(&self) -> Result<Message, EncodeError> {
        match *self {}
    }

    fn read_event(_: usize, _: &wire::Message<'_>, _: &mut Context) -> Option<Self> {
        None
    }

    fn unknown(_: UnknownMember) -> Option<Self> {
        None
    }
}
