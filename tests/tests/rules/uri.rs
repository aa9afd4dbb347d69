//! The rules for the path and the host name, U1 to U5.

use chime_model::{
    CreateRoom, CreateRoomRequest, Enumeration, HostPrefix, Operation, Structure, Timestamp,
};
use chime_model_tests::message::{decode_request, encode_request};
use chime_model_tests::sample;

use crate::NoErrors;

fn path(account: &str) -> String {
    let text = encode_request::<CreateRoom>(&CreateRoomRequest::new(account, "n"));
    let line = text.lines().next().expect("a first line");
    line.trim_start_matches("POST /accounts/").trim_end_matches("/rooms").to_owned()
}

/// What a server reads from a label.
fn account(label: &str) -> Result<String, String> {
    let text = format!(
        "POST /accounts/{label}/rooms\ncontent-type: application/json\n\n{{\"Name\":\"n\"}}"
    );
    decode_request::<CreateRoom>(&text)
        .map(|room| room.account_id)
        .map_err(|rejection| rejection.to_string())
}

/// Where a file is stored.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Place {
    #[http(label = "bucketName")]
    bucket: String,
    #[http(label = "key")]
    key: String,
}

#[derive(Operation)]
#[operation(input = Place, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/{bucketName}/{key+}/info?view=full&raw")]
struct Look;

#[test]
fn u1_all_but_unreserved_characters_are_encoded() {
    for (text, encoded) in [
        ("AZaz09-._~", "AZaz09-._~"),
        ("a/b c", "a%2Fb%20c"),
        ("é😀", "%C3%A9%F0%9F%98%80"),
        ("%41+&=?#:@!$'()*,;", "%2541%2B%26%3D%3F%23%3A%40%21%24%27%28%29%2A%2C%3B"),
        ("\0\t\u{7f}", "%00%09%7F"),
    ] {
        assert_eq!(path(text), encoded);
        assert_eq!(account(encoded), Ok(text.to_owned()));
    }
}

#[test]
fn u1_greedy_label_keeps_slashes() {
    let place = Place::new("b/1", "folder/a file/ü");
    let text = encode_request::<Look>(&place);
    assert_eq!(text, "GET /b%2F1/folder/a%20file/%C3%BC/info?view=full&raw\n\n");
    assert_eq!(decode_request::<Look>(&text), Ok(place));
    assert_eq!(decode_request::<Look>("GET /b/k/info?raw&view=full"), Ok(Place::new("b", "k")));
}

#[test]
fn u2_literal_parts_stay_as_they_are() {
    let status = |text: &str| decode_request::<Look>(text).expect_err(text).status().as_u16();
    for uri in [
        "/b/k/info",
        "/b/k/info?view=full",
        "/b/k/info?view=half&raw",
        "/b/k/Info?view=full&raw",
        "/b/info?view=full&raw",
    ] {
        assert_eq!(status(&format!("GET {uri}")), 404, "{uri}");
    }
    assert!(decode_request::<Look>("GET /b/k/info?view=full&raw=&other=1").is_ok());
}

#[test]
fn u3_label_is_matched_by_its_location_name() {
    assert_eq!(path(sample::ACCOUNT), sample::ACCOUNT);
    assert!(
        encode_request::<Look>(&Place::new("bucket", "key")).starts_with("GET /bucket/key/info")
    );
}

/// Members in another order than the labels of the template.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Backwards {
    #[http(label = "c")]
    third: String,
    #[http(query = "q")]
    asked: String,
    #[http(label = "b")]
    second: i32,
    #[http(label = "a")]
    first: String,
}

#[derive(Operation)]
#[operation(input = Backwards, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/{a}/x/{b}/{c+}")]
struct Turn;

#[test]
fn u3_labels_are_in_the_order_of_the_template() {
    let value = Backwards::new("c/c", "q q", 2, "a a");
    let text = encode_request::<Turn>(&value);
    assert_eq!(text, "GET /a%20a/x/2/c/c?q=q%20q\n\n");
    assert_eq!(decode_request::<Turn>(&text), Ok(value));
}

#[test]
fn u4_label_that_would_change_the_path_is_refused_before_it_is_sent() {
    for text in ["", ".", ".."] {
        let error = CreateRoom::encode_request(&CreateRoomRequest::new(text, "n")).expect_err(text);
        let reason = "AccountId must not be empty, \".\" or \"..\": it is a part of the path";
        assert_eq!(error.to_string(), format!("CreateRoom cannot be sent: {reason}"));
    }
    for key in ["", ".", "..", "a/..", "../a", "a/./b"] {
        assert!(Look::encode_request(&Place::new("b", key)).is_err(), "{key}");
    }
    for text in ["...", ".a", "a."] {
        assert_eq!(path(text), text);
    }
}

#[test]
fn uri_that_is_too_long_is_refused() {
    let error = CreateRoom::encode_request(&CreateRoomRequest::new("a".repeat(70_000), "n"))
        .expect_err("too long");
    assert_eq!(
        error.to_string(),
        "CreateRoom cannot be sent: the message must be short enough for a URI of 65,534 bytes"
    );
}

#[test]
fn u5_malformed_encoding_is_a_decoding_error() {
    for label in ["%", "a%4", "%zz", "%C3", "%ff%fe", "%C0%80"] {
        let error = account(label).expect_err(label);
        assert!(error.contains("AccountId must be percent-encoded UTF-8"), "{error}");
        assert!(!error.contains("is required"), "{error}");
    }
    assert_eq!(account("a+b"), Ok("a+b".to_owned()));
}

#[derive(Clone, Debug, Enumeration)]
pub(crate) enum Colour {
    Red,
    #[unknown]
    Unknown(String),
}

/// Labels that are not strings.
#[derive(Clone, Debug, PartialEq, Structure)]
pub(crate) struct Labels {
    #[http(label = "number")]
    number: i64,
    #[http(label = "flag")]
    flag: bool,
    #[http(label = "float")]
    float: f64,
    #[http(label = "time")]
    time: Timestamp,
    #[http(label = "colour")]
    colour: Colour,
}

#[derive(Operation)]
#[operation(input = Labels, error = NoErrors, service = chime_model::SERVICE)]
#[http(method = "GET", uri = "/{number}/{flag}/{float}/{time}/{colour}")]
pub(crate) struct Count;

#[test]
fn u1_labels_of_other_types_are_sent_as_text() {
    let labels = Labels::new(-5, true, 1.5, sample::time("2018-10-25T20:44:16Z"), Colour::Red);
    let text = encode_request::<Count>(&labels);
    assert_eq!(text, "GET /-5/true/1.5/2018-10-25T20%3A44%3A16Z/Red\n\n");
    assert_eq!(decode_request::<Count>(&text), Ok(labels));
    let error =
        decode_request::<Count>("GET /5.0/True/inf/1540500256/Blue").expect_err("no such values");
    assert_eq!(
        error.to_string(),
        "number must be an integer of 64 bits; flag must be true or false; float must be a number, NaN, Infinity or -Infinity; \
         time must be a date-time such as 2018-10-25T20:44:16Z; colour must be one of the modeled values",
    );
}

/// A label that is a part of the host name.
#[derive(Clone, Debug, PartialEq, Structure)]
struct Tenant {
    #[http(host_label)]
    name: String,
}

#[derive(Operation)]
#[operation(input = Tenant, error = NoErrors, service = chime_model::SERVICE, host_prefix = "{name}.data.")]
#[http(method = "POST", uri = "/")]
struct Enter;

#[test]
fn host_prefix_is_filled_and_its_label_checked() {
    let request = Enter::encode_request(&Tenant::new("tenant-1")).expect("a request");
    assert_eq!(
        request.extensions().get::<HostPrefix>(),
        Some(&HostPrefix("tenant-1.data.".to_owned()))
    );
    assert_eq!(request.body(), br#"{"name":"tenant-1"}"#);
    for name in ["", "a.b", "a/b", "evil.example#", "é"] {
        let error = Enter::encode_request(&Tenant::new(name)).expect_err(name);
        assert_eq!(error.to_string(), "Enter cannot be sent: name must be a label of a host name");
    }
}
