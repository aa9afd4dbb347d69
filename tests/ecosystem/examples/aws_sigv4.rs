//! A signed request with aws-sigv4: the operation gives the service name for signing, the endpoint
//! gives the host. Signing comes last, when the request no longer changes.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use chime_model::{CreateRoom, Operation, http};
use chime_model_ecosystem::{Result, exercise, send, serve};

/// Signs a request that already has an absolute URI.
fn signed<O: Operation>(
    mut request: http::Request<Vec<u8>>,
    credentials: &Credentials,
    time: SystemTime,
) -> Result<http::Request<Vec<u8>>> {
    let identity = credentials.clone().into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name(O::SERVICE.signing_name)
        .time(time)
        .settings(SigningSettings::default())
        .build()?
        .into();
    let mut headers = Vec::new();
    for (name, value) in request.headers() {
        headers.push((name.as_str(), value.to_str()?));
    }
    let uri = request.uri().to_string();
    let signable = SignableRequest::new(request.method().as_str(), &uri, headers.into_iter(), SignableBody::Bytes(request.body()))?;
    let (instructions, _) = sign(signable, &params)?.into_parts();
    instructions.apply_to_request_http1x(&mut request);
    Ok(request)
}

fn main() -> Result<()> {
    let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_540_500_256);
    let endpoint = serve()?;
    exercise(|room| {
        let request = signed::<CreateRoom>(endpoint.locate(CreateRoom::encode_request(room)?)?, &credentials, time)?;
        let authorization = request.headers()[http::header::AUTHORIZATION].to_str()?;
        assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential="), "{authorization}");
        assert!(authorization.contains("/20181025/us-east-1/chime/aws4_request, "), "{authorization}");
        Ok(CreateRoom::decode_response(&send(request)?))
    })
}
