//! Every value of Chime's types round-trips, in both forms and on both sides, and no bytes make a
//! reader panic.

use std::fmt::Debug;

use chime_model::http::{HeaderName, HeaderValue, Request, Response, Uri};
use chime_model::{
    BadRequestException, CreateRoom, CreateRoomRequest, CreateRoomResponse, ErrorCode,
    ForbiddenException, NotFoundException, Operation, ResourceLimitExceededException,
    ResponseError, Room, ServiceError, ServiceFailureException, ServiceUnavailableException,
    ThrottledClientException, UnauthorizedClientException, Validate, Violation,
};
use chime_model_tests::{sample, seeds, strategy};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Checks that a value round-trips through its documented form, as text and as a `Value`.
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_vec(value).expect("a value that can be written");
    assert_eq!(&serde_json::from_slice::<T>(&text).expect("a value that can be read"), value);
    assert_eq!(&serde_json::from_reader::<_, T>(&*text).expect("a value that can be read"), value);
    let tree = serde_json::to_value(value).expect("a value that can be written");
    assert_eq!(&serde_json::from_value::<T>(tree).expect("a value that can be read"), value);
}

proptest! {
    #![proptest_config(seeds::config())]

    #[test]
    fn documented_forms_round_trip(
        request in strategy::unchecked_request(),
        response in strategy::response(),
        room in strategy::room(),
        code in strategy::error_code(),
    ) {
        comes_back(&request);
        comes_back(&response);
        comes_back(&room);
        comes_back(&code);
    }

    #[test]
    fn documented_forms_of_errors_round_trip(code in option::of(strategy::error_code()), message in option::of(strategy::text())) {
        macro_rules! each {
            ($($error:ident)*) => {$({
                let mut error = $error::default();
                error.code = code.clone();
                error.message = message.clone();
                comes_back(&error);
            })*};
        }
        each! {
            NotFoundException BadRequestException ForbiddenException UnauthorizedClientException ResourceLimitExceededException
            ThrottledClientException ServiceUnavailableException ServiceFailureException
        }
    }

    #[test]
    fn requests_round_trip(request in strategy::request()) {
        let message = CreateRoom::encode_request(&request).expect("a request that can be sent");
        prop_assert_eq!(CreateRoom::decode_request(&message), Ok(request));
    }

    #[test]
    fn servers_refuse_what_validation_finds(request in strategy::unchecked_request()) {
        let message = CreateRoom::encode_request(&request).expect("a request that can be sent");
        // A server finds them in the order of the message, and `validate` in the order of the
        // members.
        let sorted = |violations: &[Violation]| {
            let mut violations: Vec<_> = violations.iter().map(ToString::to_string).collect();
            violations.sort();
            violations
        };
        let refused = CreateRoom::decode_request(&message).map_err(|rejection| sorted(rejection.violations()));
        prop_assert_eq!(refused, request.validate().map_err(|violations| sorted(&violations)).map(|()| request));
    }

    #[test]
    fn responses_round_trip(response in strategy::response()) {
        let message = CreateRoom::encode_response(&response).expect("a response that can be sent");
        prop_assert_eq!(CreateRoom::decode_response(&message), Ok(response));
    }

    #[test]
    fn errors_round_trip(error in strategy::error()) {
        let message = CreateRoom::encode_error(&error).expect("an error that can be sent");
        let status = error.status();
        prop_assert_eq!(CreateRoom::decode_response(&message), Err(ResponseError::Modeled { error, status, request_id: None, query_error: None }));
    }

    #[test]
    fn codes_keep_their_text(text in strategy::text()) {
        let code = ErrorCode::from(text.as_str());
        prop_assert_eq!(code.as_str(), &text);
        prop_assert_eq!(code, ErrorCode::from(text));
    }

    #[test]
    fn no_request_makes_a_server_panic(
        method in "[A-Z]{1,6}|POST",
        path in "\\PC*|/accounts/\\PC*/rooms|/accounts/[%a-f0-9]*/rooms",
        headers in headers(),
        body in body(),
    ) {
        let mut request = Request::new(body);
        *request.method_mut() = method.parse().expect("letters");
        *request.uri_mut() = path.parse::<Uri>().unwrap_or_default();
        for (name, value) in headers {
            request.headers_mut().append(name, value);
        }
        match CreateRoom::decode_request(&request) {
            Ok(input) => comes_back(&input),
            Err(rejection) => prop_assert!(rejection.status().is_client_error() && !rejection.to_string().is_empty()),
        }
    }

    #[test]
    fn no_response_makes_a_client_panic(status in 100_u16..1000, headers in headers(), body in body()) {
        let mut response = Response::new(body);
        *response.status_mut() = status.try_into().expect("three digits");
        for (name, value) in headers {
            response.headers_mut().append(name, value);
        }
        match CreateRoom::decode_response(&response) {
            Ok(output) => comes_back(&output),
            Err(error) => prop_assert!(error.status().as_u16() == status && !error.to_string().is_empty()),
        }
    }

    #[test]
    fn no_bytes_make_serde_panic(body in body()) {
        let _ = serde_json::from_slice::<CreateRoomRequest>(&body);
        let _ = serde_json::from_slice::<CreateRoomResponse>(&body);
        let _ = serde_json::from_slice::<NotFoundException>(&body);
    }
}

/// Any headers, often ones that have a meaning.
fn headers() -> impl Strategy<Value = Vec<(HeaderName, HeaderValue)>> {
    let name = prop_oneof![
        "content-type|x-amzn-errortype|x-amzn-requestid"
            .prop_map(|name| name.parse::<HeaderName>().expect("a name")),
        "[a-z-]{1,10}".prop_map(|name| name.parse::<HeaderName>().expect("a name")),
    ];
    let known = "application/json(; charset=utf-8)?|aws#NotFoundException:http|[#:,\"]*";
    let value = prop_oneof![
        known.prop_map(|value| HeaderValue::try_from(value).expect("a value")),
        vec(any::<u8>(), 0..20)
            .prop_filter_map("a value", |bytes| HeaderValue::try_from(bytes).ok()),
    ];
    vec((name, value), 0..5)
}

/// Any bytes, often those of a message with some of them replaced.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let request = CreateRoom::encode_request(&sample::request()).expect("a request").into_body();
    let response =
        CreateRoom::encode_response(&sample::response()).expect("a response").into_body();
    let valid = prop_oneof![Just(request), Just(response)];
    let broken =
        (valid, any::<prop::sample::Index>(), any::<prop::sample::Index>(), vec(any::<u8>(), 0..4))
            .prop_map(|(mut bytes, first, second, new)| {
                let (first, second) = (first.index(bytes.len()), second.index(bytes.len()));
                bytes.splice(first.min(second)..first.max(second), new);
                bytes
            });
    prop_oneof![
        vec(any::<u8>(), 0..100),
        broken,
        "[\\[\\]{}\":,a-zN0-9\\\\ ]{0,60}".prop_map(String::into_bytes)
    ]
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    for body in [
        "[".repeat(100_000),
        "{\"Room\":".repeat(100_000),
        format!("{{\"Name\":{}", "[".repeat(100_000)),
    ] {
        let mut request = Request::new(body.clone().into_bytes());
        *request.method_mut() = CreateRoom::METHOD;
        *request.uri_mut() = Uri::from_static("/accounts/a/rooms");
        request.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
        assert!(CreateRoom::decode_request(&request).is_err());
        assert!(CreateRoom::decode_response(&Response::new(&body)).is_err());
        assert!(serde_json::from_str::<Room>(&body).is_err());
    }
}
