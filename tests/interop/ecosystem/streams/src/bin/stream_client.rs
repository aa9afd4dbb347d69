//! A client of ours with signed events over HTTP/2: `stream_client http://127.0.0.1:PORT`.

use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::{SigningParams, calculate_signature, generate_signing_key};
use chime_model::client::Client;
use chime_model::event_stream::{EventEncoder, Signature, date_header};
use chime_model::{Blob, Body, Timestamp, http};
use chime_model_streams::bedrock::*;
use chime_model_streams::{KEY_ID, SECRET, hex};
use futures_util::stream;
use hyper_util::rt::TokioExecutor;
use sha2::{Digest as _, Sha256};
use tower::{BoxError, ServiceBuilder};

/// The signature of the request. The layer sets it, and the signature of the first event needs it.
type Seed = Arc<OnceLock<String>>;

/// Signs a request whose body is a stream.
fn signed(mut request: http::Request<Body>, seed: &Seed) -> Result<http::Request<Body>, BoxError> {
    let identity = Credentials::from_keys(KEY_ID, SECRET, None).into();
    let params = SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name(SERVICE.signing_name)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()?
        .into();
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
    let headers = headers.collect::<Result<Vec<_>, BoxError>>()?;
    let (method, uri) = (request.method().as_str(), request.uri().to_string());
    let body = SignableBody::Precomputed("STREAMING-AWS4-HMAC-SHA256-EVENTS".to_owned());
    let signable = SignableRequest::new(method, &uri, headers.into_iter(), body)?;
    let (instructions, signature) = sign(signable, &params)?.into_parts();
    instructions.apply_to_request_http1x(&mut request);
    seed.set(signature).map_err(|_| "one request for each seed")?;
    Ok(request)
}

/// Signs events one after the other (rule G3).
fn signer(seed: Seed) -> impl FnMut(&[u8]) -> Signature + Send {
    let mut before = None;
    move |frame| {
        let now = SystemTime::now();
        let date = Timestamp::try_from(now).expect("now");
        let date = Timestamp::from_second(date.as_second()).expect("now");
        let time = date.strftime("%Y%m%dT%H%M%SZ").to_string();
        let previous = before.take().unwrap_or_else(|| seed.get().expect("it is sent").clone());
        let hash = |bytes: &[u8]| hex(&Sha256::digest(bytes));
        let text = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{time}\n{}/us-east-1/bedrock/aws4_request\n{previous}\n{}\n{}",
            &time[..8],
            hash(&date_header(date)),
            hash(frame)
        );
        let key = generate_signing_key(SECRET, now, "us-east-1", "bedrock");
        let signature = calculate_signature(key, text.as_bytes());
        let byte = |at| u8::from_str_radix(&signature[2 * at..2 * at + 2], 16).expect("hex");
        let bytes = std::array::from_fn(byte);
        before = Some(signature);
        Signature { date, bytes }
    }
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    use InvokeModelWithBidirectionalStreamInput::Chunk;

    let endpoint = std::env::args().nth(1).ok_or("usage: stream_client ENDPOINT")?.parse()?;
    let seed = Seed::default();
    let http = hyper_util::client::legacy::Client::builder(TokioExecutor::new())
        .http2_only(true)
        .build_http();
    let layer = {
        let seed = seed.clone();
        move |request| signed(request, &seed)
    };
    let sender = ServiceBuilder::new().service_fn(move |request| {
        let (request, http) = (layer(request), http.clone());
        async move { Ok::<_, BoxError>(http.request(request?).await?) }
    });
    let client = Client::new(sender, endpoint);

    let words = ["one", "two", "fail", "four"];
    let events = words.map(|word| {
        Ok(Chunk(BidirectionalInputPayloadPart::default().bytes(Blob::from(word.as_bytes()))))
    });
    let input = InvokeModelWithBidirectionalStreamRequest::new("amazon.nova-sonic-v1:0");
    let encoder = EventEncoder::new().sign_with(signer(seed));
    let call =
        client.duplex(InvokeModelWithBidirectionalStream, &input, encoder, stream::iter(events));
    let (_, mut events) = call.await?;
    let mut echoed = Vec::new();
    let error = loop {
        match events.next().await {
            Some(Ok(InvokeModelWithBidirectionalStreamOutput::Chunk(part))) => {
                echoed.push(part.bytes.ok_or("no bytes")?.into_inner().into_inner());
            }
            Some(Err(error)) => break error,
            other => return Err(format!("expected more, got {other:?}").into()),
        }
    };
    assert_eq!(echoed, [b"one", b"two"]);
    assert_eq!(error.to_string(), "ModelTimeoutException: slow");
    println!("signed events both ways over HTTP/2 by a client of ours: as expected");
    Ok(())
}
