//! The rules for the messages of awsJson, A1 to A6 and A8 to A14, and rule K2. The generator
//! decides A7.

use std::collections::BTreeMap;

use chime_model::http::{Request, Response};
use chime_model::{
    Blob, Document, Empty, Endpoint, HostPrefix, Operation, Rejection, Routing, Service, Structure,
    Timestamp, Union, UnknownMember, with_token_source,
};
use chime_model_tests::message::{
    decode_request, decode_response, encode_request, encode_response, request,
};

use crate::NoErrors;

pub(crate) const SHOP: Service = Service::new("Shop", "Shop", "2024-01-01", "shop", "shop");
/// A service whose target prefix has dots, like that of CloudTrail.
pub(crate) const V1_1: Service = SHOP.aws_json_1_1("com.example.Shop_20240101");
pub(crate) const V1_0: Service = SHOP.aws_json_1_0("Shop_20240101");
pub(crate) const QUERIED: Service = SHOP.aws_json_1_0("Shop").query_compatible();

#[derive(Clone, Debug, PartialEq, Structure)]
struct Item {
    #[serde(rename = "Name")]
    #[http(body = "name")]
    name: Option<String>,
    #[serde(rename = "Price")]
    price: Option<f64>,
    #[serde(rename = "Sold")]
    sold: Option<Timestamp>,
    #[serde(rename = "Photo")]
    photo: Option<Blob>,
    #[serde(rename = "Tags")]
    tags: Option<BTreeMap<String, Option<String>>>,
    #[serde(rename = "More")]
    more: Option<Document>,
    #[serde(rename = "Policies")]
    policies: Option<Vec<String>>,
    #[serde(rename = "Choice")]
    choice: Option<Choice>,
}

#[derive(Clone, Debug, PartialEq, Union)]
enum Choice {
    Text(String),
    #[unknown]
    Unknown(UnknownMember),
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Nothing {}

#[derive(Clone, Debug, PartialEq, Structure)]
struct Order {
    #[serde(rename = "Account")]
    #[http(host_label)]
    account: String,
    #[serde(rename = "Token")]
    #[idempotency_token]
    token: String,
}

#[derive(Operation)]
#[operation(input = Item, output = Item, error = NoErrors, service = V1_1)]
struct PutItem;

#[derive(Operation)]
#[operation(error = NoErrors, service = V1_0)]
struct Ping;

#[derive(Operation)]
#[operation(input = Nothing, output = Nothing, error = NoErrors, service = V1_0)]
struct Pause;

#[derive(Operation)]
#[operation(input = Order, error = NoErrors, host_prefix = "{Account}.", service = V1_1)]
struct Place;

#[derive(Operation)]
#[operation(error = NoErrors, service = QUERIED)]
struct Queried;

#[derive(Clone, Copy, Debug, PartialEq, Routing)]
enum Route {
    Place,
    PutItem,
    Ping,
}

#[test]
fn a1_a_request_is_post_to_the_root() {
    let request = PutItem::encode_request(&Item::default()).expect("a request");
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/"));
    assert_eq!((PutItem::METHOD.as_str(), PutItem::URI, PutItem::CODE), ("POST", "/", 200));
}

#[test]
fn a2_a_base_path_comes_first() {
    let endpoint: Endpoint = "http://localhost:8000/custom".parse().expect("an endpoint");
    let request = endpoint.resolve(Ping::encode_request(&Empty).expect("a request"));
    assert_eq!(request.expect("a URI").uri(), "http://localhost:8000/custom/");
}

#[test]
fn a3_the_target_names_the_operation() {
    let sent = PutItem::encode_request(&Item::default()).expect("a request");
    assert_eq!(sent.headers()["x-amz-target"], "com.example.Shop_20240101.PutItem");
    for (target, expected) in [
        ("com.example.Shop_20240101.PutItem", Ok(Route::PutItem)),
        // The clients of Smithy write the name of the service alone.
        ("Shop_20240101.PutItem", Ok(Route::PutItem)),
        ("Shop_20240101.Place", Ok(Route::Place)),
        ("Shop_20240101.Ping", Ok(Route::Ping)),
        ("example.Shop_20240101.PutItem", Err(Rejection::UnknownOperation)),
        ("Other.PutItem", Err(Rejection::UnknownOperation)),
        ("shop_20240101.PutItem", Err(Rejection::UnknownOperation)),
        ("Shop_20240101.putItem", Err(Rejection::UnknownOperation)),
        ("Shop_20240101.PutItem.", Err(Rejection::UnknownOperation)),
        ("PutItem", Err(Rejection::UnknownOperation)),
    ] {
        let text = format!(
            "POST /\ncontent-type: application/x-amz-json-1.1\nx-amz-target: {target}\n\n{{}}"
        );
        assert_eq!(Route::of(&request(&text)), expected, "{target}");
        let read = decode_request::<PutItem>(&text);
        let is_read = expected == Ok(Route::PutItem);
        assert_eq!(read.is_ok(), is_read, "{target}");
        assert!(is_read || read == Err(Rejection::UnknownOperation), "{target}");
    }
}

#[test]
fn a4_every_message_has_its_type_and_length() {
    for text in [
        encode_request::<Ping>(&Empty),
        encode_request::<Pause>(&Nothing::default()),
        encode_response::<Pause>(&Nothing::default()),
    ] {
        assert!(text.contains("content-type: application/x-amz-json-1.0\n"), "{text}");
        assert!(text.contains("content-length: 2\n"), "{text}");
    }
    let empty = encode_response::<Ping>(&Empty);
    assert!(empty.contains("content-length: 0\n"), "{empty}");
    assert!(empty.contains("content-type: application/x-amz-json-1.0\n"), "{empty}");
    let text = encode_request::<PutItem>(&Item::default());
    assert!(text.contains("content-type: application/x-amz-json-1.1\n"), "{text}");
    let text = of_item("application/x-amz-json-1.1; charset=utf-8", "{}");
    assert_eq!(decode_request::<PutItem>(&text), Ok(Item::default()));
}

/// A request for PutItem.
fn of_item(content_type: &str, body: &str) -> String {
    format!("POST /\ncontent-type: {content_type}\nx-amz-target: Shop_20240101.PutItem\n\n{body}")
}

#[test]
fn a5_a_client_always_sends_an_object() {
    assert!(encode_request::<Ping>(&Empty).ends_with("\n\n{}"));
    assert!(encode_request::<Pause>(&Nothing::default()).ends_with("\n\n{}"));
    assert!(encode_request::<PutItem>(&Item::default()).ends_with("\n\n{}"));
}

#[test]
fn a6_a_server_reads_an_empty_body_and_ignores_one_that_is_not_expected() {
    assert_eq!(
        decode_request::<PutItem>(&of_item("application/x-amz-json-1.1", "")),
        Ok(Item::default())
    );
    for body in ["", "{}", r#"{"a":1}"#, "no JSON"] {
        let text = format!(
            "POST /\ncontent-type: application/x-amz-json-1.0\nx-amz-target: Shop_20240101.Ping\n\n{body}"
        );
        assert_eq!(decode_request::<Ping>(&text), Ok(Empty), "{body}");
    }
    let missing = decode_request::<Ping>("POST /\nx-amz-target: Shop_20240101.Ping");
    let expected = Some("application/x-amz-json-1.0");
    assert_eq!(missing, Err(Rejection::UnsupportedMediaType { expected }));
}

#[test]
fn a8_the_key_is_the_name_in_the_body() {
    let text = encode_request::<PutItem>(&Item::default().name("a"));
    assert!(text.ends_with(r#"{"name":"a"}"#), "{text}");
}

#[test]
fn a9_a_success_has_an_object_or_nothing() {
    assert!(encode_response::<Ping>(&Empty).starts_with("200 OK\n"));
    assert!(encode_response::<Ping>(&Empty).ends_with("\n\n"));
    assert!(encode_response::<Pause>(&Nothing::default()).ends_with("\n\n{}"));
    for body in ["", "{}", r#"{"a":1}"#] {
        let text = format!("200\n\n{body}");
        assert_eq!(decode_response::<Ping>(&text), Ok(Empty), "{body}");
        assert_eq!(decode_response::<Pause>(&text), Ok(Nothing::default()), "{body}");
        assert_eq!(decode_response::<PutItem>(&text), Ok(Item::default()), "{body}");
    }
}

#[test]
fn a10_values_are_as_in_a_body_of_rest_json() {
    let item = Item::default()
        .price(f64::INFINITY)
        .sold(Timestamp::from_millisecond(1_577_836_800_123).expect("a time"))
        .photo(Blob::from(b"ab".to_vec()))
        .tags(BTreeMap::from([("a".to_owned(), None)]))
        .more(Document::from(serde_json::json!([1, null])))
        .choice(Choice::Text("a".to_owned()));
    let text = encode_request::<PutItem>(&item);
    let body = r#"{"Price":"Infinity","Sold":1577836800.123,"Photo":"YWI=","Tags":{"a":null},"More":[1,null],"Choice":{"Text":"a"}}"#;
    assert!(text.ends_with(body), "{text}");
    assert_eq!(decode_request::<PutItem>(&of_item("application/x-amz-json-1.1", body)), Ok(item));
    let read = decode_response::<PutItem>(
        "200\n\n{\"Sold\":1577836800.123456,\"Choice\":{\"__type\":\"c\",\"Text\":\"a\"}}",
    );
    let sold = Timestamp::from_microsecond(1_577_836_800_123_456).expect("a time");
    let expected = Item::default().sold(sold).choice(Choice::Text("a".to_owned()));
    assert_eq!(read, Ok(expected));
}

#[test]
fn a11_json_in_a_string_stays_a_string() {
    let item = Item::default().policies(vec![r#"{"a":1}"#.to_owned()]);
    let text = encode_request::<PutItem>(&item);
    assert!(text.ends_with(r#"{"Policies":["{\"a\":1}"]}"#), "{text}");
}

#[test]
fn a12_a_label_of_the_host_is_in_the_body_too() {
    let request: Request<Vec<u8>> =
        Place::encode_request(&Order::new("a1").token("t")).expect("a request");
    assert_eq!(request.extensions().get(), Some(&HostPrefix("a1.".to_owned())));
    assert_eq!(request.body(), br#"{"Account":"a1","Token":"t"}"#);
}

#[test]
fn a13_a_constructor_fills_the_token() {
    let order = with_token_source(|| "token".to_owned(), || Order::new("a1"));
    assert_eq!(order.token, "token");
}

#[test]
fn a14_only_clients_of_a_query_compatible_service_ask_for_codes_of_query() {
    let mode = |request: Request<Vec<u8>>| {
        let mode = request.headers().get("x-amzn-query-mode");
        mode.map(|value| value.to_str().expect("text").to_owned())
    };
    assert_eq!(mode(Queried::encode_request(&Empty).expect("a request")).as_deref(), Some("true"));
    assert_eq!(mode(Ping::encode_request(&Empty).expect("a request")), None);
}

#[test]
fn k2_there_is_no_cbor() {
    let text = "POST /service/Shop_20240101/operation/Ping\nsmithy-protocol: rpc-v2-cbor\ncontent-type: application/cbor\n\n";
    assert_eq!(Route::of(&request(text)), Err(Rejection::UnknownOperation));
    assert_eq!(decode_request::<Ping>(text), Err(Rejection::UnknownOperation));
    let refused: Response<Vec<u8>> = Rejection::UnknownOperation.to_response(&V1_0.protocol);
    assert_eq!(refused.status(), 404);
}
