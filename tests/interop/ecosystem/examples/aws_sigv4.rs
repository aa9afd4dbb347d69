//! Signed requests with aws-sigv4: a layer of the client signs each request, and a layer of the
//! server computes the signature again and compares. A request is signed last, when nothing changes
//! it any more.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::AUTHORIZATION;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use chime_model::client::Client;
use chime_model::{Body, OperationShape, http};
use chime_model_ecosystem::{Result, call, exercise, router, serve_router};
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::rt::TokioExecutor;
use tower::{Service as _, ServiceExt as _, service_fn};

const TIME: SystemTime = SystemTime::UNIX_EPOCH;

/// Signs the headers that `is_signed` keeps, and the body.
fn signed(
    mut request: http::Request<Vec<u8>>,
    service: &str,
    is_signed: impl Fn(&str) -> bool,
) -> Result<http::Request<Vec<u8>>> {
    let identity = Credentials::from_keys("AKIDEXAMPLE", "secret", None).into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name(service)
        .time(TIME + Duration::from_secs(1_540_500_256))
        .settings(SigningSettings::default())
        .build()?
        .into();
    let headers = request.headers().iter().filter(|(name, _)| is_signed(name.as_str()));
    let headers = headers.map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
    let headers = headers.collect::<Result<Vec<_>>>()?;
    let (method, uri) = (request.method().as_str(), request.uri().to_string());
    let body = SignableBody::Bytes(request.body());
    let signable = SignableRequest::new(method, &uri, headers.into_iter(), body)?;
    let (instructions, _) = sign(signable, &params)?.into_parts();
    instructions.apply_to_request_http1x(&mut request);
    Ok(request)
}

/// Passes a request on if its signature is the one that the server computes.
async fn verified(request: Request, next: Next) -> std::result::Result<Response, http::StatusCode> {
    let refused = http::StatusCode::FORBIDDEN;
    let (mut head, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024).await.map_err(|_| http::StatusCode::PAYLOAD_TOO_LARGE)?;
    let sent = head.headers.remove(AUTHORIZATION).ok_or(refused)?;
    let sent_text = sent.to_str().map_err(|_| refused)?;
    let signed_names =
        sent_text.split("SignedHeaders=").nth(1).and_then(|rest| rest.split(',').next());
    let names: Vec<&str> = signed_names.ok_or(refused)?.split(';').collect();
    // The signature covers the absolute URI, and the request has only its path.
    let mut copy = http::Request::from_parts(head.clone(), body.to_vec());
    let host = head.headers.get("host").and_then(|host| host.to_str().ok()).ok_or(refused)?;
    *copy.uri_mut() = format!("http://{host}{}", head.uri).parse().map_err(|_| refused)?;
    // The signer adds these itself.
    let is_signed = |name: &str| names.contains(&name) && !matches!(name, "host" | "x-amz-date");
    let copy = signed(copy, "chime", is_signed).map_err(|_| refused)?;
    if copy.headers().get(AUTHORIZATION) != Some(&sent) {
        return Err(refused);
    }
    Ok(next.run(Request::from_parts(head, body.into())).await)
}

fn main() -> Result<()> {
    let server = axum::Router::new().fallback_service(router()).layer(from_fn(verified));
    let endpoint = serve_router(server)?;
    let runtime = tokio::runtime::Runtime::new()?;
    for (service, is_served) in [(None, true), (Some("another"), false)] {
        let http = HttpClient::builder(TokioExecutor::new()).build_http::<Body>();
        let sender = service_fn(move |request: http::Request<Body>| {
            let mut http = http.clone();
            async move {
                let shape = request.extensions().get::<OperationShape>().expect("a client sets it");
                let service = service.unwrap_or(shape.service.signing_name);
                let request = signed(request.map(Vec::from), service, |_| true)?.map(Body::from);
                Ok::<_, tower::BoxError>(http.ready().await?.call(request).await?)
            }
        });
        let client = Client::new(sender, endpoint.clone());
        if is_served {
            exercise(|room| runtime.block_on(call(&client, room)))?;
        } else {
            let room = chime_model::CreateRoomRequest::new("account-1", "Team room");
            let error = runtime.block_on(call(&client, &room))?.expect_err("a wrong signature");
            assert_eq!(error.status(), http::StatusCode::FORBIDDEN);
        }
    }
    println!("the signature of another service is refused: as expected");
    Ok(())
}
