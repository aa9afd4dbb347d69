//! The rules of events, M1 to M8, and of the first and the last message, S2 to S4 and S6.

use std::fmt::Debug;

use chime_model::event_stream::{
    EventDecoder, EventEncoder, HeaderValue, Initial, MalformedStream, Message, MessageDecoder,
    StreamError,
};
use chime_model::{Timestamp, UnknownMember};
use chime_model_tests::events::{
    Both, Bytes, Choice, Colour, Events, EventsError, Headers, InternalServerException, Members,
    Nothing, OneOf, Point, Text, ThrottlingException, Whole,
};

fn event(name: &str, payload: &[u8]) -> Message {
    Message::new(payload).header(":message-type", "event").header(":event-type", name)
}

fn message(event: &Events) -> Message {
    let bytes = EventEncoder::new().encode(event).expect("an event that can be sent");
    Message::decode(&bytes).expect("a message")
}

pub(crate) type Read = Result<Option<Events>, StreamError<EventsError>>;

fn read(mut decoder: EventDecoder<Events>, message: &Message) -> Read {
    decoder.decode(&mut message.encode().expect("a message").as_slice())
}

pub(crate) fn client(message: &Message) -> Read {
    read(EventDecoder::for_client(), message)
}

fn server(message: &Message) -> Read {
    read(EventDecoder::for_server(), message)
}

/// The text of what is malformed.
pub(crate) fn malformed(read: Read) -> String {
    match read {
        Err(StreamError::Malformed(error)) => error.to_string(),
        other => panic!("expected a malformed stream, got {other:?}"),
    }
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

pub(crate) fn all_events() -> Vec<Events> {
    vec![
        Events::Bytes(Bytes::default().value(vec![0, 255])),
        Events::Text(Text::default().value("é")),
        Events::Whole(Whole::default().value(Point::default().x(1))),
        Events::OneOf(OneOf::default().value(Choice::Number(7))),
        Events::Members(Members::new("ab").bytes(vec![1]).at(Timestamp::UNIX_EPOCH)),
        Events::Headers(
            Headers::default()
                .flag(true)
                .integer(-7)
                .long(i64::MAX)
                .text("é")
                .bytes(vec![7])
                .at(time("2018-10-25T20:44:16.837Z"))
                .colour(Colour::Red),
        ),
        Events::Both(Both::new(3).text("t")),
        Events::Nothing(Nothing::default()),
    ]
}

#[test]
fn every_event_is_read_as_it_was_written_in_pieces_of_any_size() {
    let events = all_events();
    let mut encoder = EventEncoder::new();
    let bytes: Vec<u8> = events.iter().flat_map(|event| encoder.encode(event).unwrap()).collect();
    assert_eq!(encoder.finish(), b"");
    for size in [1, 3, 12, 16, 100, bytes.len()] {
        for mut decoder in [EventDecoder::<Events>::for_client(), EventDecoder::for_server()] {
            let mut read = Vec::new();
            for mut piece in bytes.chunks(size) {
                while let Some(event) = decoder.decode(&mut piece).unwrap() {
                    read.push(event);
                }
            }
            decoder.finish().unwrap();
            assert_eq!(read, events, "pieces of {size}");
        }
    }
}

#[test]
fn the_documented_form_of_an_event_is_that_of_a_union() {
    for event in all_events() {
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Events>(&text).unwrap(), event);
    }
    let event = Events::Both(Both::new(3).text("t"));
    assert_eq!(serde_json::to_string(&event).unwrap(), r#"{"both":{"number":3,"text":"t"}}"#);
}

#[test]
fn m1_the_type_of_a_message_is_event_exception_or_error() {
    let expected = "the header :message-type must be `event`, `exception` or `error`";
    let plain = Message::new(b"{}").header(":event-type", "nothing");
    for message in [
        plain.clone(),
        plain.clone().header(":message-type", "other"),
        plain.header(":message-type", HeaderValue::Bytes(b"event".to_vec())),
    ] {
        assert_eq!(malformed(client(&message)), expected);
        assert_eq!(malformed(server(&message)), expected);
    }
}

#[test]
fn m2_an_event_has_the_name_of_its_member() {
    assert_eq!(message(&all_events()[0]).get(":event-type").unwrap().as_str(), Some("bytes"));
    let unnamed = Message::new(b"{}").header(":message-type", "event");
    let numbered = unnamed.clone().header(":event-type", 1);
    for message in [unnamed, numbered] {
        assert_eq!(malformed(client(&message)), "the header :event-type must be a string");
    }
}

#[test]
fn m2_a_client_keeps_an_unknown_event_and_a_server_refuses_it() {
    let values = [
        (r#"{"a":1}"#.as_bytes(), serde_json::json!({"a": 1})),
        (b"", serde_json::json!({})),
        (b"text", "text".into()),
        (&[255, 0], "/wA=".into()),
    ];
    for (payload, value) in values {
        let known = client(&event("later", payload)).unwrap().expect("an event");
        assert_eq!(known, Events::Unknown(UnknownMember { name: "later".to_owned(), value }));
        let again = client(&message(&known)).unwrap();
        assert_eq!(again, Some(known));
    }
    let text = malformed(server(&event("later", b"{}")));
    assert_eq!(text, "the stream has no event called later");
    let value = serde_json::json!({});
    let clash = Events::Unknown(UnknownMember { name: "bytes".to_owned(), value });
    let error = EventEncoder::new().encode(&clash).unwrap_err().to_string();
    assert!(error.contains("one without the name of a modeled event"), "{error}");
}

#[test]
fn m3_the_payload_is_a_member_or_one_object_of_all_others() {
    let types = ["application/octet-stream", "text/plain"];
    let payloads = [
        &[0, 255][..],
        "é".as_bytes(),
        br#"{"x":1}"#,
        br#"{"Number":7}"#,
        br#"{"text":"ab","bytes":"AQ==","at":0}"#,
    ];
    for (index, payload) in payloads.iter().enumerate() {
        let message = message(&all_events()[index]);
        assert_eq!(message.payload(), *payload);
        let content_type = types.get(index).unwrap_or(&"application/json");
        assert_eq!(message.get(":content-type").unwrap().as_str(), Some(*content_type));
    }
    // A reader accepts any content type, and none.
    let read = client(&event("whole", br#"{"x":1}"#).header(":content-type", "text/plain"));
    assert_eq!(read.unwrap(), Some(all_events()[2].clone()));
    let both = message(&all_events()[6]);
    assert_eq!((both.payload(), both.get("number")), (&br#"{"text":"t"}"#[..], Some(&3.into())));
}

#[test]
fn m4_an_event_of_headers_has_no_payload_and_one_without_members_an_empty_object() {
    let headers = message(&all_events()[5]);
    assert_eq!((headers.payload(), headers.get(":content-type")), (&b""[..], None));
    let nothing = message(&all_events()[7]);
    assert_eq!(nothing.payload(), b"{}");
    assert_eq!(nothing.get(":content-type").unwrap().as_str(), Some("application/json"));
    assert_eq!(client(&event("nothing", b"")).unwrap(), Some(Events::Nothing(Nothing::default())));
    let whole = Events::Whole(Whole::default().value(Point::default()));
    assert_eq!(client(&event("whole", b"")).unwrap(), Some(whole));
    assert_eq!(client(&event("bytes", b"")).unwrap(), Some(Events::Bytes(Bytes::default())));
    assert_eq!(malformed(client(&event("members", b""))), "event members: text is required");
    let text = malformed(client(&event("members", b"<html>")));
    assert_eq!(text, "event members: the message is not valid JSON at line 1 column 1");
}

#[test]
fn m5_a_header_has_the_type_of_its_shape_and_other_widths_are_read() {
    let written = message(&all_events()[5]);
    let values = [
        ("flag", HeaderValue::Bool(true)),
        ("integer", HeaderValue::Integer(-7)),
        ("long", HeaderValue::Long(i64::MAX)),
        ("text", HeaderValue::String("é".to_owned())),
        ("bytes", HeaderValue::Bytes(vec![7])),
        ("at", HeaderValue::Timestamp(1_540_500_256_837)),
        ("colour", HeaderValue::String("Red".to_owned())),
    ];
    for (name, value) in values {
        assert_eq!(written.get(name), Some(&value));
    }
    let with = |name, value: HeaderValue| event("headers", b"").header(name, value);
    for value in [HeaderValue::Byte(7), HeaderValue::Short(7), HeaderValue::Long(7)] {
        let read = server(&with("integer", value)).unwrap();
        assert_eq!(read, Some(Events::Headers(Headers::default().integer(7))));
    }
    for (name, value, expected) in [
        ("integer", HeaderValue::Long(i64::MAX), "integer must be an integer of 32 bits"),
        (
            "integer",
            HeaderValue::Bool(true),
            "integer must be an integer of 32 bits, not a boolean",
        ),
        ("flag", 1.into(), "flag must be true or false, not a number"),
        ("text", HeaderValue::Uuid([0; 16]), "text must be a string, not a UUID"),
        ("text", HeaderValue::Bytes(Vec::new()), "text must be a string, not bytes"),
        ("bytes", "AQ==".into(), "bytes must be a string of base64, not a string"),
        ("at", "2018-10-25T20:44:16Z".into(), "at must be a timestamp, not a string"),
        ("at", 5.into(), "at must be a timestamp, not a number"),
        ("at", HeaderValue::Timestamp(i64::MAX), "at must be a timestamp in the years 0 to 9999"),
        ("long", HeaderValue::Timestamp(5), "long must be an integer of 64 bits, not a timestamp"),
        ("integer", 10.into(), "integer must be at most 9"),
        ("colour", "Blue".into(), "colour must be one of the modeled values"),
    ] {
        assert_eq!(malformed(server(&with(name, value))), format!("event headers: {expected}"));
    }
    assert_eq!(malformed(server(&event("both", b"{}"))), "event both: number is required");
}

#[test]
fn m6_an_exception_has_the_name_of_its_member_and_its_payload_no_type() {
    let error = EventsError::from(ThrottlingException::default().message("slow"));
    let bytes = EventEncoder::<Events>::new().encode_exception(&error).unwrap();
    let message = Message::decode(&bytes).unwrap();
    assert_eq!(message.get(":message-type").unwrap().as_str(), Some("exception"));
    assert_eq!(message.get(":exception-type").unwrap().as_str(), Some("throttled"));
    assert_eq!(message.payload(), br#"{"message":"slow"}"#);
    let read = client(&message).unwrap_err();
    assert_eq!((read.modeled(), read.name()), (Some(&error), Some("ThrottlingException")));
    // The name of the member identifies an exception. That of the shape does not.
    let exception = |name: &str, payload: &[u8]| {
        let message = Message::new(payload).header(":message-type", "exception");
        client(&message.header(":exception-type", name)).unwrap_err()
    };
    let unknown = exception("ThrottlingException", br#"{"message":"slow"}"#);
    assert_eq!(unknown.to_string(), "unknown exception ThrottlingException: slow");
    // An exception is read even if its payload cannot be.
    let internal = InternalServerException::default();
    for (payload, expected) in [
        (&b"<html>"[..], internal.clone()),
        (br#"{"errorMessage":"m","code":"x"}"#, internal.message("m")),
    ] {
        let read = exception("InternalServerException", payload);
        assert_eq!(read.modeled(), Some(&expected.into()));
    }
    let unnamed = Message::new(b"").header(":message-type", "exception");
    assert_eq!(malformed(client(&unnamed)), "the header :exception-type must be a string");
}

#[test]
fn m7_an_error_has_a_code_and_a_message_or_neither() {
    let bytes = EventEncoder::<Events>::new().encode_error("Busy", "try later").unwrap();
    let error = client(&Message::decode(&bytes).unwrap()).unwrap_err();
    assert_eq!((error.to_string().as_str(), error.name()), ("error Busy: try later", Some("Busy")));
    let error = client(&Message::new(b"").header(":message-type", "error")).unwrap_err();
    assert!(
        matches!(error, StreamError::Error { code, message } if code.is_empty() && message.is_empty())
    );
}

#[test]
fn m8_nothing_is_read_after_an_error() {
    let mut encoder = EventEncoder::<Events>::new();
    let mut bytes = encoder.encode_error("Busy", "").unwrap();
    bytes.extend(encoder.encode(&all_events()[0]).unwrap());
    bytes.extend(b"rest");
    for mut decoder in [EventDecoder::<Events>::for_client(), EventDecoder::for_server()] {
        let mut rest = bytes.as_slice();
        assert!(decoder.decode(&mut rest).is_err());
        assert!(rest.is_empty() && decoder.is_over());
        assert_eq!(decoder.decode(&mut bytes.as_slice()).unwrap(), None);
        assert_eq!(decoder.finish(), Ok(()));
    }
}

#[test]
fn s2_an_initial_message_is_skipped() {
    for (mut decoder, kind) in [
        (EventDecoder::<Events>::for_client(), Initial::Response),
        (EventDecoder::for_server(), Initial::Request),
    ] {
        let mut encoder = EventEncoder::new();
        let mut bytes = encoder.encode_initial(kind, b"{}").unwrap();
        bytes.extend(encoder.encode(&all_events()[0]).unwrap());
        let event = decoder.decode(&mut bytes.as_slice()).unwrap();
        assert_eq!(event, Some(all_events()[0].clone()));
    }
}

#[test]
fn s3_the_first_message_has_the_other_members() {
    let bytes =
        EventEncoder::<Events>::new().encode_initial(Initial::Response, b"{\"a\":1}").unwrap();
    let message = Message::decode(&bytes).unwrap();
    assert_eq!(message.get(":event-type").unwrap().as_str(), Some("initial-response"));
    let mut decoder = EventDecoder::<Events>::for_client();
    assert_eq!(decoder.decode_initial(&mut &bytes[..20]).unwrap(), None);
    let json = decoder.decode_initial(&mut &bytes[20..]).unwrap();
    assert_eq!(json, Some(Some(b"{\"a\":1}".to_vec())));
}

#[test]
fn s4_without_an_initial_message_the_first_one_is_kept() {
    let bytes = EventEncoder::new().encode(&all_events()[0]).unwrap();
    let mut decoder = EventDecoder::<Events>::for_client();
    assert_eq!(decoder.decode_initial(&mut bytes.as_slice()).unwrap(), Some(None));
    assert_eq!(decoder.decode(&mut &[][..]).unwrap(), Some(all_events()[0].clone()));
}

#[test]
fn s6_a_stream_ends_between_two_messages() {
    let bytes = EventEncoder::new().encode(&all_events()[0]).unwrap();
    let mut decoder = EventDecoder::<Events>::for_client();
    assert_eq!(decoder.finish(), Ok(()));
    assert_eq!(decoder.decode(&mut &bytes[..30]).unwrap(), None);
    let error = MalformedStream::Frame(chime_model::event_stream::FrameError::Incomplete);
    assert_eq!(decoder.finish(), Err(error));
}

#[test]
fn what_cannot_be_a_message_is_not_written() {
    let long = Events::Headers(Headers::default().text("x".repeat(32_768)));
    let early = Events::Headers(Headers::default().at(time("-000001-01-01T00:00:00Z")));
    for event in [long, early] {
        let error = EventEncoder::new().encode(&event).unwrap_err();
        assert!(!error.violations().is_empty());
    }
}

#[test]
fn v3_no_error_shows_a_sensitive_header() {
    fn shown(value: impl Debug) -> String {
        format!("{value:?}")
    }
    let message = event("headers", b"").header("text", HeaderValue::Bytes(b"hunter2".to_vec()));
    assert!(!shown(server(&message)).contains("hunter2"));
    assert_eq!(shown(message.get("text")), "Some(Bytes(..))");
    let event = Events::Headers(Headers::default().text("hunter2"));
    let mut decoder = MessageDecoder::new();
    let bytes = EventEncoder::new().encode(&event).unwrap();
    let message = decoder.decode(&mut bytes.as_slice()).unwrap();
    assert!(!shown((event, message, EventEncoder::<Events>::new())).contains("hunter2"));
}
