//! hyper-util's client is a sender without an adapter, and hyper serves a router.

use chime_model::client::Client;
use chime_model_ecosystem::{Result, call, exercise, exercise_server, router, serve};
use hyper::server::conn::http1;
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

async fn accept(listener: TcpListener) {
    let service = TowerToHyperService::new(router());
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service.clone()));
    }
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let client = Client::new(HttpClient::builder(TokioExecutor::new()).build_http(), serve()?);
    exercise(|room| runtime.block_on(call(&client, room)))?;

    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let endpoint = format!("http://{}", listener.local_addr()?).parse()?;
    runtime.spawn(accept(listener));
    exercise_server(&endpoint)
}
