//! Event streams: messages of `application/vnd.amazon.eventstream`, with the feature
//! `event-stream`.
//!
//! A [`Message`] has typed headers and a payload. A [`MessageDecoder`] reads messages out of bytes
//! that come in pieces. A client that signs puts each message into an envelope, [`Signed`]. Nothing
//! here does I/O.

mod frame_error;
mod header;
mod malformed;
mod message;
mod message_decoder;
mod signed;

pub use self::frame_error::FrameError;
pub use self::header::HeaderValue;
pub use self::malformed::MalformedStream;
pub use self::message::Message;
pub use self::message_decoder::MessageDecoder;
pub use self::signed::{Signature, Signed, date_header};
