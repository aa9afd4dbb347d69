//! The rules for the errors and the refusals of awsJson, X1 to X12.

use chime_model::http::Method;
use chime_model::{
    Exception, Fault, Operation, OperationError, QueryError, Rejection, ResponseError, Service,
    ServiceError as _, Structure,
};
use chime_model_tests::message::{decode_request, decode_response, encode_error, request};

use crate::aws_json::{QUERIED, V1_0, V1_1};

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Gone {
    #[serde(rename = "message")]
    message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 500, server, query_code = "Shop.Closed")]
struct Closed {}

/// An error with a member `code`, like those of Machine Learning.
#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Coded {
    code: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum ShopError {
    Gone(Gone),
    Closed(Closed),
    Coded(Coded),
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum PlainError {
    Gone(Gone),
    Closed(Closed),
}

const NAMED: Service = V1_0.error_namespace("com.example.shop");

macro_rules! operations {
    ($($name:ident, $error:ident, $service:expr;)*) => {$(
        #[derive(Operation)]
        #[operation(error = $error, service = $service)]
        struct $name;
    )*};
}

operations! {
    Get, PlainError, V1_1;
    GetCoded, ShopError, V1_1;
    GetQueried, ShopError, QUERIED;
    GetNamed, PlainError, NAMED;
}

/// The name of the modeled error, or that of an unknown one after a question mark.
fn name_of<O: Operation>(text: &str) -> String {
    match decode_response::<O>(text).expect_err("an error") {
        ResponseError::Modeled { error, .. } => error.name().to_owned(),
        ResponseError::Unknown(error) => format!("?{}", error.name.unwrap_or_default()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn x1_the_status_is_that_of_the_shape() {
    assert_eq!(encode_error::<Get>(&Gone::default().into()).get(..3), Some("400"));
    assert_eq!(encode_error::<Get>(&Closed::default().into()).get(..3), Some("500"));
}

#[test]
fn x2_a_server_writes_the_type_first() {
    let text = encode_error::<Get>(&Gone::default().message("a").into());
    assert!(text.ends_with("\n\n{\"__type\":\"Gone\",\"message\":\"a\"}"), "{text}");
    assert!(text.contains("content-length: 31\n"), "{text}");
    assert!(text.contains("content-type: application/x-amz-json-1.1\n"), "{text}");
    assert!(!text.contains("x-amzn-errortype"), "{text}");
    let text = encode_error::<Get>(&Closed::default().into());
    assert!(text.ends_with("\n\n{\"__type\":\"Closed\"}"), "{text}");
    let text = encode_error::<GetNamed>(&Gone::default().into());
    assert!(text.ends_with("\n\n{\"__type\":\"com.example.shop#Gone\"}"), "{text}");
    assert_eq!(name_of::<GetNamed>(&text), "Gone");
    // The protocol gives the same result without the operation.
    let alone = Gone::default().to_response(&V1_1.protocol).expect("a response");
    assert_eq!(alone.body(), br#"{"__type":"Gone"}"#);
}

#[test]
fn x3_type_in_the_body_then_header_then_code() {
    for (text, expected) in [
        ("400\nx-amzn-errortype: Closed\n\n{\"__type\":\"Gone\",\"code\":\"Closed\"}", "Gone"),
        ("400\nx-amzn-errortype: Gone\n\n{\"code\":\"Closed\"}", "Gone"),
        ("400\n\n{\"code\":\"Gone\",\"Code\":\"Closed\"}", "Gone"),
        ("400\n\n{\"Code\":\"Gone\"}", "Gone"),
        // The first type decides, even if it is unknown.
        ("400\nx-amzn-errortype: Gone\n\n{\"__type\":\"Other\",\"Code\":\"Gone\"}", "?Other"),
        ("400\n\n{\"message\":\"a\"}", "?"),
    ] {
        assert_eq!(name_of::<Get>(text), expected, "{text}");
    }
}

#[test]
fn x4_only_text_at_the_top_is_a_type() {
    for (text, expected) in [
        ("400\n\n{\"__type\":\"Coded\",\"code\":4}", "Coded"),
        ("400\n\n{\"code\":4}", "?"),
        ("400\n\n{\"code\":\"Other\"}", "?"),
        ("400\n\n{\"code\":\"Gone\"}", "Gone"),
        ("400\n\n{\"__type\":4,\"code\":\"Gone\"}", "Gone"),
        ("400\n\n{\"nested\":{\"__type\":\"Gone\"}}", "?"),
    ] {
        assert_eq!(name_of::<GetCoded>(text), expected, "{text}");
    }
}

#[test]
fn x5_the_namespace_does_not_matter() {
    for name in ["a.b#Gone", "a#b#Gone", "Gone:http://a.example/", "a#Gone:http://a.example/#b"] {
        assert_eq!(name_of::<Get>(&format!("400\n\n{{\"__type\":\"{name}\"}}")), "Gone", "{name}");
    }
}

#[test]
fn x6_an_error_is_read_even_if_its_body_cannot_be() {
    for body in ["", "[]", "null", "no JSON", "{\"__type\":4}"] {
        assert_eq!(name_of::<Get>(&format!("400\n\n{body}")), "?", "{body}");
        let text = format!("400\nx-amzn-errortype: Gone\n\n{body}");
        assert_eq!(name_of::<Get>(&text), "Gone", "{body}");
    }
    let text = "400\n\n{\"__type\":\"Gone\",\"Message\":\"a\",\"message\":null}";
    let error = decode_response::<Get>(text).expect_err("an error");
    assert_eq!(error.modeled(), Some(&Gone::default().message("a").into()));
    assert!(decode_response::<Get>("200\n\n{\"__type\":\"Gone\"}").is_ok());
}

#[test]
fn x7_a_server_repeats_the_error_for_clients_of_query() {
    let text = encode_error::<GetQueried>(&Gone::default().into());
    assert!(text.contains("\nx-amzn-query-error: Gone;Sender\n"), "{text}");
    let text = encode_error::<GetQueried>(&Closed::default().into());
    assert!(text.contains("\nx-amzn-query-error: Shop.Closed;Receiver\n"), "{text}");
    assert!(text.ends_with("{\"__type\":\"Closed\"}"), "{text}");
    let text = encode_error::<Get>(&Closed::default().into());
    assert!(!text.contains("x-amzn-query-error"), "{text}");
}

#[test]
fn x9_a_client_finds_the_error_by_its_code_of_query() {
    let read = |header: &str, body: &str| {
        let text = format!("400\nx-amzn-query-error: {header}\n\n{body}");
        let error = decode_response::<GetQueried>(&text).expect_err("an error");
        let query = error.query_error().cloned();
        let query = query.map(|QueryError { code, fault, .. }| (code, fault));
        (name_of::<GetQueried>(&text), query)
    };
    let query = |code: &str, fault| Some((code.to_owned(), fault));
    let of_gone = "{\"__type\":\"com.example#Gone\"}";
    for (header, body, expected) in [
        ("Shop.Closed;Receiver", "{}", ("Closed", query("Shop.Closed", Some(Fault::Server)))),
        // The type decides, and the header is reported beside it.
        ("A.Gone;Sender", of_gone, ("Gone", query("A.Gone", Some(Fault::Client)))),
        ("Shop.Closed;x", of_gone, ("Gone", query("Shop.Closed", None))),
        ("A.Other;Sender", "{}", ("?", query("A.Other", Some(Fault::Client)))),
        ("Shop.Closed", "{}", ("?", None)),
        (";Sender", "{}", ("?", None)),
    ] {
        let (name, query) = expected;
        assert_eq!(read(header, body), (name.to_owned(), query), "{header} {body}");
    }
    let text = "400\nx-amzn-query-error: Shop.Closed;Sender\n\n{}";
    assert_eq!(name_of::<GetCoded>(text), "?");
    assert_eq!(decode_response::<GetCoded>(text).expect_err("an error").query_error(), None);
    // `decode` reads an unknown error again by the same rules.
    let ResponseError::Unknown(unknown) =
        decode_response::<GetQueried>("400\nx-amzn-query-error: A.B;Sender\n\n{}").unwrap_err()
    else {
        panic!("an unknown error");
    };
    assert_eq!(unknown.decode::<ShopError>(), None);
}

#[test]
fn x10_another_path_method_or_target_is_not_an_operation() {
    let json = "content-type: application/x-amz-json-1.1";
    let target = "x-amz-target: Shop_20240101.Get";
    for (text, expected) in [
        (format!("POST /a\n{json}\n{target}\n\n{{}}"), Rejection::UnknownOperation),
        (format!("POST /\n{json}\n\n{{}}"), Rejection::UnknownOperation),
        (
            format!("POST /\n{json}\nx-amz-target: Shop_20240101.Set\n\n{{}}"),
            Rejection::UnknownOperation,
        ),
        (
            format!("GET /\n{json}\n{target}\n\n{{}}"),
            Rejection::MethodNotAllowed { allow: vec![Method::POST] },
        ),
        ("GET /".to_owned(), Rejection::MethodNotAllowed { allow: vec![Method::POST] }),
    ] {
        assert_eq!(decode_request::<Get>(&text), Err(expected), "{text}");
    }
}

#[test]
fn x11_another_type_is_refused() {
    let expected = Some("application/x-amz-json-1.1");
    for content_type in ["application/json", "application/x-amz-json-1.0", "text/plain"] {
        let text = format!(
            "POST /\ncontent-type: {content_type}\nx-amz-target: Shop_20240101.Get\n\n{{}}"
        );
        let refused = decode_request::<Get>(&text);
        assert_eq!(refused, Err(Rejection::UnsupportedMediaType { expected }), "{text}");
    }
    let text = "POST /\naccept: text/html\ncontent-type: application/x-amz-json-1.1\nx-amz-target: Shop_20240101.Get\n\n{}";
    let produced = "application/x-amz-json-1.1";
    assert_eq!(decode_request::<Get>(text), Err(Rejection::NotAcceptable { produced }));
}

#[test]
fn x12_a_refusal_has_its_type_in_the_body() {
    let rejection = Get::decode_request(&request("GET /")).expect_err("a refusal");
    let response = rejection.to_response(&V1_1.protocol);
    assert_eq!(response.headers()["allow"], "POST");
    assert_eq!(response.headers()["content-type"], "application/x-amz-json-1.1");
    assert_eq!(response.headers().get("x-amzn-errortype"), None);
    let expected =
        r#"{"__type":"UnknownOperationException","message":"the method must be one of POST"}"#;
    assert_eq!(String::from_utf8_lossy(response.body()), expected);
    // Clients read it as an unknown error.
    let text = format!("405\n\n{expected}");
    assert_eq!(name_of::<Get>(&text), "?UnknownOperationException");
}
