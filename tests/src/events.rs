//! A stream with every kind of event, and a check that reading and writing its events agree.

#![expect(missing_docs, reason = "each type is of the kind that its name says")]

use chime_model::event_stream::{EventDecoder, EventEncoder};
use chime_model::{
    Blob, Enumeration, EventStream, Exception, OperationError, Sensitive, Structure, Timestamp,
    Union, UnknownMember,
};

#[derive(Clone, Debug, Enumeration)]
pub enum Colour {
    Red,
    #[unknown]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub struct Point {
    pub x: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Union)]
pub enum Choice {
    Number(i32),
    #[unknown]
    Unknown(UnknownMember),
}

/// An event with only a payload.
macro_rules! payloads {
    ($($event:ident, $value:ty;)*) => {$(
        #[derive(Clone, Debug, PartialEq, Structure)]
        pub struct $event {
            #[http(payload)]
            pub value: Option<$value>,
        }
    )*};
}

payloads! {
    Bytes, Blob;
    Text, String;
    Whole, Point;
    OneOf, Choice;
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub struct Members {
    #[constraint(length(min = 2))]
    pub text: String,
    pub bytes: Option<Blob>,
    pub at: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub struct Headers {
    #[http(event_header = "flag")]
    pub flag: Option<bool>,
    #[http(event_header = "integer")]
    #[constraint(range(max = 9))]
    pub integer: Option<i32>,
    #[http(event_header = "long")]
    pub long: Option<i64>,
    #[http(event_header = "text")]
    pub text: Option<Sensitive<String>>,
    #[http(event_header = "bytes")]
    pub bytes: Option<Blob>,
    #[http(event_header = "at")]
    pub at: Option<Timestamp>,
    #[http(event_header = "colour")]
    pub colour: Option<Colour>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub struct Both {
    #[http(event_header = "number")]
    pub number: i32,
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
pub struct Nothing {}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 429)]
pub struct ThrottlingException {
    pub message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 500, server)]
pub struct InternalServerException {
    #[serde(rename = "Message")]
    pub message: Option<String>,
    pub code: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
pub enum EventsError {
    #[serde(rename = "throttled")]
    Throttled(ThrottlingException),
    InternalServerException(InternalServerException),
}

#[derive(Clone, Debug, PartialEq, Union, EventStream)]
#[event_stream(error = EventsError)]
pub enum Events {
    #[serde(rename = "bytes")]
    Bytes(Bytes),
    #[serde(rename = "text")]
    Text(Text),
    #[serde(rename = "whole")]
    Whole(Whole),
    #[serde(rename = "oneOf")]
    OneOf(OneOf),
    #[serde(rename = "members")]
    Members(Members),
    #[serde(rename = "headers")]
    Headers(Headers),
    #[serde(rename = "both")]
    Both(Both),
    #[serde(rename = "nothing")]
    Nothing(Nothing),
    #[unknown]
    Unknown(UnknownMember),
}

/// Decodes bytes in pieces of `piece` bytes. Returns the events before the first error, and the
/// text of that error, which is empty if there is none.
fn read(mut decoder: EventDecoder<Events>, bytes: &[u8], piece: usize) -> (Vec<Events>, String) {
    let mut events = Vec::new();
    for mut piece in bytes.chunks(piece.max(1)) {
        loop {
            match decoder.decode(&mut piece) {
                Ok(Some(event)) => events.push(event),
                Ok(None) => break,
                Err(error) => return (events, error.to_string()),
            }
        }
    }
    (events, decoder.finish().err().map(|error| error.to_string()).unwrap_or_default())
}

/// Reads bytes as a client and as a server. The size of the pieces must not change the events, and
/// each event must be the same after it is written and read again.
///
/// # Panics
/// If they differ.
pub fn compare(bytes: &[u8]) {
    for decoder in [EventDecoder::for_client, EventDecoder::for_server] {
        let (events, error) = read(decoder(), bytes, bytes.len());
        for piece in [1, 7, 12, 64] {
            let (same, same_error) = read(decoder(), bytes, piece);
            assert!(
                same == events && same_error == error,
                "pieces of {piece} bytes give other events"
            );
        }
        let mut encoder = EventEncoder::new();
        for event in events {
            let written = encoder.encode(&event).expect("it was read");
            assert_eq!(read(decoder(), &written, 64), (vec![event], String::new()));
        }
    }
}
