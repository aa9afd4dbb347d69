//! [`NoEvents`]: the events of a direction that has no stream.

use super::event::EventStream;
use super::message::Message;
use crate::OperationError;
use crate::encode_error::EncodeError;
use crate::wire::{self, Context, Members, UnknownMember};

/// The empty type of events and of stream errors. An operation uses it for a direction without a
/// stream.
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
