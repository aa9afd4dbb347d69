//! Streams in awsJson, rules S3 to S5: the members beside the stream are in its first message.

use chime_model::client::{CallError, Client};
use chime_model::event_stream::{EventDecoder, EventEncoder, Initial};
use chime_model::http::{Request, Response};
use chime_model::server::Router;
use chime_model::{
    Body, EventStream, NoEvents, Operation, OperationError, ResponseError, Service, Structure,
    Union, UnknownMember,
};
use futures_util::stream;
use http_body_util::BodyExt as _;
use tower_service::Service as _;

use crate::service::tower_sender;

const SERVICE: Service =
    Service::new("Tail", "Tail", "1", "tail", "tail").aws_json_1_1("Tail_20140328");

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Line {
    text: String,
}

#[derive(Clone, Debug, PartialEq, Union, EventStream)]
#[event_stream(error = NoEvents)]
enum Lines {
    #[serde(rename = "line")]
    Line(Line),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct TailInput {
    group: String,
}

#[derive(Clone, Debug, PartialEq, Structure)]
#[event_stream]
struct TailOutput {
    session: String,
}

#[derive(Operation)]
#[operation(input = TailInput, output = TailOutput, output_events = Lines, error = NoErrors, service = SERVICE)]
struct Tail;

fn router() -> Router {
    Router::new().on_stream(Tail, async |(), input, _| {
        let lines = stream::iter([Ok(Lines::Line(Line::new(input.group)))]);
        Ok((TailOutput::new("s-1"), lines))
    })
}

fn request() -> Request<Body> {
    Tail::encode_request(&TailInput::new("g")).expect("a request").map(Body::from)
}

async fn respond(request: Request<Body>) -> Response<Body> {
    router().call(request).await.unwrap_or_else(|never| match never {})
}

#[tokio::test]
async fn s3_a_server_sends_the_other_members_first() {
    assert_eq!(request().body().as_ref(), br#"{"group":"g"}"#);
    let response = respond(request()).await;
    let content_type = "application/vnd.amazon.eventstream";
    assert_eq!(response.headers()["content-type"], content_type);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let mut decoder = EventDecoder::<Lines>::for_client();
    let mut rest = &body[..];
    let json = decoder.decode_initial(&mut rest).unwrap();
    assert_eq!(json, Some(Some(br#"{"session":"s-1"}"#.to_vec())));
    assert_eq!(decoder.decode(&mut rest).unwrap(), Some(Lines::Line(Line::new("g"))));
}

#[tokio::test]
async fn s3_a_client_reads_the_other_members_first() {
    let client = Client::new(router(), "http://tail.example".parse().unwrap());
    let (output, mut events) = client.stream(Tail, &TailInput::new("g")).await.unwrap();
    assert_eq!(output, TailOutput::new("s-1"));
    assert_eq!(events.next().await.unwrap().unwrap(), Lines::Line(Line::new("g")));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn s4_a_client_needs_the_first_message_if_a_member_of_it_is_required() {
    let line = EventEncoder::new().encode(&Lines::Line(Line::new("g"))).unwrap();
    let initial =
        |json: &[u8]| EventEncoder::<Lines>::new().encode_initial(Initial::Response, json).unwrap();
    for (bytes, expected) in [
        (line, "session is required"),
        (Vec::new(), "session is required"),
        (initial(b"{}"), "session is required"),
        (initial(b"<html>"), "the message is not valid JSON at line 1 column 1"),
    ] {
        let sender = tower_sender(move |_| Response::new(Body::from(bytes.clone())));
        let client = Client::new(sender, "http://tail.example".parse().unwrap());
        match client.stream(Tail, &TailInput::new("g")).await {
            Err(CallError::Response(ResponseError::Malformed(error))) => {
                assert_eq!(error.violations.to_string(), expected);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn s5_an_accept_may_be_the_type_of_the_protocol() {
    for (accept, status) in [
        ("application/vnd.amazon.eventstream", 200),
        ("application/x-amz-json-1.1", 200),
        ("application/json", 406),
    ] {
        let mut request = request();
        request.headers_mut().insert("accept", accept.parse().unwrap());
        assert_eq!(respond(request).await.status(), status, "{accept}");
    }
}
