//! [`Sending`]: a stream of events as the bytes of a body.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::encoder::EventEncoder;
#[cfg(feature = "server")]
use super::encoder::Initial;
use super::event::EventStream;
use crate::encode_error::EncodeError;

/// A failure that ends a stream of events.
#[cfg_attr(not(feature = "server"), expect(dead_code, reason = "only a router reports it"))]
pub(crate) enum SendingFailure {
    /// The stream panicked.
    Panic(Box<dyn Any + Send>),
    /// An event or an error cannot be sent.
    Encode(EncodeError),
}

/// The bytes of events, up to the end or to an error of the stream.
pub(crate) struct Sending<E: EventStream, S> {
    /// What comes before the first event.
    initial: Option<Vec<u8>>,
    /// `None` once the stream has ended.
    events: Option<Pin<Box<S>>>,
    encoder: EventEncoder<E>,
    report: Box<dyn Fn(SendingFailure) + Send>,
}

impl<E, S> Sending<E, S>
where
    E: EventStream,
    S: Stream<Item = Result<E, E::Error>>,
{
    /// `report` gets each failure that the other side sees as an unmodeled error.
    pub(crate) fn new(
        events: S,
        encoder: EventEncoder<E>,
        report: impl Fn(SendingFailure) + Send + 'static,
    ) -> Self {
        let report = Box::new(report);
        Self { initial: None, events: Some(Box::pin(events)), encoder, report }
    }

    /// Sends a first message with this JSON before the events (rule S3).
    #[cfg(feature = "server")]
    pub(crate) fn after_initial(mut self, json: &[u8]) -> Result<Self, EncodeError> {
        self.initial = Some(self.encoder.encode_initial(Initial::Response, json)?);
        Ok(self)
    }

    /// The bytes with which the stream ends.
    fn end(&mut self, mut bytes: Vec<u8>) -> Poll<Option<Bytes>> {
        self.events = None;
        bytes.extend(self.encoder.finish());
        Poll::Ready((!bytes.is_empty()).then(|| bytes.into()))
    }

    /// Ends the stream with an unmodeled error (rule M7).
    fn fail(&mut self, failure: SendingFailure) -> Poll<Option<Bytes>> {
        (self.report)(failure);
        let error = self.encoder.encode_error("InternalFailure", "");
        self.end(error.unwrap_or_default())
    }
}

impl<E, S> Stream for Sending<E, S>
where
    E: EventStream,
    S: Stream<Item = Result<E, E::Error>>,
{
    type Item = Bytes;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let this = self.get_mut();
        if let Some(initial) = this.initial.take() {
            return Poll::Ready(Some(initial.into()));
        }
        let Some(events) = &mut this.events else { return Poll::Ready(None) };
        // A stream that has panicked is dropped and not polled again.
        let polled = catch_unwind(AssertUnwindSafe(|| events.as_mut().poll_next(context)));
        let event = match polled {
            Ok(polled) => ready!(polled),
            Err(payload) => return this.fail(SendingFailure::Panic(payload)),
        };
        match event.map(|event| event.map(|event| this.encoder.encode(&event))) {
            None => this.end(Vec::new()),
            Some(Ok(Ok(bytes))) => Poll::Ready(Some(bytes.into())),
            Some(Ok(Err(error))) => this.fail(SendingFailure::Encode(error)),
            Some(Err(error)) => match this.encoder.encode_exception(&error) {
                Ok(bytes) => this.end(bytes),
                Err(error) => this.fail(SendingFailure::Encode(error)),
            },
        }
    }
}
