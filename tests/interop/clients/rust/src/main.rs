//! Shows how the Rust SDK and our own types read every response, one JSON line per case.

mod case;
mod ours;
mod requests;
mod sdk;

use std::error::Error;

const USAGE: &str =
    "usage: chime-model-clients sdk|ours --endpoint URL --file FILE, or: requests --file FILE";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["sdk", "--endpoint", endpoint, "--file", file] => sdk::run(endpoint, &case::read(file)?),
        ["ours", "--endpoint", endpoint, "--file", file] => ours::run(endpoint, &case::read(file)?),
        ["requests", "--file", file] => requests::run(file),
        _ => Err(USAGE.into()),
    }
}
