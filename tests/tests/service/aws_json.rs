//! Operations of awsJson in a router: beside those of restJson1, and below a base path.

use std::collections::BTreeMap;

use chime_model::client::Client;
use chime_model::server::Router;
use chime_model::{
    CreateRoom, CreateRoomResponse, Empty, Exception, Operation, OperationError, Paginated as _,
    Rejection, Service, Structure,
};

use crate::{ask, operation, respond};

const SHOP: Service =
    Service::new("Shop", "Shop", "2024-01-01", "shop", "shop").aws_json_1_0("com.example.Shop");
const BANK: Service =
    Service::new("Bank", "Bank", "2024-01-01", "bank", "bank").aws_json_1_1("Bank");

#[derive(Clone, Debug, PartialEq, Structure)]
struct Named {
    #[serde(rename = "Name")]
    name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Structure, Exception)]
#[exception(status = 400)]
struct Bad {
    #[serde(rename = "message")]
    message: Option<String>,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum BadError {
    Bad(Bad),
}

macro_rules! operations {
    ($($name:ident, $service:ident;)*) => {$(
        #[derive(Operation)]
        #[operation(input = Named, output = Named, error = BadError, service = $service)]
        struct $name;
    )*};
}

operations! {
    Get, SHOP;
    Put, SHOP;
    Pay, BANK;
}

fn shop() -> Router {
    Router::new()
        .on(Get, async |(), input| Ok(input))
        .on(Put, async |(), _| Err(Bad::default().message("no").into()))
}

/// A request with a target and a version.
fn to(path: &str, version: &str, target: &str, body: &str) -> String {
    format!(
        "POST {path}\ncontent-type: application/x-amz-json-{version}\nx-amz-target: {target}\n\n{body}"
    )
}

/// The status and the body of the response, whose type is never in a header.
async fn asked(router: &Router, text: &str) -> (u16, String) {
    let (status, header, body) = ask(router, text).await;
    assert_eq!(header, "", "{text}");
    (status, body)
}

#[tokio::test]
async fn the_target_finds_the_operation() {
    let router = shop();
    let body = r#"{"Name":"a"}"#;
    for target in ["com.example.Shop.Get", "Shop.Get"] {
        let found = asked(&router, &to("/", "1.0", target, body)).await;
        assert_eq!(found, (200, body.to_owned()), "{target}");
    }
    let (status, found) = asked(&router, &to("/", "1.0", "Shop.Put", body)).await;
    assert_eq!((status, found.as_str()), (400, r#"{"__type":"Bad","message":"no"}"#));
    let request = chime_model_tests::message::request(&to("/", "1.0", "Shop.Put", body));
    let response = respond(&router, request.map(chime_model::Body::from)).await;
    assert_eq!(operation(response.extensions()), Some("Put"));
    assert!(response.headers().contains_key("x-amzn-requestid"));
}

#[tokio::test]
async fn a_refusal_has_the_form_of_its_protocol() {
    let unknown = r#"{"__type":"UnknownOperationException","message":"the request is for no operation of the service"}"#;
    let method =
        r#"{"__type":"UnknownOperationException","message":"the method must be one of POST"}"#;
    let media = r#"{"__type":"UnsupportedMediaTypeException","message":"the content type must be application/x-amz-json-1.0"}"#;
    for (text, status, expected) in [
        (to("/", "1.0", "Shop.Other", "{}"), 404, unknown),
        (to("/", "1.0", "Other.Get", "{}"), 404, unknown),
        (to("/a", "1.0", "Shop.Get", "{}"), 404, unknown),
        ("POST /\n\n{}".to_owned(), 404, unknown),
        ("GET /".to_owned(), 405, method),
        (to("/", "1.1", "Shop.Get", "{}"), 415, media),
    ] {
        assert_eq!(asked(&shop(), &text).await, (status, expected.to_owned()), "{text}");
    }
    let (status, body) = asked(&shop(), &to("/", "1.0", "Shop.Get", "{\"Name\":5}")).await;
    assert!(body.starts_with(r#"{"__type":"SerializationException","message":"Name"#), "{body}");
    assert_eq!(status, 400);
    // An error of the service has that form too.
    let refuse = |rejection: &Rejection| Some(Bad::default().message(rejection.error_type()));
    let router = shop().refuse_with(refuse);
    let found = asked(&router, &to("/", "1.0", "Shop.Other", "{}")).await;
    assert_eq!(found.1, r#"{"__type":"Bad","message":"UnknownOperationException"}"#);
}

#[tokio::test]
async fn a_failure_has_the_form_of_its_protocol() {
    let router = Router::new().on(Get, async |(), _| panic!("a bug"));
    let (status, body) = asked(&router, &to("/", "1.0", "Shop.Get", "{}")).await;
    let expected = r#"{"__type":"InternalFailureException","message":"the server failed"}"#;
    assert_eq!((status, body.as_str()), (500, expected));
}

#[tokio::test]
async fn one_router_has_several_protocols() {
    let rooms = Router::new().on(CreateRoom, async |(), _| Ok(CreateRoomResponse::default()));
    let bank = Router::new().on(Pay, async |(), input| Ok(input));
    let router = rooms.merge(shop()).merge(bank);
    let room = "POST /accounts/a/rooms\ncontent-type: application/json\n\n{\"Name\":\"n\"}";
    assert_eq!(ask(&router, room).await.0, 201);
    assert_eq!(ask(&router, &to("/", "1.0", "Shop.Get", "{}")).await.0, 200);
    assert_eq!(ask(&router, &to("/", "1.1", "Bank.Pay", "{}")).await.0, 200);
    // A request for no operation gets a refusal in the protocol that it seems to use.
    let (status, header, _) = ask(&router, "GET /accounts").await;
    assert_eq!((status, header.as_str()), (404, "UnknownOperationException"));
    for version in ["1.0", "1.1"] {
        let text = to("/", version, "Bank.Other", "{}");
        let request = chime_model_tests::message::request(&text);
        let response = respond(&router, request.map(chime_model::Body::from)).await;
        let expected = format!("application/x-amz-json-{version}");
        assert_eq!(response.headers()["content-type"], expected.as_str());
        assert_eq!(response.status(), 404);
    }
}

#[tokio::test]
async fn a2_a_base_path_is_taken_with_and_without_its_slash() {
    let router = Router::new().nest("/a", Router::new().nest("/b", shop()));
    let body = r#"{"Name":"a"}"#;
    for path in ["/a/b", "/a/b/"] {
        let found = asked(&router, &to(path, "1.0", "Shop.Get", body)).await;
        assert_eq!(found, (200, body.to_owned()), "{path}");
        assert_eq!(asked(&router, &format!("GET {path}")).await.0, 405);
    }
    for path in ["/", "/a", "/a/b/c", "/b", "/a/bc"] {
        assert_eq!(asked(&router, &to(path, "1.0", "Shop.Get", body)).await.0, 404, "{path}");
    }
    let client = Client::new(router, "http://localhost/a/b".parse().expect("an endpoint"));
    let output = client.call(Get, &Named::default().name("a")).await.expect("an output");
    assert_eq!(output, Named::default().name("a"));
    let error = client.call(Put, &Named::default()).await.expect_err("an error");
    assert_eq!(error.modeled(), Some(&Bad::default().message("no").into()));
}

#[test]
#[should_panic(expected = "Get of Shop and Get of Shop take the same requests")]
fn one_target_has_one_handler() {
    let _ = shop().merge(shop());
}

type Key = BTreeMap<String, String>;

#[derive(Clone, Debug, PartialEq, Structure)]
struct ScanInput {
    start: Option<Key>,
}

#[derive(Clone, Debug, PartialEq, Structure)]
struct ScanOutput {
    last: Option<Key>,
    more: Option<bool>,
}

#[derive(Operation)]
#[operation(input = ScanInput, output = ScanOutput, error = BadError, service = SHOP)]
#[paginated(input_token = start, output_token = last, more_results = more)]
struct Scan;

#[test]
fn a_page_has_a_key_for_the_next_one_and_says_whether_there_is_one() {
    let key = Key::from([("id".to_owned(), "a".to_owned())]);
    let page = ScanOutput::default().last(key.clone());
    let next = |page: &ScanOutput| Scan::next_input(&ScanInput::default(), page);
    assert_eq!(next(&page.clone().more(true)), Some(ScanInput::default().start(key)));
    assert_eq!(next(&page.clone().more(false)), None);
    assert_eq!(next(&page), None);
    assert_eq!(next(&ScanOutput::default().last(Key::new()).more(true)), None);
}

/// The input and the output of an operation can be absent.
#[tokio::test]
async fn nothing_is_sent_and_nothing_comes_back() {
    #[derive(Operation)]
    #[operation(error = BadError, service = BANK)]
    struct Close;
    let router = Router::new().on(Close, async |(), Empty| Ok(Empty));
    assert_eq!(asked(&router, &to("/", "1.1", "Bank.Close", "")).await, (200, String::new()));
}
