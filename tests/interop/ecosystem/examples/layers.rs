//! Layers for what a description requires of a request besides its message: a checksum and a
//! compressed body. They find the operation in the extensions of the request. A layer that signs
//! comes after them.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chime_model::client::Client;
use chime_model::server::Router;
use chime_model::{
    Body, Empty, Operation, OperationError, OperationShape, SERVICE, Structure, http,
};
use chime_model_ecosystem::Result;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use http::HeaderValue;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use md5::{Digest as _, Md5};
use tower::ServiceBuilder;

#[derive(Clone, Debug, PartialEq, Structure)]
struct PutNotes {
    notes: String,
}

#[derive(Clone, Debug, PartialEq, OperationError)]
enum NoErrors {}

#[derive(Operation)]
#[operation(input = PutNotes, error = NoErrors, service = SERVICE, needs_checksum, compression = ["gzip"])]
#[http(method = "PUT", uri = "/notes")]
struct Put;

/// How many bytes a body must have to be compressed, as in the clients of AWS.
const LEAST: usize = 10_240;

fn compressed(mut request: http::Request<Body>) -> http::Request<Body> {
    let is_asked_for = request
        .extensions()
        .get::<OperationShape>()
        .is_some_and(|shape| shape.compression.contains(&"gzip"));
    if !is_asked_for || request.body().as_ref().len() < LEAST {
        return request;
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(request.body().as_ref()).expect("a Vec takes all");
    *request.body_mut() = gzip.finish().expect("a Vec takes all").into();
    let length = request.body().as_ref().len();
    request.headers_mut().insert(CONTENT_LENGTH, length.into());
    request.headers_mut().append(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    request
}

fn with_checksum(mut request: http::Request<Body>) -> http::Request<Body> {
    if request.extensions().get::<OperationShape>().is_some_and(|shape| shape.needs_checksum) {
        let checksum = STANDARD.encode(Md5::digest(request.body().as_ref()));
        let checksum = HeaderValue::try_from(checksum).expect("base64 is ASCII");
        request.headers_mut().insert("content-md5", checksum);
    }
    request
}

/// What a server does before the router: it compares the checksum and unpacks the body.
fn received(mut request: http::Request<Body>) -> http::Request<Body> {
    let sent = request.headers().get("content-md5").expect("a checksum");
    assert_eq!(STANDARD.decode(sent).expect("base64"), Md5::digest(request.body().as_ref())[..]);
    if request.headers_mut().remove(CONTENT_ENCODING).is_some() {
        let mut body = Vec::new();
        GzDecoder::new(request.body().as_ref()).read_to_end(&mut body).expect("gzip");
        assert!(request.body().as_ref().len() < body.len());
        request.headers_mut().insert(CONTENT_LENGTH, body.len().into());
        *request.body_mut() = body.into();
    }
    request
}

fn main() -> Result<()> {
    let server = Router::new().on_sync(Put, |(), input| {
        assert!(input.notes.chars().all(|note| note == 'n'));
        Ok(Empty)
    });
    let sender = ServiceBuilder::new()
        .map_request(compressed)
        .map_request(with_checksum)
        .map_request(received)
        .service(server);
    let client = Client::new(sender, "http://localhost".parse()?);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    for length in [10, LEAST] {
        runtime.block_on(client.call(Put, &PutNotes::new("n".repeat(length))))?;
    }
    println!("a checksum, and a body that was compressed: as expected");
    Ok(())
}
