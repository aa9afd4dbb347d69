//! Event streams: messages of `application/vnd.amazon.eventstream`, with the feature
//! `event-stream`.
//!
//! A stream is a union of events, with [`EventStream`](macro@crate::EventStream) derived. An
//! [`EventEncoder`] writes events as bytes, and an [`EventDecoder`] reads them from bytes that
//! arrive in pieces. Below them are the [`Message`], which has typed headers and a payload, and its
//! [`MessageDecoder`]. A client that signs puts each message into an envelope, [`Signed`]. Nothing
//! here does I/O.

#[cfg(any(feature = "client", feature = "server"))]
mod chunks;
mod decoder;
mod encoder;
mod event;
#[cfg(any(feature = "client", feature = "server"))]
mod events;
mod frame_error;
mod header;
mod malformed;
mod message;
mod message_decoder;
mod no_events;
#[cfg(any(feature = "client", feature = "server"))]
mod sending;
mod signed;
mod stream_error;
mod streaming;

#[cfg(feature = "server")]
pub(crate) use self::chunks::Chunks;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use self::chunks::chunks;
pub use self::decoder::EventDecoder;
pub use self::encoder::{EventEncoder, Initial};
pub use self::event::EventStream;
#[cfg(feature = "client")]
pub(crate) use self::event::read_initial;
#[cfg(feature = "server")]
pub(crate) use self::event::write_initial;
#[doc(hidden)]
pub use self::event::{read_event, write_event, write_unknown_event};
#[cfg(any(feature = "client", feature = "server"))]
pub use self::events::Events;
pub use self::frame_error::FrameError;
pub use self::header::HeaderValue;
pub use self::malformed::MalformedStream;
pub use self::message::Message;
pub use self::message_decoder::MessageDecoder;
pub use self::no_events::NoEvents;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use self::sending::Sending;
#[cfg(feature = "server")]
pub(crate) use self::sending::SendingFailure;
pub use self::signed::{Signature, Signed, date_header};
pub use self::stream_error::StreamError;
pub use self::streaming::Streaming;
