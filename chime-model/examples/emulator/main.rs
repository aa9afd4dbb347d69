//! Why: an endpoint that speaks `CreateRoom`, for people who test a client: `cargo run --example emulator`.

use std::error::Error;
use std::future::IntoFuture;
use std::io;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

mod answer;
mod refusal;
mod store;

const HELP: &str = "\
usage: emulator [--port PORT]

Answers CreateRoom on 127.0.0.1. PORT is 8010 unless told; 0 takes a free one.
An AccountId that is the name of an error, such as ThrottledClientException, gets that error.";

const PORT: u16 = 8010;

/// How long an exchange may go on after the signal to stop.
const GRACE: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let port = match arguments[..] {
        [] => Some(PORT),
        ["--port", port] => port.parse().ok(),
        ["--help"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => None,
    };
    let Some(port) = port else {
        eprintln!("{HELP}");
        return ExitCode::from(2);
    };
    match serve(port).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot serve on port {port}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until it is told to stop, and a little longer for what is under way.
async fn serve(port: u16) -> Result<(), Box<dyn Error>> {
    let (stop, stop_late) = (stop_signal()?, stop_signal()?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let app = Router::new().fallback(answer::answer).with_state(Arc::default());
    let server = axum::serve(listener, app).with_graceful_shutdown(stop);
    let out_of_patience = async {
        stop_late.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server.into_future() => ended?,
        () = out_of_patience => {}
    }
    println!("stopped");
    Ok(())
}

/// Ctrl-C or SIGTERM, listened for from now on.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C, listened for from now on.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
