//! The HTTP form of CreateRoom, byte for byte: the request, the response and each of the eight
//! errors.

use chime_model::{
    CreateRoom, CreateRoomError, CreateRoomResponse, Operation, OperationError, ResponseError,
    Room, ServiceError,
};
use chime_model_tests::message::{
    decode_request, decode_response, encode_error, encode_request, encode_response,
};
use chime_model_tests::{sample, snapshots};

#[test]
fn http_forms() {
    let forms = forms();
    for (name, text) in &forms {
        insta::with_settings!({ snapshot_path => "http", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(*name, text);
        });
    }
    snapshots::are_all("http", forms.iter().map(|(name, _)| *name));
}

/// Every message, with all members and with as few as possible.
fn forms() -> [(&'static str, String); 3] {
    let errors = |errors: &[CreateRoomError]| {
        errors.iter().map(encode_error::<CreateRoom>).collect::<Vec<_>>()
    };
    [
        (
            "request",
            all([
                encode_request::<CreateRoom>(&sample::request()),
                encode_request::<CreateRoom>(&sample::smallest_request()),
            ]),
        ),
        (
            "response",
            all([
                encode_response::<CreateRoom>(&sample::response()),
                encode_response::<CreateRoom>(&CreateRoomResponse::default()),
            ]),
        ),
        ("errors", all([errors(&sample::errors()), errors(&sample::empty_errors())].concat())),
    ]
}

fn all(messages: impl IntoIterator<Item = String>) -> String {
    messages.into_iter().collect::<Vec<_>>().join("\n\n----\n")
}

#[test]
fn a_server_reads_what_a_client_sends() {
    for request in [sample::request(), sample::smallest_request()] {
        assert_eq!(
            decode_request::<CreateRoom>(&encode_request::<CreateRoom>(&request)),
            Ok(request)
        );
    }
}

#[test]
fn a_client_reads_what_a_server_sends() {
    let empty_room = CreateRoomResponse::default().room(Room::default());
    for response in [sample::response(), empty_room, CreateRoomResponse::default()] {
        assert_eq!(
            decode_response::<CreateRoom>(&encode_response::<CreateRoom>(&response)),
            Ok(response)
        );
    }
}

#[test]
fn a_client_reads_each_error_that_a_server_sends() {
    let errors = || sample::errors().into_iter().chain(sample::empty_errors());
    assert_eq!(
        errors().count(),
        2 * <CreateRoom as Operation>::Error::SHAPES.len(),
        "an error without a sample"
    );
    for error in errors() {
        let status = error.status();
        let expected = ResponseError::Modeled {
            error: error.clone(),
            status,
            request_id: None,
            query_error: None,
        };
        assert_eq!(
            decode_response::<CreateRoom>(&encode_error::<CreateRoom>(&error)),
            Err(expected)
        );
    }
}

#[test]
fn the_operation_is_the_documented_one() {
    assert_eq!((CreateRoom::NAME, CreateRoom::METHOD.as_str()), ("CreateRoom", "POST"));
    assert_eq!(
        (CreateRoom::URI, CreateRoom::CODE, CreateRoom::HOST_PREFIX),
        ("/accounts/{accountId}/rooms", 201, "")
    );
    let service = CreateRoom::SERVICE;
    assert_eq!(
        (service.id, service.full_name, service.api_version),
        ("Chime", "Amazon Chime", "2018-05-01")
    );
    assert_eq!((service.endpoint_prefix, service.signing_name), ("chime", "chime"));
}
