//! A client with reqwest: its requests are converted from those of the `http` crate, and its
//! responses are converted part by part.

use chime_model::{CreateRoom, Endpoint, Operation, http};
use chime_model_ecosystem::{Outcome, Result, exercise, serve};

/// A client for any operation.
struct Client {
    http: reqwest::Client,
    endpoint: Endpoint,
}

impl Client {
    /// The outer error is that of the connection, the inner one that of the service.
    async fn call<O: Operation>(&self, input: &O::Input) -> Result<Outcome<O>> {
        let request = self.endpoint.locate(O::encode_request(input)?)?;
        let mut response = self.http.execute(request.try_into()?).await?;
        let mut whole = http::Response::new(());
        *whole.status_mut() = response.status();
        *whole.headers_mut() = std::mem::take(response.headers_mut());
        let body = response.bytes().await?;
        Ok(O::decode_response(&whole.map(|()| body)))
    }
}

fn main() -> Result<()> {
    let client = Client { http: reqwest::Client::new(), endpoint: serve()? };
    let runtime = tokio::runtime::Runtime::new()?;
    exercise(|room| runtime.block_on(client.call::<CreateRoom>(room)))
}
