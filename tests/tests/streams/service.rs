//! Streams over HTTP (rules S1, S5 to S7 and F4): a router serves a generated service, and a client
//! calls it.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use chime_model::client::{CallError, Client, Sender};
use chime_model::event_stream::{EventDecoder, EventEncoder, Events, Signature, StreamError};
use chime_model::http::{Request, Response, Version};
use chime_model::server::{FailureCause, Router};
use chime_model::{Body, NoEvents, Operation, Timestamp};
use chime_model_tests::sender::SenderFn;
use futures_util::stream::{self, Stream, StreamExt as _};
use http_body_util::BodyExt as _;
use tower_service::Service as _;

#[allow(dead_code, unreachable_pub, reason = "a test uses a part of the service")]
pub(crate) mod radio {
    include!(concat!(env!("OUT_DIR"), "/streams.rs"));
}

use radio::{
    Chunk, ConnectionLost, Listen, ListenError, ListenInput, ListenOutput, NoSuchStation, Note,
    Send, SendError, SendOutput, Silence, Sound, SoundStreamError, Talk, TalkError, TalkInput,
    TalkOutput, Words,
};

type Sounds = stream::Iter<std::vec::IntoIter<Result<Sound, SoundStreamError>>>;

fn chunk(bytes: &[u8]) -> Sound {
    Sound::Chunk(Chunk::default().bytes(bytes).number(7).at(Timestamp::UNIX_EPOCH))
}

fn note(text: &str) -> Sound {
    Sound::Note(Note::new(text))
}

fn listen(input: &ListenInput) -> Result<(ListenOutput, Sounds), ListenError> {
    let lost = ConnectionLost::default().message("no signal");
    let sounds = match input.station.as_str() {
        "nowhere" => return Err(NoSuchStation::default().into()),
        "bad" => vec![Ok(chunk(b"1")), Err(lost.into()), Ok(chunk(b"2"))],
        "unsendable" => vec![Ok(chunk(b"1")), Ok(Sound::Chunk(Chunk::default().at(early())))],
        _ => vec![Ok(chunk(b"1")), Ok(note("n")), Ok(Sound::Silence(Silence::default()))],
    };
    Ok((ListenOutput::default().kind("fm"), stream::iter(sounds)))
}

/// A time that no message can have.
fn early() -> Timestamp {
    "-000001-01-01T00:00:00Z".parse().expect("a time")
}

/// Responds to each word with the same note, and to an invalid word with an error.
async fn talk(
    (): &(),
    input: TalkInput,
    words: Events<Words>,
) -> Result<(TalkOutput, impl Stream<Item = Result<Sound, SoundStreamError>> + use<>), TalkError> {
    if input.topic.as_deref() == Some("nothing") {
        return Err(NoSuchStation::default().into());
    }
    let sounds = words.map(|word| match word {
        Ok(Words::Note(word)) => Ok(Sound::Note(word)),
        Ok(_) => Ok(note("unknown")),
        Err(error) => Err(ConnectionLost::default().message(error.to_string()).into()),
    });
    Ok((TalkOutput::default(), sounds))
}

async fn send(
    (): &(),
    _: TalkInput,
    mut words: Events<Words>,
) -> Result<(SendOutput, stream::Empty<Result<NoEvents, NoEvents>>), SendError> {
    let mut count = 0;
    while let Some(Ok(_)) = words.next().await {
        count += 1;
    }
    Ok((SendOutput::default().count(count), stream::empty()))
}

fn router() -> Router {
    Router::new()
        .on_stream(Listen, async |(), input, _| listen(&input))
        .on_stream(Talk, talk)
        .on_stream(Send, send)
}

fn client() -> Client<impl Sender<ResponseBody: std::marker::Send + 'static>> {
    let router = Router::new().nest("/base", router());
    Client::new(router, "http://radio.example/base".parse().expect("an endpoint"))
}

async fn respond(router: &Router, request: Request<Body>) -> Response<Body> {
    router.clone().call(request).await.unwrap_or_else(|never| match never {})
}

fn header<B>(response: &Response<B>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(value.to_str().expect("a text").to_owned())
}

async fn all<E: chime_model::EventStream>(
    mut events: Events<E>,
) -> (Vec<E>, Option<StreamError<E::Error>>) {
    let mut received = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => received.push(event),
            Err(error) => {
                assert!(events.next().await.is_none());
                return (received, Some(error));
            }
        }
    }
    (received, None)
}

#[tokio::test]
async fn a_client_gets_the_output_and_then_the_events() {
    let (output, events) = client().stream(Listen, &ListenInput::new("one")).await.unwrap();
    assert_eq!(output, ListenOutput::default().kind("fm").status(200));
    let (events, error) = all(events).await;
    assert_eq!(events, [chunk(b"1"), note("n"), Sound::Silence(Silence::default())]);
    assert!(error.is_none());
}

#[tokio::test]
async fn s1_an_error_before_the_stream_is_an_ordinary_one() {
    let error = client().stream(Listen, &ListenInput::new("nowhere")).await.unwrap_err();
    assert_eq!(error.modeled(), Some(&NoSuchStation::default().into()));
    let request = Listen::encode_request(&ListenInput::new("nowhere")).unwrap().map(Body::from);
    let response = respond(&router(), request).await;
    assert_eq!((response.status().as_u16(), response.body().as_ref()), (404, &b"{}"[..]));
    assert_eq!(header(&response, "x-amzn-errortype").as_deref(), Some("NoSuchStation"));
    assert_eq!(header(&response, "content-type").as_deref(), Some("application/json"));
}

#[tokio::test]
async fn s1_an_error_in_the_stream_leaves_the_status() {
    let (output, events) = client().stream(Listen, &ListenInput::new("bad")).await.unwrap();
    assert_eq!(output.status, Some(200));
    let (events, error) = all(events).await;
    assert_eq!(events, [chunk(b"1")]);
    let lost = ConnectionLost::default().message("no signal");
    assert_eq!(error.unwrap().modeled(), Some(&lost.into()));
}

#[tokio::test]
async fn s5_the_type_is_that_of_a_stream_and_s6_there_is_no_length() {
    let request = Listen::encode_request(&ListenInput::new("one").volume(3)).unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
    let response = respond(&router(), request.map(Body::from)).await;
    let content_type = "application/vnd.amazon.eventstream";
    assert_eq!(header(&response, "content-type").as_deref(), Some(content_type));
    assert_eq!(header(&response, "content-length"), None);
    assert_eq!(http_body::Body::size_hint(response.body()).exact(), None);
    assert_eq!(format!("{:?}", response.body()), "Body(a stream)");

    let request = Talk::encode_request(&TalkInput::default().topic("t")).unwrap();
    assert_eq!(request.headers()["content-type"], content_type);
    assert_eq!((request.headers().get("content-length"), request.body().len()), (None, 0));
    assert_eq!(Talk::decode_request(&request).unwrap(), TalkInput::default().topic("t"));
    for (content_type, status) in [(None, 415), (Some("application/json"), 415)] {
        let mut request = request.clone().map(Body::from);
        request.headers_mut().remove("content-type");
        if let Some(content_type) = content_type {
            request.headers_mut().insert("content-type", content_type.parse().unwrap());
        }
        assert_eq!(respond(&router(), request).await.status(), status);
    }
}

#[tokio::test]
async fn s5_a_server_takes_an_accept_of_the_stream_of_the_protocol_or_of_anything() {
    for (accept, status) in [
        ("application/vnd.amazon.eventstream", 200),
        ("application/json", 200),
        ("*/*", 200),
        ("text/html", 406),
    ] {
        let mut request = Listen::encode_request(&ListenInput::new("one")).unwrap();
        request.headers_mut().insert("accept", accept.parse().unwrap());
        assert_eq!(respond(&router(), request.map(Body::from)).await.status(), status, "{accept}");
    }
}

#[tokio::test]
async fn a_stream_goes_both_ways() {
    let words = || stream::iter(["a", "b"].map(|text| Ok(Words::Note(Note::new(text)))));
    let (client, input) = (client(), TalkInput::default());
    let call = client.duplex(Talk, &input, EventEncoder::new(), words());
    let (events, error) = all(call.await.unwrap().1).await;
    assert_eq!((events, error.is_none()), (vec![note("a"), note("b")], true));
    // A signed stream is unwrapped, and its last envelope ends it.
    let encoder = EventEncoder::new()
        .sign_with(|_| Signature { date: Timestamp::UNIX_EPOCH, bytes: [1; 32] });
    let call = client.duplex(Talk, &input, encoder, words());
    assert_eq!(all(call.await.unwrap().1).await.0, [note("a"), note("b")]);

    let input = TalkInput::default().topic("nothing");
    let call = client.duplex(Talk, &input, EventEncoder::new(), words());
    let error = call.await.unwrap_err();
    assert_eq!(error.modeled(), Some(&NoSuchStation::default().into()));
}

#[tokio::test]
async fn a_request_may_be_the_only_stream() {
    let words = vec![Ok(Words::Note(Note::new("a"))); 3];
    let mut request = Send::encode_request(&TalkInput::default()).unwrap().map(Body::from);
    let mut encoder = EventEncoder::new();
    let bytes = words
        .iter()
        .flat_map(|word: &Result<_, NoEvents>| encoder.encode(word.as_ref().unwrap()).unwrap());
    *request.body_mut() = Body::from(bytes.collect::<Vec<_>>());
    let response = respond(&router(), request).await;
    assert_eq!(response.body().as_ref(), br#"{"Count":3}"#);
}

#[tokio::test]
async fn a_server_checks_the_events_of_a_request() {
    let mut encoder = EventEncoder::<Words>::new();
    let mut bytes = encoder.encode(&Words::Note(Note::new("a"))).unwrap();
    bytes.extend(encoder.encode(&Words::Note(Note::new(""))).unwrap());
    let mut request = Talk::encode_request(&TalkInput::default()).unwrap().map(Body::from);
    *request.body_mut() = Body::from(bytes);
    let response = respond(&router(), request).await;
    assert_eq!(response.status(), 202);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let mut decoder = EventDecoder::<Sound>::for_client();
    let mut rest = &body[..];
    assert_eq!(decoder.decode(&mut rest).unwrap(), Some(note("a")));
    let error = decoder.decode(&mut rest).unwrap_err().to_string();
    let expected =
        "ConnectionLost: malformed stream: event note: Text must have a length of at least 1";
    assert_eq!(error, expected);
}

#[tokio::test]
async fn f4_the_body_limit_of_a_router_is_that_of_each_event() {
    let router = router().body_limit_of(Talk, 20);
    for (length, count) in [(9, 1), (10, 0)] {
        let mut encoder = EventEncoder::<Words>::new();
        let bytes = encoder.encode(&Words::Note(Note::new("x".repeat(length)))).unwrap();
        let mut request = Talk::encode_request(&TalkInput::default()).unwrap().map(Body::from);
        *request.body_mut() = Body::from(bytes);
        let body = respond(&router, request).await.into_body().collect().await.unwrap().to_bytes();
        let mut decoder = EventDecoder::<Sound>::for_client();
        let event = decoder.decode(&mut &body[..]).ok().flatten();
        assert_eq!(event.into_iter().count(), count, "{length}");
    }
}

#[tokio::test]
async fn what_cannot_be_sent_and_a_panic_end_the_stream_with_an_error() {
    let failures = Arc::new(Mutex::new(Vec::new()));
    let heard = failures.clone();
    let router = router()
        .merge(Router::new().on_stream(Panics, async |(), _, _| {
            let sounds = stream::once(async { panic!("hunter2") });
            Ok((TalkOutput::default(), sounds))
        }))
        .on_failure(move |failure| {
            let kind = match failure.cause {
                FailureCause::Panic(_) => "panic",
                FailureCause::Encode(_) => "encode",
                _ => "other",
            };
            heard.lock().expect("no panic").push((failure.operation.map(|shape| shape.name), kind));
        });
    let client = Client::new(router, "http://radio.example".parse().unwrap());
    let (_, events) = client.stream(Listen, &ListenInput::new("unsendable")).await.unwrap();
    let (events, error) = all(events).await;
    assert_eq!(events, [chunk(b"1")]);
    assert_eq!(error.unwrap().to_string(), "error InternalFailure: ");
    let (_, events) = client.stream(Panics, &chime_model::Empty).await.unwrap();
    let (events, error) = all(events).await;
    assert_eq!((events.len(), error.unwrap().name()), (0, Some("InternalFailure")));
    let heard = [(Some("Listen"), "encode"), (Some("Panics"), "panic")];
    assert_eq!(*failures.lock().expect("no panic"), heard);
}

/// An operation whose stream panics.
#[derive(Operation)]
#[operation(output = TalkOutput, output_events = Sound, error = TalkError, service = radio::SERVICE)]
#[http(method = "GET", uri = "/panic")]
struct Panics;

#[tokio::test]
async fn s6_a_body_that_breaks_off_is_an_error() {
    let sender = tower_sender(|request| {
        assert_eq!(request.version(), Version::HTTP_11);
        let bytes = EventEncoder::<Sound>::new().encode(&chunk(b"1")).unwrap();
        let mut response = Response::new(Body::from(bytes[..bytes.len() - 1].to_vec()));
        response.headers_mut().insert("x-kind", "am".parse().unwrap());
        response
    });
    let client = Client::new(sender, "http://radio.example".parse().unwrap());
    // A client does not check the content type of a success.
    let (output, events) = client.stream(Listen, &ListenInput::new("one")).await.unwrap();
    assert_eq!(output.kind.as_deref(), Some("am"));
    let (events, error) = all(events).await;
    let expected = "malformed stream: the bytes end inside a message";
    assert_eq!((events.len(), error.unwrap().to_string().as_str()), (0, expected));
}

#[tokio::test]
async fn s7_a_stream_that_goes_both_ways_asks_for_http_2() {
    let sender = tower_sender(|request| {
        assert_eq!(request.version(), Version::HTTP_2);
        Response::builder().status(202).body(Body::default()).unwrap()
    });
    let client = Client::new(sender, "http://radio.example".parse().unwrap());
    let input = TalkInput::default();
    let call = client.duplex(Talk, &input, EventEncoder::new(), stream::empty());
    assert_eq!(all(call.await.unwrap().1).await.0, []);
}

#[tokio::test]
async fn a_response_that_is_not_a_stream_is_an_error_of_the_call() {
    let sender = tower_sender(|_| {
        Response::builder().status(503).body(Body::from(b"<html>".to_vec())).unwrap()
    });
    let client = Client::new(sender, "http://radio.example".parse().unwrap());
    let error = client.stream(Listen, &ListenInput::new("one")).await.unwrap_err();
    assert!(matches!(error, CallError::Response(_)) && error.is_retryable(), "{error}");
}

/// A sender that never fails, and makes its responses with a function.
pub(crate) fn tower_sender(
    respond: impl Fn(Request<Body>) -> Response<Body> + Clone,
) -> impl Sender<ResponseBody: std::marker::Send + 'static> {
    SenderFn(move |request| Ok::<_, Infallible>(respond(request)))
}
