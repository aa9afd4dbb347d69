//! The rules for bodies of members, their Content-Type and the status, C1, C2, C5 to C9 and C11.

use std::collections::BTreeMap;

use chime_model::http::StatusCode;
use chime_model::{
    Blob, CreateRoom, CreateRoomResponse, Empty, Exception, Operation, Rejection, ResponseError,
    Structure, Union, UnknownMember,
};
use chime_model_tests::message::{
    decode_request, decode_response, encode_error, encode_request, encode_response, request,
};
use chime_model_tests::sample;

use crate::{NoErrors, create_room, created_room, decode_input, decode_output, malformed};

/// An input with no member in the body.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Named {
    #[http(label = "name")]
    name: String,
}

#[derive(Operation)]
#[operation(input = Named, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "DELETE", uri = "/names/{name}", code = 204)]
struct Forget;

/// An output with no member in the body.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Tagged {
    #[http(header = "X-Tag")]
    tag: Option<String>,
}

#[derive(Operation)]
#[operation(output = Tagged, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/tag")]
struct Tag;

#[derive(Operation)]
#[operation(output = Tagged, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "PUT", uri = "/tag", code = 204)]
struct Retag;

/// A body whose member is optional, and a status that may be set.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Note {
    text: Option<String>,
    #[http(status)]
    status: Option<i32>,
}

#[derive(Operation)]
#[operation(output = Note, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/notes", code = 201)]
struct Take;

#[derive(Clone, Debug, PartialEq, Structure)]
struct Words {
    text: Option<String>,
}

#[derive(Operation)]
#[operation(input = Words, output = Words, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/words")]
struct Say;

/// An output with a body, and a modeled status that allows none.
#[derive(Operation)]
#[operation(output = Words, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "PUT", uri = "/words", code = 204)]
struct Keep;

/// A file as the body, with a status that may be set.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Copied {
    #[http(payload)]
    bytes: Option<Blob>,
    #[http(status)]
    status: Option<i32>,
}

#[derive(Operation)]
#[operation(output = Copied, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/copy", code = 204)]
struct Copy;

#[test]
fn c1_without_body_members_a_request_has_no_body_and_no_content_type() {
    assert_eq!(encode_request::<Forget>(&Named::new("n")), "DELETE /names/n\n\n");
    assert_eq!(encode_response::<Forget>(&Empty), "204 No Content\n\n");
    assert_eq!(decode_request::<Forget>("DELETE /names/n"), Ok(Named::new("n")));
    assert_eq!(decode_response::<Forget>("204"), Ok(Empty));
    assert_eq!(encode_request::<Take>(&Empty), "POST /notes\n\n");
    assert_eq!(decode_request::<Take>("POST /notes"), Ok(Empty));
}

#[test]
fn c1_a_response_with_an_output_shape_has_an_empty_object() {
    let empty = "content-length: 2\ncontent-type: application/json";
    assert_eq!(encode_response::<Tag>(&Tagged::default()), format!("200 OK\n{empty}\n\n{{}}"));
    assert_eq!(
        encode_response::<Tag>(&Tagged::default().tag("t")),
        format!("200 OK\n{empty}\nx-tag: t\n\n{{}}")
    );
    for body in ["", "{}", "{\"new\":1}", "<html>"] {
        assert_eq!(
            decode_response::<Tag>(&format!("200\nx-tag: t\n\n{body}")),
            Ok(Tagged::default().tag("t")),
            "{body}"
        );
    }
}

#[test]
fn c1_a_204_or_304_never_has_a_body() {
    assert_eq!(
        encode_response::<Retag>(&Tagged::default().tag("t")),
        "204 No Content\nx-tag: t\n\n"
    );
    assert_eq!(encode_response::<Keep>(&Words::default()), "204 No Content\n\n");
    assert_eq!(encode_response::<Copy>(&Copied::default()), "204 No Content\n\n");
    assert_eq!(encode_response::<Take>(&Note::default().status(304)), "304 Not Modified\n\n");
    // A modeled 204 becomes a 200 when there is a body, so that nothing is lost.
    let length = "content-length: 12\ncontent-type: application/json";
    assert_eq!(
        encode_response::<Keep>(&Words::default().text("w")),
        format!("200 OK\n{length}\n\n{{\"text\":\"w\"}}")
    );
    let blob = "content-length: 2\ncontent-type: application/octet-stream";
    assert_eq!(
        encode_response::<Copy>(&Copied::default().bytes(&b"{}"[..])),
        format!("200 OK\n{blob}\n\n{{}}")
    );
    // A status that is set stays, and a body with it is an error.
    for status in [204, 304] {
        for error in [
            Take::encode_response(&Note::default().text("t").status(status))
                .expect_err("a body that the status forbids"),
            Copy::encode_response(&Copied::default().bytes(&b"{}"[..]).status(status))
                .expect_err("a body that the status forbids"),
        ] {
            let text = error.to_string();
            let expected =
                "status must be another status, since a response with this one has no body";
            assert!(text.ends_with(expected), "{text}");
        }
    }
}

/// The output of an operation with HEAD: the length and the type of a body that is not sent, the
/// status, and a member that would be in the body.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Facts {
    #[http(header = "Content-Length")]
    length: Option<i64>,
    #[http(header = "Content-Type")]
    media_type: Option<String>,
    #[http(status)]
    status: Option<i32>,
    text: Option<String>,
}

#[derive(Operation)]
#[operation(output = Facts, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "HEAD", uri = "/facts")]
struct Describe;

#[derive(Operation)]
#[operation(output = Facts, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/facts", code = 205)]
struct Fetch;

#[test]
fn c11_the_response_to_head_has_no_body() {
    assert_eq!(encode_response::<Describe>(&Facts::default()), "200 OK\n\n");
    let facts = Facts::default().length(1_000_000_i64).media_type("video/mp4");
    let text = "200 OK\ncontent-length: 1000000\ncontent-type: video/mp4\n\n";
    assert_eq!(encode_response::<Describe>(&facts), text);
    assert_eq!(decode_response::<Describe>(text), Ok(facts.status(200)));
    let error = Describe::encode_response(&Facts::default().text("t")).expect_err("a body");
    let expected = "without members of a body, since the response to HEAD has none";
    assert_eq!(
        error.to_string(),
        format!("Describe cannot be sent: the message must be {expected}")
    );
}

/// An error of an operation with HEAD, like those of DescribeObject of mediastore-data.
#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 404)]
struct NotThere {
    #[serde(rename = "Message")]
    message: Option<String>,
    #[http(header = "x-reason")]
    reason: Option<String>,
}

#[derive(Operation)]
#[operation(error = NotThere, service = chime_model::SERVICE)]
#[http(method = "HEAD", uri = "/there")]
struct See;

#[test]
fn c11_an_error_of_head_has_its_type_and_no_body() {
    let error = NotThere::default().message("There is no such object.").reason("moved");
    assert_eq!(
        encode_error::<See>(&error),
        "404 Not Found\nx-amzn-errortype: NotThere\nx-reason: moved\n\n"
    );
    assert_eq!(
        decode_response::<See>(&encode_error::<See>(&error)).expect_err("an error").modeled(),
        Some(&NotThere::default().reason("moved"))
    );
}

#[test]
fn c11_a_status_without_a_body_has_none() {
    assert_eq!(encode_response::<Fetch>(&Facts::default()), "205 Reset Content\n\n");
    let length = "content-length: 12\ncontent-type: application/json";
    assert_eq!(
        encode_response::<Fetch>(&Facts::default().text("t")),
        format!("200 OK\n{length}\n\n{{\"text\":\"t\"}}")
    );
    for status in [100, 101, 199, 204, 205, 304] {
        let facts = Facts::default().status(status);
        let response = Fetch::encode_response(&facts).expect("a response");
        assert_eq!(
            (response.status().as_u16(), response.body().len()),
            (u16::try_from(status).expect("a status"), 0)
        );
        Fetch::encode_response(&facts.text("t")).expect_err("a body");
    }
    assert!(encode_response::<Fetch>(&Facts::default().status(200)).ends_with("\n\n{}"));
}

#[test]
fn c11_a_content_length_is_that_of_the_body() {
    let right = Facts::default().text("t").length(12);
    assert!(encode_response::<Fetch>(&right).contains("content-length: 12\n"));
    for length in [0, 11, 13, -1, i64::MAX] {
        let error = Fetch::encode_response(&right.clone().length(length)).expect_err("a length");
        let expected = "the message must be sent with the length of its body as the Content-Length";
        assert_eq!(error.to_string(), format!("Fetch cannot be sent: {expected}"));
    }
    Fetch::encode_response(&Facts::default().status(204).length(2)).expect_err("no body");
}

#[test]
fn c1_a_body_where_none_is_expected_is_ignored() {
    assert_eq!(decode_request::<Forget>("DELETE /names/n\n\n{}"), Ok(Named::new("n")));
    assert_eq!(decode_request::<Take>("POST /notes\n\n{}"), Ok(Empty));
    assert_eq!(decode_response::<Forget>("200\n\n<html>"), Ok(Empty));
}

#[test]
fn c2_unset_members_are_an_empty_object() {
    let empty = "content-length: 2\ncontent-type: application/json\n\n{}";
    assert_eq!(encode_request::<Say>(&Words::default()), format!("POST /words\n{empty}"));
    assert_eq!(encode_response::<Say>(&Words::default()), format!("200 OK\n{empty}"));
    assert_eq!(
        encode_response::<CreateRoom>(&CreateRoomResponse::default()),
        format!("201 Created\n{empty}")
    );
}

#[test]
fn c5_a_body_has_its_length() {
    let message = CreateRoom::encode_request(&sample::request()).expect("a request");
    assert_eq!(message.headers()["content-length"], message.body().len().to_string());
    let message = CreateRoom::encode_response(&sample::response()).expect("a response");
    assert_eq!(message.headers()["content-length"], message.body().len().to_string());
}

#[test]
fn c6_empty_success_has_no_members() {
    assert_eq!(decode_response::<CreateRoom>("201"), Ok(CreateRoomResponse::default()));
    assert_eq!(decode_response::<Say>("200"), Ok(Words::default()));
}

#[test]
fn c7_success_with_an_unexpected_body_is_malformed() {
    for (body, error) in [
        ("<html>", "the message is not valid JSON at line 1 column 1"),
        ("{\"Room\":{\"RoomId\":", "the message is not valid JSON at line 1 column 19"),
        ("{\"Room\":{}} trailing", "the message is not valid JSON at line 1 column 13"),
        ("[]", "the message must be an object, not an array"),
        ("null", "the message must be an object, not null"),
        ("1.5", "the message must be an object, not a number"),
        ("-0", "the message must be an object, not a number"),
        ("1e400", "the message must be an object, not a number"),
        ("18446744073709551616", "the message must be an object, not a number"),
        ("\"\\ud800\"", "the message must be an object, not a string"),
        ("{\"Room\":\"r\"}", "Room must be an object, not a string"),
        ("{\"Room\":[]}", "Room must be an object, not an array"),
        ("{\"Room\":{\"Name\":5}}", "Room.Name must be a string, not a number"),
        ("{\"Room\":{},\"Room\":{}}", "Room is a duplicate key"),
        ("{\"Room\":{\"Name\":\"a\",\"Name\":\"a\"}}", "Room.Name is a duplicate key"),
        ("{\"Room\":{\"RoomId\":\"\\ud800\"}}", "Room.RoomId must be made of Unicode characters"),
    ] {
        assert_eq!(created_room(body), Err(error.to_owned()), "{body}");
    }
}

/// A dense map, whose nulls a client ignores, and a union.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Doubled {
    map: Option<BTreeMap<String, i32>>,
    either: Option<Either>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Either {
    A(i32),
    B(i32),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Operation)]
#[operation(input = Doubled, output = Doubled, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "POST", uri = "/")]
struct Double;

#[test]
fn c7_a_value_beside_a_null_is_a_duplicate_in_maps_and_unions() {
    for (body, path) in [
        (r#"{"map":{"a":null,"b":2,"a":1}}"#, r#"map["a"]"#),
        (r#"{"map":{"a":1,"a":null}}"#, r#"map["a"]"#),
        (r#"{"map":{"a":null,"a":null}}"#, r#"map["a"]"#),
        (r#"{"either":{"A":null,"A":1}}"#, "either.A"),
        (r#"{"either":{"A":1,"A":null}}"#, "either.A"),
        (r#"{"either":{"A":null,"B":null,"B":1}}"#, "either.B"),
        (r#"{"either":{"A":1,"A":2}}"#, "either.A"),
    ] {
        let duplicate = format!("{path} is a duplicate key");
        assert_eq!(decode_output::<Double>(body), Err(duplicate.clone()), "{body}");
        let refused = decode_input::<Double>(body).expect_err(body);
        assert!(refused.ends_with(&duplicate), "{refused}");
    }
}

/// A null counts as an occurrence of its key, although it is not a value.
#[test]
fn c7_a_value_after_a_null_is_a_duplicate() {
    for (body, path) in [
        ("{\"Room\":null,\"Room\":{}}", "Room"),
        ("{\"Room\":{},\"Room\":null}", "Room"),
        ("{\"Room\":{\"Name\":null,\"Name\":\"a\"}}", "Room.Name"),
    ] {
        assert_eq!(created_room(body), Err(format!("{path} is a duplicate key")), "{body}");
    }
    assert_eq!(
        create_room("{\"Name\":\"a\",\"ClientRequestToken\":null,\"ClientRequestToken\":\"ab\"}"),
        Err("ClientRequestToken is a duplicate key".to_owned())
    );
}

#[test]
fn c7_malformed_response_has_status_and_request_id() {
    match decode_response::<CreateRoom>("202\nx-amzn-requestid: request-1\n\n<html>") {
        Err(ResponseError::Malformed(error)) => {
            assert_eq!(
                (error.status, error.request_id.as_deref()),
                (StatusCode::ACCEPTED, Some("request-1"))
            );
        }
        other => panic!("expected a malformed response, got {other:?}"),
    }
}

#[test]
fn c7_server_refuses_a_duplicate_key() {
    assert_eq!(
        create_room(r#"{"Name":"a","Name":"b"}"#),
        Err("Name is a duplicate key".to_owned())
    );
    assert_eq!(
        create_room(r#"{"Name":"a","Name":null}"#),
        Err("Name is a duplicate key".to_owned())
    );
    // Only the first value is checked.
    let duplicate = "ClientRequestToken is a duplicate key";
    let error =
        format!("ClientRequestToken must have a length from 2 to 64; {duplicate}; {duplicate}");
    assert_eq!(
        create_room(
            r#"{"Name":"a","ClientRequestToken":"x","ClientRequestToken":"y","ClientRequestToken":"x"}"#
        ),
        Err(error)
    );
}

#[test]
fn c8_unexpected_content_type_is_415() {
    let room = |header: &str| {
        decode_request::<CreateRoom>(&format!(
            "POST /accounts/account-1/rooms{header}\n\n{{\"Name\":\"n\"}}"
        ))
    };
    for header in [
        "",
        "\ncontent-type:",
        "\ncontent-type: text/plain",
        "\ncontent-type: application/jsonx",
        "\ncontent-type: application/x-amz-json-1.1",
    ] {
        let rejection = room(header).expect_err(header);
        assert_eq!(
            rejection,
            Rejection::UnsupportedMediaType { expected: Some("application/json") },
            "{header}"
        );
        assert_eq!(rejection.status().as_u16(), 415);
    }
    for value in
        ["application/json", "application/json; charset=utf-8", "Application/JSON ;charset=utf-8"]
    {
        assert!(room(&format!("\ncontent-type: {value}")).is_ok(), "{value}");
    }
}

#[test]
fn c8_an_empty_body_needs_no_content_type_and_has_no_members() {
    for header in ["", "\ncontent-type: application/json", "\ncontent-type: text/plain"] {
        assert_eq!(
            decode_request::<Say>(&format!("POST /words{header}")),
            Ok(Words::default()),
            "{header}"
        );
    }
    let rejection = decode_request::<CreateRoom>("POST /accounts/a/rooms").expect_err("no name");
    assert_eq!(
        (rejection.error_type(), rejection.to_string().as_str()),
        ("ValidationException", "Name is required")
    );
}

#[test]
fn c8_a_content_type_on_an_unexpected_body_is_415() {
    for rejection in [
        decode_request::<Forget>("DELETE /names/n\ncontent-type: application/json\n\n{}")
            .expect_err("no body is expected"),
        decode_request::<Take>("POST /notes\ncontent-type: application/json\n\n{}")
            .map(|Empty| Named::new(""))
            .expect_err("no input"),
    ] {
        assert_eq!(rejection, Rejection::UnsupportedMediaType { expected: None });
    }
    assert_eq!(
        decode_request::<Forget>("DELETE /names/n\ncontent-type: application/json"),
        Ok(Named::new("n"))
    );
}

#[test]
fn c8_a_client_reads_a_success_of_any_content_type() {
    assert_eq!(
        decode_response::<CreateRoom>("201\ncontent-type: application/octet-stream\n\n{}"),
        Ok(CreateRoomResponse::default())
    );
}

#[test]
fn c9_status_is_that_of_the_member_or_else_the_modeled_one() {
    assert!(encode_response::<Take>(&Note::default()).starts_with("201 "));
    assert!(encode_response::<Take>(&Note::default().status(202)).starts_with("202 "));
    assert!(encode_response::<Say>(&Words::default()).starts_with("200 "));
    assert_eq!(decode_response::<Take>("202\n\n{}"), Ok(Note::default().status(202)));
    let error = Take::encode_response(&Note::default().status(99)).expect_err("not a status");
    assert_eq!(error.to_string(), "Take cannot be sent: status must be a status of three digits");
}

#[test]
fn c9_any_2xx_is_a_success() {
    for status in [200, 201, 202, 204, 299] {
        assert_eq!(
            malformed(decode_response::<CreateRoom>(&format!("{status}\n\n{{}}"))),
            Ok(CreateRoomResponse::default())
        );
    }
    for status in [100, 199, 300, 304, 400, 500, 999] {
        assert!(
            matches!(
                decode_response::<CreateRoom>(&format!("{status}\n\n{{}}")),
                Err(ResponseError::Unknown(_))
            ),
            "{status}"
        );
    }
}

#[test]
fn another_path_is_404_and_another_method_405() {
    let status =
        |text: &str| CreateRoom::decode_request(&request(text)).expect_err(text).status().as_u16();
    for path in [
        "/",
        "/accounts/a",
        "/accounts/a/rooms/",
        "/accounts/a/b/rooms",
        "/accounts/a/Rooms",
        "//accounts/a/rooms",
        "*",
    ] {
        assert_eq!(status(&format!("POST {path}")), 404, "{path}");
    }
    assert_eq!(status("GET /accounts/a/rooms"), 405);
    assert!(
        decode_request::<CreateRoom>("POST https://chime.example/accounts/a/rooms?x=y\ncontent-type: application/json\n\n{\"Name\":\"n\"}")
            .is_ok()
    );
}
