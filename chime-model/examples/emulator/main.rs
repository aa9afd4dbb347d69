//! An endpoint that serves `CreateRoom`, for testing a client: `cargo run --example emulator`.

use std::io::{Write as _, stdout};
use std::process::ExitCode;

mod body;
mod exchange;
mod limits;
mod log;
mod server;
mod service;
mod store;

const PORT: u16 = 8010;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let port = match arguments[..] {
        [] => Some(PORT),
        ["--port", port] => port.parse().ok(),
        ["--help"] => {
            // Standard output may be closed.
            let _ = writeln!(stdout(), "{}", help());
            return ExitCode::SUCCESS;
        }
        _ => None,
    };
    let Some(port) = port else {
        eprintln!("{}", help());
        return ExitCode::from(2);
    };
    match server::run(port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot serve on port {port}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    format!(
        "\
usage: emulator [--port PORT]

Serves CreateRoom on 127.0.0.1. PORT is {PORT} by default; 0 takes a free one.
An AccountId that is the name of an error, such as ThrottledClientException, gets that error.

{}",
        limits::help()
    )
}
