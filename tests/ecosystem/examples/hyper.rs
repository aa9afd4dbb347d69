//! A client and a server with hyper, whose messages are those of the `http` crate.

use std::convert::Infallible;

use chime_model::{CreateRoom, Endpoint, Operation, http};
use chime_model_ecosystem::{Outcome, Result, exercise, exercise_server, respond, serve};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;

type HttpClient = Client<HttpConnector, Full<Bytes>>;

async fn call<O: Operation>(client: &HttpClient, endpoint: &Endpoint, input: &O::Input) -> Result<Outcome<O>> {
    let request = endpoint.locate(O::encode_request(input)?)?;
    let (parts, body) = client.request(request.map(Full::from)).await?.into_parts();
    Ok(O::decode_response(&http::Response::from_parts(parts, body.collect().await?.to_bytes())))
}

async fn handle(request: http::Request<Incoming>) -> Result<http::Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let response = match Limited::new(body, 64 * 1024).collect().await {
        Ok(body) => respond(&http::Request::from_parts(parts, body.to_bytes())),
        Err(_) => http::Response::builder().status(http::StatusCode::PAYLOAD_TOO_LARGE).body(Vec::new()).expect("a status alone"),
    };
    Ok(response.map(Full::from))
}

async fn accept(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(handle)));
    }
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (client, endpoint) = (Client::builder(TokioExecutor::new()).build_http(), serve()?);
    exercise(|room| runtime.block_on(call::<CreateRoom>(&client, &endpoint, room)))?;

    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let endpoint = format!("http://{}", listener.local_addr()?).parse()?;
    runtime.spawn(accept(listener));
    exercise_server(&endpoint)
}
