//! A client with reqwest, signatures, retries and a timeout. It creates rooms and lists them page
//! by page: `client http://127.0.0.1:PORT`.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use chime_model::client::{Attempt, Client};
use chime_model::{Body, OperationShape, http};
use chime_model_rooms::{CreateRoom, CreateRoomRequest, ListRooms, ListRoomsRequest};
use tower::{BoxError, ServiceBuilder};

/// A layer that signs each request. It comes last, when the request no longer changes.
fn signed(mut request: http::Request<Body>) -> Result<http::Request<Body>, BoxError> {
    let shape = request.extensions().get::<OperationShape>().expect("a client sets it");
    let identity = Credentials::from_keys("AKIDEXAMPLE", "secret", None).into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name(shape.service.signing_name)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()?
        .into();
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
    let headers = headers.collect::<Result<Vec<_>, BoxError>>()?;
    let (method, uri) = (request.method().as_str(), request.uri().to_string());
    let body = SignableBody::Bytes(request.body().as_ref());
    let signable = SignableRequest::new(method, &uri, headers.into_iter(), body)?;
    let (instructions, _) = sign(signable, &params)?.into_parts();
    instructions.apply_to_request_http1x(&mut request);
    Ok(request)
}

fn policy(attempt: &Attempt<'_>) -> Option<tokio::time::Sleep> {
    let wait = Duration::from_millis(100 << attempt.number);
    (attempt.is_retryable && attempt.number < 3).then(|| tokio::time::sleep(wait))
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let endpoint = std::env::args().nth(1).ok_or("usage: client ENDPOINT")?.parse()?;
    let agent = reqwest::Client::new();
    let sender = ServiceBuilder::new().timeout(Duration::from_secs(5)).service_fn(
        move |request: http::Request<Body>| {
            let agent = agent.clone();
            async move {
                let request = signed(request)?.map(Vec::from).try_into()?;
                Ok::<_, BoxError>(agent.execute(request).await?.into())
            }
        },
    );
    let client = Client::new(sender, endpoint).retry_with(policy);

    for number in 1..=5 {
        let input = CreateRoomRequest::new("paged", format!("room {number}"));
        client.call(CreateRoom, &input).await?;
    }
    let input = ListRoomsRequest::new("paged").max_results(2);
    let mut pages = client.pages(ListRooms, input.clone());
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page?.rooms.unwrap_or_default().len());
    }
    let mut rooms = client.pages(ListRooms, input).items();
    let mut names = Vec::new();
    while let Some(room) = rooms.next().await {
        names.extend(room?.name);
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(names, ["room 1", "room 2", "room 3", "room 4", "room 5"]);
    println!("five rooms on three pages");
    Ok(())
}
