//! Reads a response of the official client with our types: an interceptor passes its bytes to
//! `decode_response`. This works for every operation. The client's connector is a router, so no
//! socket is opened.

use std::fmt;
use std::sync::{Arc, Mutex};

use aws_sdk_chime::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_chime::config::{
    BehaviorVersion, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_chime::error::BoxError;
use aws_sdk_chime::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use chime_model::server::Router;
use chime_model::{Body, CreateRoom, CreateRoomResponse, NotFoundException, Operation, Room};
use tower_service::Service as _;

type Outcome<O> =
    Result<<O as Operation>::Output, chime_model::ResponseError<<O as Operation>::Error>>;

/// Keeps what our types read.
struct Decode<O: Operation>(Arc<Mutex<Option<Outcome<O>>>>);

impl<O: Operation> Intercept for Decode<O> {
    fn name(&self) -> &'static str {
        "decode"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let sent = context.response();
        let mut response = http::Response::builder().status(sent.status().as_u16());
        for (name, value) in sent.headers() {
            response = response.header(name, value);
        }
        let response = response.body(sent.body().bytes().unwrap_or_default())?;
        *self.0.lock().expect("nobody panics") = Some(O::decode_response(&response));
        Ok(())
    }
}

impl<O: Operation> fmt::Debug for Decode<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decode")
    }
}

/// Sends the requests of the official client to a router.
#[derive(Clone)]
struct ToRouter(Router);

impl fmt::Debug for ToRouter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ToRouter")
    }
}

impl HttpConnector for ToRouter {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut router = self.0.clone();
        HttpConnectorFuture::new(async move {
            let other = |error: BoxError| ConnectorError::other(error, None);
            let request = request.try_into_http1x().map_err(|error| other(error.into()))?;
            let request = request.map(|body| Body::from(body.bytes().unwrap_or_default().to_vec()));
            let Ok(response) = router.call(request).await;
            let response = response.map(|body| SdkBody::from(Vec::from(body)));
            response.try_into().map_err(|error| other(Box::from(error)))
        })
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let router = Router::new().on(CreateRoom, async |(), input| match &*input.account_id {
        "nobody" => Err(NotFoundException::default().message("no such account").into()),
        _ => Ok(CreateRoomResponse::default().room(Room::default().name(input.name))),
    });
    let connector = SharedHttpConnector::new(ToRouter(router));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url("http://localhost")
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("dummy", "dummy", None, None, "dummy"))
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    let client = Client::from_conf(config);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;

    for (account, is_room) in [("1", true), ("nobody", false)] {
        let outcome = Arc::new(Mutex::new(None));
        let decode = Decode::<CreateRoom>(outcome.clone());
        let call = client.create_room().account_id(account).name("Team room").customize();
        let theirs = runtime.block_on(call.interceptor(decode).send());
        let ours = outcome.lock().expect("nobody panics").take().expect("a response");
        match (theirs, ours) {
            (Ok(theirs), Ok(ours)) if is_room => {
                let (theirs, ours) = (theirs.room.expect("a room"), ours.room.expect("a room"));
                assert_eq!(theirs.name, ours.name.map(String::from));
            }
            (Err(theirs), Err(ours)) if !is_room => {
                assert!(theirs.into_service_error().is_not_found_exception());
                assert_eq!(ours.name(), Some("NotFoundException"));
            }
            other => panic!("{account}: {other:?}"),
        }
    }
    println!("a room and an error, read by both from the same bytes: as expected");
    Ok(())
}
