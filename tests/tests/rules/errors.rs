//! The rules for error responses, E1 to E7.

use chime_model::http::StatusCode;
use chime_model::{
    CreateRoom, CreateRoomError, Exception, ForbiddenException, NotFoundException, Operation,
    OperationError, ResponseError, ServiceUnavailableException, Structure, UnknownError,
};
use chime_model_tests::message::{decode_response, encode_error, of_response};
use chime_model_tests::sample;

/// The modeled error of a response.
fn modeled(text: &str) -> CreateRoomError {
    let error = decode_response::<CreateRoom>(text).expect_err("an error");
    error.modeled().unwrap_or_else(|| panic!("expected a modeled error, got {error:?}")).clone()
}

/// The unknown error of a response.
fn unknown(text: &str) -> UnknownError {
    match decode_response::<CreateRoom>(text) {
        Err(ResponseError::Unknown(error)) => *error,
        other => panic!("expected an unknown error, got {other:?}"),
    }
}

fn not_found() -> CreateRoomError {
    NotFoundException::default().into()
}

#[test]
fn e1_type_in_header_then_code_then_type() {
    for text in [
        "400\nX-Amzn-ErrorType: NotFoundException\n\n{\"code\":\"ForbiddenException\",\"__type\":\"BadRequestException\"}",
        "400\nx-amzn-errortype: NotFoundException\n\n{}",
        "400\n\n{\"__type\":\"NotFoundException\"}",
        "400\n\n{\"code\":\"NotFoundException\",\"__type\":\"BadRequestException\"}",
    ] {
        assert_eq!(modeled(text), not_found(), "{text}");
    }
    // `code` names the type, and `Code` is only a member.
    let both = "400\n\n{\"Code\":\"BadRequestException\",\"code\":\"NotFoundException\"}";
    assert_eq!(modeled(both), NotFoundException::default().code("BadRequestException").into());
}

#[test]
fn e1_type_is_looked_for_at_the_top_level_only() {
    let error = unknown(
        "404\n\n{\"error\":{\"code\":\"NotFoundException\",\"__type\":\"NotFoundException\"}}",
    );
    assert_eq!((error.name, error.code), (None, None));
}

#[test]
fn e1_modeled_code_is_a_type_only_if_it_names_an_error() {
    let forbidden = ForbiddenException::default().code("NotFound");
    assert_eq!(
        modeled("403\n\n{\"Code\":\"NotFound\",\"__type\":\"ForbiddenException\"}"),
        forbidden.into()
    );
    let error = unknown("404\n\n{\"Code\":\"NotFound\",\"Message\":\"Nothing here.\"}");
    assert_eq!(
        (error.name, error.code.as_deref(), error.message.as_deref()),
        (None, Some("NotFound"), Some("Nothing here."))
    );
    let named = NotFoundException::default().code("NotFoundException");
    assert_eq!(modeled("404\n\n{\"Code\":\"NotFoundException\"}"), named.into());
}

#[test]
fn e1_status_never_decides() {
    assert_eq!(
        modeled("400\nx-amzn-errortype: ForbiddenException\n\n{}"),
        ForbiddenException::default().into()
    );
    assert_eq!(unknown("404\n\n{}").status, StatusCode::NOT_FOUND);
}

#[test]
fn e2_name_is_after_the_hash_and_before_the_colon() {
    for name in [
        "NotFoundException",
        "com.amazonaws.chime#NotFoundException",
        "NotFoundException:http://internal.amazon.com/coral/com.amazon.coral.service/",
        "aws.chime#NotFoundException:http://internal.amazon.com/#fragment",
    ] {
        assert_eq!(
            modeled(&format!("404\nx-amzn-errortype: {name}\n\n{{}}")),
            not_found(),
            "{name}"
        );
        assert_eq!(modeled(&format!("404\n\n{{\"__type\":\"{name}\"}}")), not_found(), "{name}");
    }
}

#[test]
fn e3_message_under_any_of_its_names_fills_the_member() {
    let expected = NotFoundException::default().message("Nothing here.");
    for body in [
        r#"{"message":"Nothing here."}"#,
        r#"{"Message":"Nothing here."}"#,
        r#"{"errorMessage":"Nothing here."}"#,
        r#"{"message":"Nothing here.","Message":null}"#,
        r#"{"Message":null,"message":"Nothing here."}"#,
        r#"{"Message":5,"message":"Nothing here."}"#,
    ] {
        assert_eq!(
            modeled(&format!("404\nx-amzn-errortype: NotFoundException\n\n{body}")),
            expected.clone().into(),
            "{body}"
        );
        assert_eq!(
            unknown(&format!("404\n\n{body}")).message.as_deref(),
            Some("Nothing here."),
            "{body}"
        );
    }
    let both = r#"{"message":"Another.","Message":"Nothing here."}"#;
    assert_eq!(
        modeled(&format!("404\nx-amzn-errortype: NotFoundException\n\n{both}")),
        expected.into()
    );
}

#[test]
fn e3_names_of_a_message_have_an_order() {
    for body in [
        r#"{"errorMessage":"Third.","Message":"Second.","message":"First."}"#,
        r#"{"errorMessage":"Second.","Message":"First."}"#,
    ] {
        assert_eq!(unknown(&format!("404\n\n{body}")).message.as_deref(), Some("First."));
    }
}

#[test]
fn e4_type_in_the_header_is_enough_without_a_readable_body() {
    let unavailable: CreateRoomError = ServiceUnavailableException::default().into();
    for body in ["", "<html>busy</html>", "{\"Code\":", "[]", "null", "\"text\"", "{\"\\ud800\":1}"]
    {
        assert_eq!(
            modeled(&format!("503\nx-amzn-errortype: ServiceUnavailableException\n\n{body}")),
            unavailable,
            "{body}"
        );
    }
}

#[test]
fn e4_without_a_type_any_body_is_an_unknown_error() {
    let error =
        unknown("503\ncontent-type: text/html\nx-amzn-RequestId: request-1\n\n<html>busy</html>");
    assert_eq!(
        (error.status.as_u16(), &error.name, &error.code, &error.message),
        (503, &None, &None, &None)
    );
    assert_eq!(
        (error.request_id.as_deref(), error.body()),
        (Some("request-1"), &b"<html>busy</html>"[..])
    );
    assert_eq!(unknown("502").body(), b"");
}

#[test]
fn e5_unknown_type_keeps_the_code_and_message_of_the_response() {
    let error = unknown(
        "418\nx-amzn-errortype: chime#TeapotException\n\n{\"code\":\"Teapot\",\"message\":\"Short and stout.\"}",
    );
    assert_eq!((error.status.as_u16(), error.name.as_deref()), (418, Some("TeapotException")));
    assert_eq!(
        (error.code.as_deref(), error.message.as_deref()),
        (Some("Teapot"), Some("Short and stout."))
    );
}

#[test]
fn e5_an_error_that_the_operation_does_not_list_can_be_read() {
    let busy = Busy::default().retry_after(30).message("Later.");
    let error = unknown(
        "409\nretry-after: 30\nx-amzn-errortype: a#BusyException:b\n\n{\"message\":\"Later.\"}",
    );
    assert_eq!(error.decode(), Some(busy.clone()));
    assert_eq!(error.decode(), Some(Errors::Busy(busy)));
    assert_eq!(error.decode::<Refused>(), None);
    assert_eq!(error.decode::<CreateRoomError>(), None);
    assert_eq!(error.headers()["retry-after"], "30");
    // Without a type in the header, `code` names the type if the errors have no such member.
    let error = unknown("409\n\n{\"code\":\"BusyException\"}");
    assert_eq!((error.name.as_deref(), error.decode()), (None, Some(Busy::default())));
}

#[test]
fn e5_an_unknown_error_keeps_a_bounded_part_of_the_response() {
    let error = unknown(&format!("500\nx-last: 1\n\n{}", "é".repeat(70_000)));
    assert_eq!((error.body().len(), error.headers()["x-last"].as_bytes()), (65_536, &b"1"[..]));
    let long = |name: &str| format!("{name}: {}\n", "x".repeat(9_000));
    let error = unknown(&format!("500\n{}{}", long("x-first"), long("x-second")));
    assert_eq!(error.headers().len(), 1);
    let error = unknown("500\nx-secret: merger\n\nmerger");
    assert!(!format!("{error:?}").contains("merger"), "{error:?}");
}

#[test]
fn e7_a_single_error_has_a_response_of_its_own() {
    let busy = Busy::default().retry_after(30).message("Later.");
    let alone = busy.to_response(&chime_model::SERVICE.protocol).expect("a response");
    let listed = Ask::encode_error(&busy.clone().into()).expect("a response");
    assert_eq!(of_response(&alone), of_response(&listed));
    assert_eq!(
        of_response(
            &Errors::Busy(busy).to_response(&chime_model::SERVICE.protocol).expect("a response")
        ),
        of_response(&alone)
    );
    let error = Busy::default()
        .message("x")
        .reason("\n")
        .to_response(&chime_model::SERVICE.protocol)
        .expect_err("no header");
    let text = error.to_string();
    assert!(text.starts_with("BusyException cannot be sent: Reason must be visible"), "{text}");
}

/// An operation with a single error needs no enum.
#[derive(Operation)]
#[operation(error = Busy, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/one")]
struct AskOne;

#[test]
fn e7_a_single_error_can_be_all_errors_of_an_operation() {
    let busy = Busy::default().retry_after(30);
    let text = encode_error::<AskOne>(&busy);
    assert_eq!(decode_response::<AskOne>(&text).expect_err("an error").modeled(), Some(&busy));
}

#[test]
fn e6_member_of_the_wrong_type_reads_as_absent() {
    for body in
        ["{\"Code\":5,\"Message\":[\"x\"]}", "{\"Code\":{},\"Message\":false}", "{\"Code\":null}"]
    {
        assert_eq!(
            modeled(&format!("404\nx-amzn-errortype: NotFoundException\n\n{body}")),
            not_found(),
            "{body}"
        );
    }
    let half = NotFoundException::default().message("Nothing here.");
    assert_eq!(
        modeled(
            "404\nx-amzn-errortype: NotFoundException\n\n{\"Code\":5,\"Message\":\"Nothing here.\"}"
        ),
        half.into()
    );
}

#[test]
fn e7_server_writes_type_status_and_members() {
    for error in sample::errors() {
        let response = CreateRoom::encode_error(&error).expect("a response");
        let name = chime_model::ServiceError::name(&error);
        assert_eq!(response.status(), chime_model::ServiceError::status(&error));
        assert_eq!(response.headers()["x-amzn-ErrorType"], name);
        let body: serde_json::Value = serde_json::from_slice(response.body()).expect("JSON");
        assert_eq!(
            body.as_object().map(|body| body.keys().map(String::as_str).collect()),
            Some(vec!["Code", "Message"])
        );
    }
}

/// An error with a member in a header, and no member named `code`.
#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[serde(rename = "BusyException")]
#[exception(status = 409, retryable)]
struct Busy {
    #[http(header = "Retry-After")]
    retry_after: Option<i32>,
    #[serde(rename = "Reason")]
    #[http(header = "x-reason")]
    reason: Option<String>,
    #[http(body = "errorMessage")]
    message: Option<String>,
}

/// An error whose status is a member.
#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Refused {
    #[http(status)]
    status: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum Errors {
    Busy(Busy),
    Refused(Refused),
}

#[derive(Operation)]
#[operation(error = Errors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/")]
struct Ask;

#[test]
fn e1_code_is_a_type_if_it_is_not_a_modeled_member() {
    let busy = Busy::default();
    let expected = |error: Busy| {
        Err(ResponseError::Modeled {
            error: Errors::Busy(error),
            status: StatusCode::CONFLICT,
            request_id: None,
            query_error: None,
        })
    };
    assert_eq!(
        decode_response::<Ask>("409\n\n{\"code\":\"BusyException\"}"),
        expected(busy.clone())
    );
    match decode_response::<Ask>("409\n\n{\"code\":\"IdleException\"}") {
        Err(ResponseError::Unknown(error)) => {
            assert_eq!(error.name.as_deref(), Some("IdleException"));
        }
        other => panic!("expected an unknown error, got {other:?}"),
    }
    assert_eq!(
        decode_response::<Ask>("409\n\n{\"code\":\"BusyException\",\"Message\":\"Later.\"}"),
        expected(busy.message("Later."))
    );
}

#[test]
fn c9_status_of_an_error_is_its_status_member_both_ways() {
    let refused = Refused::default().status(423);
    let text = encode_error::<Ask>(&refused.clone().into());
    assert!(text.starts_with("423 Locked\n"), "{text}");
    let expected = ResponseError::Modeled {
        error: Errors::Refused(refused),
        status: StatusCode::LOCKED,
        request_id: None,
        query_error: None,
    };
    assert_eq!(decode_response::<Ask>(&text), Err(expected));
}

#[test]
fn e6_and_e7_hold_for_members_in_headers() {
    let busy = Busy::default().retry_after(30).message("Later.");
    let text = encode_error::<Ask>(&busy.clone().into());
    let head = "409 Conflict\ncontent-length: 25\ncontent-type: application/json\nretry-after: 30\nx-amzn-errortype: BusyException";
    assert_eq!(text, format!("{head}\n\n{{\"errorMessage\":\"Later.\"}}"));
    let read = |text: &str| decode_response::<Ask>(text).expect_err("an error").modeled().cloned();
    assert_eq!(read(&text), Some(busy.into()));
    let soon = "409\nretry-after: soon\nx-amzn-errortype: BusyException\n\n{}";
    assert_eq!(read(soon), Some(Busy::default().into()));
}

/// A text from a service can neither forge a line of a log nor control the terminal that shows it.
#[test]
fn e5_texts_of_a_service_are_shown_escaped() {
    let message = "a\\nERROR forged \\u001b[31m\\u202e\\u2028\\u0085é";
    let shown = "a\\nERROR forged \\u{1b}[31m\\u{202e}\\u{2028}\\u{85}é";
    let text = format!("500\nx-amzn-errortype: Later\n\n{{\"message\":\"{message}\"}}");
    let error = decode_response::<CreateRoom>(&text).expect_err("an error");
    assert_eq!(error.to_string(), format!("unknown error Later with status 500: {shown}"));
    let text = "500\n\n{\"__type\":\"La\\nter\",\"message\":\"m\"}";
    let error = decode_response::<CreateRoom>(text).expect_err("an error");
    assert_eq!(error.to_string(), "unknown error La\\nter with status 500: m");
    let text = format!("404\nx-amzn-errortype: NotFoundException\n\n{{\"Message\":\"{message}\"}}");
    let error = decode_response::<CreateRoom>(&text).expect_err("an error");
    assert_eq!(error.to_string(), format!("NotFoundException: {shown}"));
}
