//! The traits that every type has, and the facts, the text and the source of each error.

use std::error::Error;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use chime_model::http::StatusCode;
use chime_model::schema::schemars::JsonSchema;
use chime_model::{
    BadRequestException, Blob, CreateRoom, CreateRoomError, CreateRoomRequest, CreateRoomResponse,
    Empty, EncodeError, Endpoint, ErrorCode, Exception, Fault, ForbiddenException,
    MalformedResponse, NotFoundException, OperationError, Reason, Rejection,
    ResourceLimitExceededException, ResponseError, Room, Sensitive, ServiceError,
    ServiceFailureException, ServiceUnavailableException, Structure, ThrottledClientException,
    Timestamp, UnauthorizedClientException, UnknownError, Validate, Violation, Violations,
};
use chime_model_tests::message::decode_response;
use chime_model_tests::sample;
use serde::Serialize;
use serde::de::DeserializeOwned;

const fn is_a_type<T>()
where
    T: Clone
        + Debug
        + Eq
        + Hash
        + Serialize
        + DeserializeOwned
        + JsonSchema
        + Validate
        + Send
        + Sync
        + Unpin
        + 'static,
{
}

const fn is_an_error<T: Error + Clone + Eq + Hash + Send + Sync + Unpin + 'static>() {}

const fn is_a_value<T: Clone + Debug + Eq + Hash + Send + Sync + Unpin + 'static>() {}

const _: () = {
    is_a_type::<CreateRoomRequest>();
    is_a_type::<CreateRoomResponse>();
    is_a_type::<Room>();
    is_a_type::<ErrorCode>();
    is_a_type::<NotFoundException>();
    is_a_type::<BadRequestException>();
    is_a_type::<ForbiddenException>();
    is_a_type::<UnauthorizedClientException>();
    is_a_type::<ResourceLimitExceededException>();
    is_a_type::<ThrottledClientException>();
    is_a_type::<ServiceUnavailableException>();
    is_a_type::<ServiceFailureException>();
    is_an_error::<NotFoundException>();
    is_an_error::<ServiceFailureException>();
    is_an_error::<CreateRoomError>();
    is_an_error::<ResponseError<CreateRoomError>>();
    is_an_error::<UnknownError>();
    is_an_error::<MalformedResponse>();
    is_an_error::<EncodeError>();
    is_an_error::<Rejection>();
    is_an_error::<Violations>();
    is_a_value::<Violation>();
    is_a_value::<Reason>();
    is_a_value::<Endpoint>();
    is_a_value::<Sensitive<String>>();
    is_a_value::<Empty>();
};

#[test]
fn each_error_has_its_name_status_and_fault() {
    let facts: Vec<_> = sample::errors()
        .iter()
        .map(|error| (error.name(), error.status().as_u16(), error.fault(), error.is_retryable()))
        .collect();
    let expected = [
        ("NotFoundException", 404, Fault::Client, false),
        ("BadRequestException", 400, Fault::Client, false),
        ("ForbiddenException", 403, Fault::Client, false),
        ("UnauthorizedClientException", 401, Fault::Client, false),
        ("ResourceLimitExceededException", 400, Fault::Client, false),
        ("ThrottledClientException", 429, Fault::Client, true),
        ("ServiceUnavailableException", 503, Fault::Server, true),
        ("ServiceFailureException", 500, Fault::Server, true),
    ];
    assert_eq!(facts, expected);
}

fn error(text: &str) -> ResponseError<CreateRoomError> {
    decode_response::<CreateRoom>(text).expect_err("an error")
}

#[test]
fn status_is_that_of_the_response() {
    let modeled = error("500\nx-amzn-errortype: NotFoundException\n\n{}");
    assert_eq!(modeled.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(modeled.modeled().map(ServiceError::status), Some(StatusCode::NOT_FOUND));
    assert_eq!(error("418").status(), StatusCode::IM_A_TEAPOT);
    assert_eq!(error("202\n\n<html>").status(), StatusCode::ACCEPTED);
}

#[test]
fn request_id_comes_from_a_header() {
    for name in ["x-amzn-requestid", "X-Amzn-RequestId", "x-amzn-request-id", "x-amz-request-id"] {
        for response in ["404\nx-amzn-errortype: NotFoundException", "502", "201"] {
            assert_eq!(
                error(&format!("{response}\n{name}: request-1\n\n<html>")).request_id(),
                Some("request-1"),
                "{name}: {response}"
            );
        }
    }
    assert_eq!(error("502").request_id(), None);
}

#[test]
fn errors_that_clients_treat_as_throttling_are_known_by_name_and_status() {
    for (response, is_throttling, is_retryable) in [
        ("429\nx-amzn-errortype: ThrottledClientException", true, true),
        ("400\nx-amzn-errortype: NotFoundException", false, false),
        ("500\nx-amzn-errortype: ServiceFailureException", false, true),
        ("400\nx-amzn-errortype: SlowDown", true, true),
        ("400\nx-amzn-errortype: LimitExceededException", true, true),
        ("400\nx-amzn-errortype: com.example#ThrottlingException:http://example", true, true),
        ("400\nx-amzn-errortype: RequestTimeout", false, true),
        ("400\nx-amzn-errortype: TeapotException", false, false),
        ("429", true, true),
        ("503", false, true),
        ("201", false, false),
    ] {
        let error = error(&format!("{response}\n\n<html>"));
        assert_eq!(
            (error.is_throttling(), error.is_retryable()),
            (is_throttling, is_retryable),
            "{response}"
        );
    }
}

#[test]
fn transient_errors_are_retryable() {
    for (response, is_retryable) in [
        ("404\nx-amzn-errortype: NotFoundException", false),
        ("429\nx-amzn-errortype: ThrottledClientException", true),
        ("400\nx-amzn-errortype: ThrottledClientException", true),
        ("500\nx-amzn-errortype: ServiceFailureException", true),
        ("502", true),
        ("429", true),
        ("404", false),
        ("300", false),
        // The request may have taken effect.
        ("201", false),
    ] {
        assert_eq!(
            error(&format!("{response}\n\n<html>")).is_retryable(),
            is_retryable,
            "{response}"
        );
    }
}

#[test]
fn errors_show_their_names_and_messages() {
    let text = |response: &str| error(response).to_string();
    let not_found =
        "404\nx-amzn-errortype: NotFoundException\n\n{\"Message\":\"No such account.\"}";
    assert_eq!(text(not_found), "NotFoundException: No such account.");
    assert_eq!(text("404\nx-amzn-errortype: NotFoundException\n\n{}"), "NotFoundException");
    assert_eq!(
        text("418\nx-amzn-errortype: Teapot\n\n{\"message\":\"Short.\"}"),
        "unknown error Teapot with status 418: Short."
    );
    assert_eq!(text("502"), "unknown error without a type with status 502");
    assert_eq!(
        text("201\n\n[]"),
        "malformed response with status 201: the message must be an object, not an array"
    );
    // The inner error has the same text, so a chain of sources would show it twice.
    assert!(error(not_found).source().is_none());
}

#[test]
fn constructors_take_what_is_required_and_setters_chain() {
    let room = CreateRoomRequest::new("a", "n")
        .account_id(String::from("b"))
        .name("m")
        .client_request_token("token-1");
    assert_eq!((room.account_id.as_str(), room.name.as_str()), ("b", "m"));
    assert_eq!(
        Room::default().created_timestamp(Timestamp::UNIX_EPOCH).created_timestamp,
        Some(Timestamp::UNIX_EPOCH)
    );
    assert_eq!(
        NotFoundException::default().code(ErrorCode::NotFound),
        NotFoundException::default().code("NotFound")
    );
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn an_enumeration_compares_and_hashes_as_its_text() {
    let texts = ["NotFound", "Throttling", "Throttled", "teapot", "", "AccessDenied"];
    let codes = texts.map(ErrorCode::from);
    for (text, code) in texts.iter().zip(&codes) {
        assert_eq!(
            (code, code.as_ref(), &code.to_string()),
            (&text.parse().expect("any text is a value"), *text, &(*text).to_owned())
        );
        assert!(code == text && *code == **text && hash(code) == hash(text), "{text}");
        assert_eq!(String::from(code.clone()), *text);
        for (other_text, other) in texts.iter().zip(&codes) {
            assert_eq!(
                (code.cmp(other), code == other),
                (text.cmp(other_text), text == other_text),
                "{text} {other_text}"
            );
        }
    }
    // This holds even if the variant for unknown values holds a modeled one.
    let unknown = ErrorCode::Unknown("NotFound".to_owned());
    assert_eq!((&unknown, hash(&unknown)), (&ErrorCode::NotFound, hash(ErrorCode::NotFound)));
    assert_eq!(unknown.validate(), Ok(()));
}

#[test]
fn a_sensitive_text_compares_with_texts_and_becomes_one() {
    let (name, owned) = (Sensitive::from("Team room"), "Team room".to_owned());
    assert!(name == "Team room" && name == *"Team room" && name == owned && name != String::new());
    let text: String = name.into();
    assert_eq!(text, "Team room");
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Secretive {
    #[serde(rename = "Code")]
    code: Option<String>,
    message: Option<Sensitive<String>>,
}

#[derive(Clone, PartialEq, Structure, Exception)]
#[exception(status = 400)]
#[sensitive]
struct Secret {
    code: Option<String>,
    message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Numbered {
    code: Option<i32>,
    message: Option<Room>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum Errors {
    Secretive(Secretive),
    Secret(Secret),
    Numbered(Numbered),
}

#[test]
fn an_error_shows_its_code_and_its_message_unless_they_are_sensitive() {
    let not_found = CreateRoomError::from(
        NotFoundException::default().code(ErrorCode::NotFound).message("No such account."),
    );
    assert_eq!(
        (not_found.code(), not_found.message()),
        (Some("NotFound"), Some("No such account."))
    );
    let empty = CreateRoomError::from(NotFoundException::default());
    assert_eq!(
        (empty.code(), empty.message(), empty.to_string()),
        (None, None, "NotFoundException".to_owned())
    );

    let secretive = Errors::from(Secretive::default().code("c").message("m"));
    assert_eq!(
        (secretive.code(), secretive.message(), secretive.to_string()),
        (Some("c"), None, "Secretive".to_owned())
    );
    let secret = Errors::from(Secret::default().code("c").message("m"));
    assert_eq!(
        (secret.code(), secret.message(), secret.to_string()),
        (None, None, "Secret".to_owned())
    );
    let numbered = Errors::from(Numbered::default().code(1).message(Room::default()));
    assert_eq!(
        (numbered.code(), numbered.message(), numbered.to_string()),
        (None, None, "Numbered".to_owned())
    );
}

#[test]
fn wrappers_give_back_what_they_hold() {
    assert_eq!(Blob::from(&b"abc"[..]).into_inner(), b"abc");
    assert_eq!(Sensitive::new(5).into_inner(), 5);
}
