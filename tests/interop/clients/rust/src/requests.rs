//! Reads recorded requests with our types, as a server would, and writes each again, as our client
//! would.

use std::error::Error;

use chime_model::{CreateRoom, Operation};
use http::Request;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct File {
    requests: Vec<Recorded>,
}

/// A request as recorded from the wire.
#[derive(Deserialize)]
struct Recorded {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    /// Each character is one byte.
    body: String,
}

pub fn run(file: &str) -> Result<(), Box<dyn Error>> {
    let file: File = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    for recorded in &file.requests {
        println!(
            "{}",
            again(recorded).unwrap_or_else(|error| json!({ "rejected": error.to_string() }))
        );
    }
    Ok(())
}

fn again(recorded: &Recorded) -> Result<Value, Box<dyn Error>> {
    let mut request = Request::builder().method(recorded.method.as_str()).uri(&recorded.path);
    for (name, value) in &recorded.headers {
        request = request.header(name, value);
    }
    let body = recorded.body.chars().map(u8::try_from).collect::<Result<Vec<u8>, _>>()?;
    let input = CreateRoom::decode_request(&request.body(body)?)?;
    let mut reading = json!({ "input": input });
    match CreateRoom::encode_request(&input) {
        Ok(ours) => {
            let content_type =
                ours.headers().get(CONTENT_TYPE).map(|value| value.to_str()).transpose()?;
            reading["ours"] = json!({
                "method": ours.method().as_str(),
                "path": ours.uri().to_string(),
                "content_type": content_type,
                "body": String::from_utf8(ours.into_body())?,
            });
        }
        Err(error) => reading["refused"] = json!(error.to_string()),
    }
    Ok(reading)
}
