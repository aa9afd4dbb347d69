//! A client with reqwest. An adapter of a few lines makes it a sender, since requests of the `http`
//! crate convert to those of reqwest, and responses back.

use chime_model::client::Client;
use chime_model::{Body, http};
use chime_model_ecosystem::{Result, call, exercise, serve};
use tower::service_fn;

fn main() -> Result<()> {
    let agent = reqwest::Client::new();
    let sender = service_fn(move |request: http::Request<Body>| {
        let agent = agent.clone();
        async move { agent.execute(request.map(Vec::from).try_into()?).await.map(http::Response::from) }
    });
    let client = Client::new(sender, serve()?);
    let runtime = tokio::runtime::Runtime::new()?;
    exercise(|room| runtime.block_on(call(&client, room)))
}
