//! The rule for what a server rejects, C10: the variant, the status and the type of each rejection.

use std::collections::HashSet;

use chime_model::http::{HeaderMap, HeaderValue, Method};
use chime_model::{Blob, CreateRoom, Operation, Rejection, Structure, Union, UnknownMember};
use chime_model_tests::message::{decode_request, request};

use crate::NoErrors;

/// The rejection of a CreateRoom request.
fn refusal(text: &str) -> Rejection {
    CreateRoom::decode_request(&request(text)).expect_err(text)
}

fn refused_room(body: &str) -> Rejection {
    refusal(&format!("POST /accounts/a/rooms\ncontent-type: application/json\n\n{body}"))
}

#[test]
fn c10_each_refusal_has_its_status_and_type() {
    let json = "content-type: application/json";
    for (text, status, name) in [
        ("POST /rooms".to_owned(), 404, "UnknownOperationException"),
        ("PUT /accounts/a/rooms".to_owned(), 405, "UnknownOperationException"),
        (
            format!("POST /accounts/a/rooms\naccept: text/html\n{json}\n\n{{\"Name\":\"n\"}}"),
            406,
            "NotAcceptableException",
        ),
        (
            "POST /accounts/a/rooms\n\n{\"Name\":\"n\"}".to_owned(),
            415,
            "UnsupportedMediaTypeException",
        ),
        (
            format!("POST /accounts/a/rooms\n{json}\n\n{{\"Name\":5}}"),
            400,
            "SerializationException",
        ),
        (format!("POST /accounts/a/rooms\n{json}\n\n{{}}"), 400, "ValidationException"),
    ] {
        assert_refuses(&refusal(&text), status, name);
    }
    // `decode_request` does not return these. A server makes them before or after it decodes.
    assert_refuses(&Rejection::TooLarge { limit: 5 }, 413, "RequestEntityTooLargeException");
    assert_refuses(&Rejection::IncompleteBody, 400, "SerializationException");
    assert_refuses(&Rejection::InternalFailure, 500, "InternalFailureException");
}

/// Checks the status and the type of a rejection, and that its response has both.
fn assert_refuses(rejection: &Rejection, status: u16, name: &'static str) {
    assert_eq!((rejection.status().as_u16(), rejection.error_type()), (status, name));
    let response = rejection.to_response(&chime_model::SERVICE.protocol);
    assert_eq!(
        (response.status().as_u16(), &response.headers()["x-amzn-errortype"]),
        (status, &HeaderValue::from_static(name))
    );
    assert_eq!(response.headers()["content-type"], "application/json");
    let body: serde_json::Value = serde_json::from_slice(response.body()).expect("JSON");
    assert_eq!(body, serde_json::json!({ "message": rejection.to_string() }));
}

#[test]
fn c10_405_lists_the_allowed_methods() {
    let rejection = refusal("PUT /accounts/a/rooms");
    assert_eq!(rejection, Rejection::MethodNotAllowed { allow: vec![Method::POST] });
    assert_eq!(rejection.to_response(&chime_model::SERVICE.protocol).headers()["allow"], "POST");
    assert_eq!(rejection.to_string(), "the method must be one of POST");
    assert_eq!(
        refusal("POST /rooms").to_response(&chime_model::SERVICE.protocol).headers().get("allow"),
        None
    );
}

/// One member for each kind of violation.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Form {
    text: String,
    #[constraint(length(min = 2))]
    long: Option<String>,
    #[constraint(range(max = 5))]
    number: Option<i32>,
    #[constraint(pattern = "[a-z]*")]
    plain: Option<String>,
    list: Option<Vec<String>>,
    #[constraint(each(length(min = 2)))]
    words: Option<Vec<String>>,
    choice: Option<Choice>,
    blob: Option<Blob>,
    flag: Option<bool>,
    nested: Option<Box<Form>>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    A(String),
    B(i32),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Form, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/forms")]
struct Fill;

fn refused_form(body: &str) -> Rejection {
    decode_request::<Fill>(&format!("POST /forms\ncontent-type: application/json\n\n{body}"))
        .expect_err(body)
}

#[test]
fn c10_what_breaks_a_constraint_is_invalid() {
    for body in [
        r"{}",
        r#"{"text":null}"#,
        r#"{"text":"","long":"a"}"#,
        r#"{"text":"","number":6}"#,
        r#"{"text":"","plain":"A"}"#,
        r#"{"text":"","nested":{}}"#,
        r#"{"long":"a","number":6,"plain":"A"}"#,
    ] {
        assert!(
            matches!(refused_form(body), Rejection::Invalid(_)),
            "{body}: {:?}",
            refused_form(body)
        );
    }
    let rejection =
        decode_request::<crate::uri::Count>("GET /1/true/1.5/2018-10-25T20%3A44%3A16Z/Blue")
            .expect_err("no colour");
    assert!(matches!(rejection, Rejection::Invalid(_)), "an enumeration is a constraint");
}

#[test]
fn c10_what_cannot_be_read_is_unreadable() {
    for body in [
        "x",
        "[]",
        "null",
        r#"{"text":""} "#.trim_end_matches(['}', ' ']),
        r#"{"text":5}"#,
        r#"{"text":"","text":""}"#,
        r#"{"text":"","number":1.5}"#,
        r#"{"text":"","number":3000000000}"#,
        r#"{"text":"","list":[null]}"#,
        r#"{"text":"","list":{}}"#,
        r#"{"text":"","choice":{}}"#,
        r#"{"text":"","choice":{"A":"a","B":1}}"#,
        r#"{"text":"","choice":{"C":1}}"#,
        r#"{"text":"","blob":"a"}"#,
        r#"{"text":"","flag":"true"}"#,
        r#"{"text":"\ud800"}"#,
        &(r#"{"text":"","nested":"#.repeat(200) + "null" + &"}".repeat(200)),
    ] {
        assert!(
            matches!(refused_form(body), Rejection::Unreadable(_)),
            "{body}: {:?}",
            refused_form(body)
        );
    }
    let rejection = decode_request::<CreateRoom>("POST /accounts/%zz/rooms").expect_err("no label");
    assert!(matches!(rejection, Rejection::Unreadable(_)));
    let rejection = refusal("POST /accounts/a/rooms?%zz");
    assert!(matches!(rejection, Rejection::Unreadable(_)), "a query that cannot be read");
}

/// An input without members, which is not the same as no input.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Nothing {}

#[derive(Operation)]
#[operation(input = Nothing, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/nothing")]
struct Poke;

#[test]
fn c8_an_input_without_members_takes_an_empty_object() {
    for head in ["POST /nothing", "POST /nothing\ncontent-type: application/json; charset=utf-8"] {
        for body in ["", "{}"] {
            let text = format!("{head}\n\n{body}");
            assert_eq!(decode_request::<Poke>(&text), Ok(Nothing::default()), "{text}");
        }
    }
    let text = "POST /nothing\ncontent-type: text/plain\n\n{}";
    let rejection = decode_request::<Poke>(text).expect_err("another type");
    let expected = Some("application/json");
    assert_eq!(rejection, Rejection::UnsupportedMediaType { expected });
}

#[test]
fn c10_both_kinds_in_one_report_are_unreadable() {
    let rejection = refused_form(r#"{"long":"a","number":"5"}"#);
    let report = "text is required; long must have a length of at least 2; \
                  number must be an integer of 32 bits, not a string";
    assert_eq!(
        (rejection.error_type(), rejection.to_string().as_str()),
        ("SerializationException", report)
    );
    assert_eq!(
        rejection
            .violations()
            .iter()
            .map(|violation| violation.reason().is_constraint())
            .collect::<Vec<_>>(),
        [true, true, false]
    );
}

#[test]
fn c10_what_cannot_be_read_counts_even_after_the_first_100_violations() {
    let form = |flag: &str| {
        format!("{{\"text\":\"\",\"words\":[{}\"a\"],\"flag\":{flag}}}", "\"a\",".repeat(120))
    };
    let (invalid, unreadable) = (refused_form(&form("true")), refused_form(&form("5")));
    assert!(
        matches!(&invalid, Rejection::Invalid(violations) if violations.omitted() == 21),
        "{invalid:?}"
    );
    assert!(
        matches!(&unreadable, Rejection::Unreadable(violations) if violations.omitted() == 22),
        "{unreadable:?}"
    );
}

#[test]
fn rejections_can_be_hashed() {
    let refusals: HashSet<_> = [
        refused_room("{}"),
        refused_room("{}"),
        refused_room("[]"),
        refusal("PUT /accounts/a/rooms"),
    ]
    .into();
    assert_eq!(refusals.len(), 3);
}

macro_rules! outputs {
    ($($operation:ident, $output:ty, $code:literal;)*) => {$(
        #[derive(Operation)]
        #[operation(input = Wish, output = $output, error = NoErrors, service = chime_model::SERVICE)]
        #[http(method = "GET", uri = "/", code = $code)]
        struct $operation;
    )*};
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Wish {
    #[http(header = "X-Wish")]
    wish: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Members {
    text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Words {
    #[http(payload)]
    text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Bytes {
    #[http(payload)]
    bytes: Option<Blob>,
}

/// A text with its Content-Type as a member.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Page {
    #[http(header = "content-type")]
    kind: Option<String>,
    #[http(payload)]
    text: Option<String>,
}

outputs! {
    GetMembers, Members, 200;
    GetWords, Words, 200;
    GetBytes, Bytes, 200;
    GetPage, Page, 200;
    GetWish, Wish, 200;
    DropWish, Wish, 204;
}

/// An Accept header that is a member.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Order {
    #[http(header = "accept")]
    accept: Option<String>,
}

#[derive(Operation)]
#[operation(input = Order, output = Members, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/")]
struct GetOrder;

/// Whether a server accepts a request with these Accept headers.
fn takes<O: Operation>(lines: &[&str]) -> bool {
    let mut message = request("GET /");
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append("accept", HeaderValue::from_str(line).expect("a value"));
    }
    *message.headers_mut() = headers;
    match O::decode_request(&message) {
        Ok(_) => true,
        Err(Rejection::NotAcceptable { .. }) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn c10_accept_that_excludes_the_output_is_406() {
    for accept in [
        "application/json",
        "*/*",
        "application/*",
        "APPLICATION/Json",
        "text/html, application/json;charset=utf-8",
        "",
    ] {
        assert!(takes::<GetMembers>(&[accept]), "{accept}");
    }
    for accept in [
        "text/html",
        "application/hal+json",
        "application/jsonx",
        "text/*",
        "application",
        "image/png, text/plain;q=0.5",
    ] {
        assert!(!takes::<GetMembers>(&[accept]), "{accept}");
    }
    assert!(takes::<GetMembers>(&[]));
    assert!(takes::<GetMembers>(&["text/html", "application/json"]));
    let rejection = decode_request::<GetMembers>("GET /\naccept: text/html").expect_err("no HTML");
    assert_eq!(rejection, Rejection::NotAcceptable { produced: "application/json" });
    assert_eq!(
        rejection.to_string(),
        "the response is application/json, which the header Accept excludes"
    );
}

#[test]
fn c10_a_weight_of_zero_excludes_and_the_closest_range_decides() {
    for accept in [
        "application/json;q=0",
        "application/json; q=0.0, text/html",
        "*/*, application/json;q=0",
        "application/*;q=0, */*",
    ] {
        assert!(!takes::<GetMembers>(&[accept]), "{accept}");
    }
    for accept in ["application/json;q=0.001", "application/json, */*;q=0", "text/html, *;q=.2"] {
        assert!(takes::<GetMembers>(&[accept]), "{accept}");
    }
}

#[test]
fn c10_a_comma_or_semicolon_in_quotes_separates_nothing() {
    assert!(!takes::<GetMembers>(&["text/html;a=\"x, application/json\""]));
    assert!(takes::<GetMembers>(&["application/json;a=\"x;q=0;\""]));
}

#[test]
fn c10_accept_is_compared_with_what_is_produced() {
    assert!(takes::<GetWords>(&["text/plain"]) && !takes::<GetWords>(&["application/json"]));
    assert!(takes::<GetWish>(&["application/json"]) && !takes::<GetWish>(&["text/plain"]));
    // The type of a blob is unknown, as is that of a payload whose type is a member; a 204 produces
    // nothing.
    assert!(takes::<GetBytes>(&["application/json"]));
    assert!(takes::<GetPage>(&["application/json"]));
    assert!(takes::<DropWish>(&["text/html"]));
    // The header is a member of this operation.
    assert!(takes::<GetOrder>(&["text/html"]));
}
