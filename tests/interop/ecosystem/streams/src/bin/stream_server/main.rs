//! Streams of events in memory, for unmodified boto3 and the unmodified AWS SDK for Rust. A model
//! called `broken` fails in mid-stream, and one called `refused` before its stream.

use chime_model::Blob;
use chime_model::event_stream::Events;
use chime_model::server::Router;
use chime_model_streams::{bedrock::*, lambda, logs};
use futures_util::stream::{self, Iter, Stream, StreamExt as _};

mod verify;

/// A stream that is in memory.
type InMemory<T, E> = Iter<std::vec::IntoIter<Result<T, E>>>;

fn converse(
    input: ConverseStreamRequest,
) -> Result<
    (ConverseStreamResponse, InMemory<ConverseStreamOutput, ConverseStreamOutputError>),
    ConverseStreamError,
> {
    if input.model_id == "refused" {
        return Err(ValidationException::default().message("no such model").into());
    }
    let word = |text: &str| {
        let delta = ContentBlockDelta::Text(text.to_owned());
        ConverseStreamOutput::ContentBlockDelta(ContentBlockDeltaEvent::new(delta, 0))
    };
    let start =
        ConverseStreamOutput::MessageStart(MessageStartEvent::new(ConversationRole::Assistant));
    let mut events = vec![Ok(start), Ok(word("Hello, ")), Ok(word("wörld"))];
    events.push(match input.model_id.as_str() {
        "broken" => Err(ThrottlingException::default().message("too many words").into()),
        _ => Ok(ConverseStreamOutput::MessageStop(MessageStopEvent::new(StopReason::EndTurn))),
    });
    Ok((ConverseStreamResponse::default(), stream::iter(events)))
}

fn invoke(
    input: InvokeModelWithResponseStreamRequest,
) -> Result<
    (InvokeModelWithResponseStreamResponse, InMemory<ResponseStream, ResponseStreamError>),
    InvokeModelWithResponseStreamError,
> {
    let body = input.body.map(|body| body.into_inner().into_inner()).unwrap_or_default();
    let chunk =
        |bytes: &[u8]| ResponseStream::Chunk(PayloadPart::default().bytes(Blob::from(bytes)));
    let mut events: Vec<_> = body.chunks(4).map(|bytes| Ok(chunk(bytes))).collect();
    if input.model_id == "broken" {
        let error = ModelStreamErrorException::default().message("lost").original_status_code(500);
        events.push(Err(error.into()));
    }
    let output = InvokeModelWithResponseStreamResponse::new("text/plain");
    Ok((output, stream::iter(events)))
}

async fn talk(
    (): &(),
    _: InvokeModelWithBidirectionalStreamRequest,
    events: Events<InvokeModelWithBidirectionalStreamInput>,
) -> Result<
    (
        InvokeModelWithBidirectionalStreamResponse,
        impl Stream<
            Item = Result<
                InvokeModelWithBidirectionalStreamOutput,
                InvokeModelWithBidirectionalStreamOutputError,
            >,
        > + use<>,
    ),
    InvokeModelWithBidirectionalStreamError,
> {
    use InvokeModelWithBidirectionalStreamInput::Chunk;
    let echoed = verify::events(events).map(|event| match event {
        Ok(Chunk(part)) => match part.bytes {
            Some(bytes) if bytes.as_slice() == b"fail" => {
                Err(ModelTimeoutException::default().message("slow").into())
            }
            bytes => {
                let mut part = BidirectionalOutputPayloadPart::default();
                part.bytes = bytes;
                Ok(InvokeModelWithBidirectionalStreamOutput::Chunk(part))
            }
        },
        Ok(_) => Err(InternalServerException::default().into()),
        Err(error) => Err(ValidationException::default().message(error).into()),
    });
    Ok((InvokeModelWithBidirectionalStreamResponse::default(), echoed))
}

fn run(
    input: lambda::InvokeWithResponseStreamRequest,
) -> Result<
    (
        lambda::InvokeWithResponseStreamResponse,
        InMemory<
            lambda::InvokeWithResponseStreamResponseEvent,
            lambda::InvokeWithResponseStreamResponseEventError,
        >,
    ),
    lambda::InvokeWithResponseStreamError,
> {
    use lambda::InvokeWithResponseStreamResponseEvent::{InvokeComplete, PayloadChunk};
    let payload =
        input.payload.map(|payload| payload.into_inner().into_inner()).unwrap_or_default();
    let chunk = |bytes: &[u8]| {
        PayloadChunk(lambda::InvokeResponseStreamUpdate::default().payload(Blob::from(bytes)))
    };
    let mut events: Vec<_> = payload.chunks(3).map(|bytes| Ok(chunk(bytes))).collect();
    let complete = lambda::InvokeWithResponseStreamCompleteEvent::default();
    events.push(Ok(InvokeComplete(match input.function_name.as_str() {
        "broken" => complete.error_code("Unhandled").error_details("it broke"),
        _ => complete,
    })));
    let output = lambda::InvokeWithResponseStreamResponse::default();
    let output = output.executed_version("7").response_stream_content_type("text/plain");
    Ok((output, stream::iter(events)))
}

/// An operation of awsJson: the first message of the stream has the output, and the events follow.
fn tail(
    input: logs::StartLiveTailRequest,
) -> Result<
    (
        logs::StartLiveTailResponse,
        InMemory<logs::StartLiveTailResponseStream, logs::StartLiveTailResponseStreamError>,
    ),
    logs::StartLiveTailError,
> {
    use logs::StartLiveTailResponseStream::{SessionStart, SessionUpdate};
    let groups = input.log_group_identifiers;
    if groups == ["refused"] {
        return Err(logs::ResourceNotFoundException::default().into());
    }
    let event = logs::LiveTailSessionLogEvent::default().message("started").timestamp(7);
    let update = logs::LiveTailSessionUpdate::default().session_results(vec![event]);
    let start = logs::LiveTailSessionStart::default().session_id("s-1");
    let timeout = logs::SessionTimeoutException::default().message("three hours");
    let events = match groups[0].as_str() {
        "timeout" => vec![Err(timeout.into())],
        _ => vec![
            Ok(SessionStart(start.log_group_identifiers(groups))),
            Ok(SessionUpdate(update)),
            Err(timeout.into()),
        ],
    };
    Ok((logs::StartLiveTailResponse::default(), stream::iter(events)))
}

fn router() -> Router {
    Router::new()
        .on_stream(ConverseStream, async |(), input, _| converse(input))
        .on_stream(InvokeModelWithResponseStream, async |(), input, _| invoke(input))
        .on_stream(InvokeModelWithBidirectionalStream, talk)
        .on_stream(lambda::InvokeWithResponseStream, async |(), input, _| run(input))
        .on_stream(logs::StartLiveTail, async |(), input, _| tail(input))
        .on_failure(|failure| eprintln!("{failure}"))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, axum::Router::new().fallback_service(router())).await
}
