//! The rules for members that are the body, C3, C4 and C8.

use std::fmt::Debug;

use chime_model::{Blob, Document, Enumeration, Operation, Structure, Union, UnknownMember};
use chime_model_tests::message::{
    decode_request, decode_response, encode_request, encode_response,
};
use serde_json::json;

use crate::{NoErrors, malformed};

#[derive(Clone, Debug, PartialEq, Structure)]
struct Point {
    x: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Number(i32),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Clone, Debug, Enumeration)]
enum Colour {
    Red,
    #[unknown]
    Unknown(String),
}

macro_rules! payloads {
    ($($operation:ident, $message:ident, $value:ty;)*) => {$(
        #[derive(Clone, Debug, PartialEq, Structure)]
        struct $message {
            #[http(payload)]
            value: Option<$value>,
        }

        #[derive(Operation)]
        #[operation(input = $message, output = $message, error = NoErrors, service = chime_model::SERVICE)]
        #[http(method = "PUT", uri = "/value")]
        struct $operation;
    )*};
}

payloads! {
    PutPoint, PointMessage, Point;
    PutText, TextMessage, String;
    PutBlob, BlobMessage, Blob;
    PutChoice, ChoiceMessage, Choice;
    PutDocument, DocumentMessage, Document;
    PutColour, ColourMessage, Colour;
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct PointThere {
    #[http(payload)]
    point: Point,
}

#[derive(Operation)]
#[operation(input = PointThere, output = PointThere, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "PUT", uri = "/value")]
struct MustPoint;

/// A blob with its Content-Type as a member.
#[derive(Clone, Debug, PartialEq, Structure)]
struct File {
    #[http(header = "Content-Type")]
    kind: Option<String>,
    #[http(payload)]
    bytes: Blob,
}

#[derive(Operation)]
#[operation(input = File, output = File, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "PUT", uri = "/value")]
struct PutFile;

/// A text with its Content-Type as a member.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Page {
    #[http(header = "Content-Type")]
    kind: Option<String>,
    #[http(payload)]
    text: Option<String>,
}

#[derive(Operation)]
#[operation(input = Page, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "PUT", uri = "/page")]
struct PutPage;

/// Both sides write this message after the first line, and both read it.
fn both_ways<O>(value: &O::Input, message: &str)
where
    O: Operation<
            Input: PartialEq + Debug,
            Output = <O as Operation>::Input,
            Error: PartialEq + Debug,
        >,
{
    assert_eq!(encode_request::<O>(value), format!("PUT /value\n{message}"));
    assert_eq!(encode_response::<O>(value), format!("200 OK\n{message}"));
    assert_eq!(decode_request::<O>(&format!("PUT /value\n{message}")).as_ref(), Ok(value));
    assert_eq!(decode_response::<O>(&format!("200\n{message}")).as_ref(), Ok(value));
}

#[test]
fn c3_unset_structure_is_an_empty_object_in_a_request_and_nothing_in_a_response() {
    let empty = "content-length: 2\ncontent-type: application/json\n\n{}";
    assert_eq!(
        encode_request::<PutPoint>(&PointMessage::default()),
        format!("PUT /value\n{empty}")
    );
    both_ways::<PutPoint>(&PointMessage::default().value(Point::default()), empty);
    assert_eq!(encode_response::<PutPoint>(&PointMessage::default()), "200 OK\n\n");
    assert_eq!(decode_response::<PutPoint>("200"), Ok(PointMessage::default()));
    assert_eq!(decode_request::<PutPoint>("PUT /value"), Ok(PointMessage::default()));
}

#[test]
fn c8_required_payload_that_is_absent_is_missing() {
    let rejection = decode_request::<MustPoint>("PUT /value").expect_err("no point");
    assert_eq!(
        (rejection.error_type(), rejection.to_string().as_str()),
        ("ValidationException", "point is required")
    );
    assert_eq!(malformed(decode_response::<MustPoint>("200")), Err("point is required".to_owned()));
    // An empty blob is a payload.
    assert_eq!(decode_request::<PutFile>("PUT /value"), Ok(File::new(Blob::default())));
}

#[test]
fn c3_other_unset_payloads_are_empty() {
    both_ways::<PutText>(&TextMessage::default(), "\n");
    both_ways::<PutBlob>(&BlobMessage::default(), "\n");
    both_ways::<PutChoice>(&ChoiceMessage::default(), "\n");
    both_ways::<PutDocument>(&DocumentMessage::default(), "\n");
    both_ways::<PutColour>(&ColourMessage::default(), "\n");
}

#[test]
fn c4_content_type_is_that_of_the_payload() {
    let json = |body: &str| {
        format!("content-length: {}\ncontent-type: application/json\n\n{body}", body.len())
    };
    both_ways::<PutPoint>(
        &PointMessage::default().value(Point::default().x(5)),
        &json(r#"{"x":5}"#),
    );
    both_ways::<PutChoice>(
        &ChoiceMessage::default().value(Choice::Number(5)),
        &json(r#"{"Number":5}"#),
    );
    both_ways::<PutDocument>(
        &DocumentMessage::default().value(json!([1, null])),
        &json("[1,null]"),
    );
    both_ways::<PutText>(
        &TextMessage::default().value("a \"b\""),
        "content-length: 5\ncontent-type: text/plain\n\na \"b\"",
    );
    both_ways::<PutColour>(
        &ColourMessage::default().value("Red"),
        "content-length: 3\ncontent-type: text/plain\n\nRed",
    );
    both_ways::<PutBlob>(
        &BlobMessage::default().value(&b"\0raw"[..]),
        "content-length: 4\ncontent-type: application/octet-stream\n\n\0raw",
    );
}

#[test]
fn c4_modeled_content_type_wins() {
    both_ways::<PutFile>(
        &File::new(&b"hi"[..]).kind("image/png"),
        "content-length: 2\ncontent-type: image/png\n\nhi",
    );
    let plain = "content-length: 2\ncontent-type: application/octet-stream\n\nhi";
    assert_eq!(encode_request::<PutFile>(&File::new(&b"hi"[..])), format!("PUT /value\n{plain}"));
}

#[test]
fn c8_payload_of_another_content_type_is_415() {
    let status = |text: &str| decode_request::<PutText>(text).expect_err(text).status().as_u16();
    assert_eq!(status("PUT /value\ncontent-type: application/json\n\nhi"), 415);
    assert!(
        decode_request::<PutText>("PUT /value\ncontent-type: text/plain; charset=utf-8\n\nhi")
            .is_ok()
    );
    assert_eq!(
        decode_request::<PutPoint>("PUT /value\n\n{}").expect_err("no type").status().as_u16(),
        415
    );
    // AWS clients send a text without a Content-Type.
    assert!(decode_request::<PutText>("PUT /value\n\nhi").is_ok());
    assert_eq!(
        decode_request::<PutFile>("PUT /value\ncontent-type: image/png\n\nhi"),
        Ok(File::new(&b"hi"[..]).kind("image/png"))
    );
}

#[test]
fn c8_content_type_that_is_a_member_may_have_any_value() {
    let page = Page::default().kind("text/html").text("<p>");
    assert_eq!(decode_request::<PutPage>("PUT /page\ncontent-type: text/html\n\n<p>"), Ok(page));
}

#[test]
fn c8_blob_payload_takes_any_content_type() {
    for header in
        ["", "content-type: image/jpeg\n", "content-type: application/json\n", "content-type:\n"]
    {
        assert_eq!(
            decode_request::<PutBlob>(&format!("PUT /value\n{header}\nhi")),
            Ok(BlobMessage::default().value(&b"hi"[..])),
            "{header}"
        );
    }
}

#[test]
fn payload_of_the_wrong_form_is_malformed() {
    assert_eq!(
        malformed(decode_response::<PutPoint>("200\n\n<html>")),
        Err("value is not valid JSON at line 1 column 1".to_owned())
    );
    assert_eq!(
        malformed(decode_response::<PutPoint>("200\n\n[]")),
        Err("value must be an object, not an array".to_owned())
    );
    assert_eq!(
        malformed(decode_response::<PutChoice>("200\n\n{}")),
        Err("value must have exactly one modeled member".to_owned())
    );
}

#[test]
fn v2_server_refuses_an_unknown_value_as_payload() {
    let error = decode_request::<PutColour>("PUT /value\ncontent-type: text/plain\n\nBlue")
        .expect_err("no colour");
    assert_eq!(error.to_string(), "value must be one of the modeled values");
    let unknown = ColourMessage::default().value(Colour::Unknown("Blue".to_owned()));
    assert_eq!(decode_response::<PutColour>("200\n\nBlue"), Ok(unknown));
}

/// A structure with a required member, so `{}` is not one.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Place {
    name: String,
}

payloads! {
    PutPlace, PlaceMessage, Place;
}

#[test]
fn c3_an_empty_object_is_not_a_structure_with_required_members() {
    let request = encode_request::<PutPlace>(&PlaceMessage::default());
    assert!(request.ends_with("\n\n{}"), "{request}");
    assert_eq!(decode_request::<PutPlace>(&request), Ok(PlaceMessage::default()));
    let request = encode_request::<PutPoint>(&PointMessage::default());
    let point = PointMessage::default().value(Point::default());
    assert_eq!(decode_request::<PutPoint>(&request), Ok(point));
    let refused = decode_request::<PutPlace>(&request.replace("{}", "{ }")).expect_err("no name");
    assert_eq!(refused.to_string(), "value.name is required");
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Holder {
    document: Option<Document>,
    sparse: Option<Vec<Option<Document>>>,
}

#[test]
fn j1_a_null_document_can_be_a_payload_but_not_a_member() {
    let null = DocumentMessage::default().value(Document::Null);
    let request = encode_request::<PutDocument>(&null);
    assert!(request.ends_with("\n\nnull"), "{request}");
    assert_eq!(decode_request::<PutDocument>(&request), Ok(null.clone()));
    let response = encode_response::<PutDocument>(&null);
    assert_eq!(decode_response::<PutDocument>(&response), Ok(null));
    assert_eq!(decode_request::<PutPoint>(&request), Ok(PointMessage::default()));

    let error = serde_json::to_string(&Holder::default().document(Document::Null));
    assert_eq!(
        error.expect_err("a null").to_string(),
        "a value must be a value other than null, which would be read as an absent member"
    );
    assert_eq!(
        serde_json::from_str::<Holder>(r#"{"document":null}"#).ok(),
        Some(Holder::default())
    );
    let error = serde_json::to_string(&Holder::default().sparse(vec![Some(Document::Null)]));
    assert_eq!(
        error.expect_err("a null").to_string(),
        "a value must be a value other than null, which would be read as an absent element"
    );
    let list = Holder::default().document(json!([null, { "a": null }])).sparse(vec![None]);
    let text = serde_json::to_string(&list).expect("nulls inside");
    assert_eq!(serde_json::from_str::<Holder>(&text).expect("what was written"), list);
}
