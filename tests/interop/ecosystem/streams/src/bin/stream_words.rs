//! A server that sends its text word by word.

use chime_model::server::Router;
use chime_model_streams::bedrock::*;
use futures_util::stream;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = Router::new().on_stream(ConverseStream, async |(), input, _| {
        let answer = format!("This is {}", input.model_id);
        let events = answer.split_inclusive(' ').map(|word| {
            let delta = ContentBlockDelta::Text(word.to_owned());
            let event = ContentBlockDeltaEvent::new(delta, 0);
            Ok(ConverseStreamOutput::ContentBlockDelta(event))
        });
        let events: Vec<_> = events.collect();
        Ok((ConverseStreamResponse::default(), stream::iter(events)))
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, axum::Router::new().fallback_service(router)).await
}
