//! Accepts connections up to a limit, closes those whose clients are too slow, and ends on the
//! signal to stop.

use std::io;
use std::net::Ipv4Addr;
use std::pin::pin;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use crate::exchange::Emulator;
use crate::limits::{CONNECTIONS, DECODERS, GRACE, HEAD, PATIENCE};
use crate::log::Log;

/// Serves until the signal to stop, and then completes the exchanges that have begun.
pub(crate) fn run(port: u16) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(DECODERS)
        .build()?;
    let log = Log::start();
    runtime.block_on(serve(port, &log))?;
    // Neither a decoder that is still at work nor a log that nobody reads keeps the process.
    runtime.shutdown_background();
    log.finish("stopped".to_owned(), GRACE);
    Ok(())
}

async fn serve(port: u16, log: &Log) -> io::Result<()> {
    let mut stop = pin!(stop_signal()?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    log.line(format!("listening on http://{}", listener.local_addr()?));
    let emulator = Arc::new(Emulator::new(log.clone()));
    let (places, open) = (Arc::new(Semaphore::new(CONNECTIONS)), GracefulShutdown::new());
    loop {
        let (stream, place) = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let emulator = emulator.clone();
        let service = service_fn(move |request| emulator.clone().exchange(request));
        let connection =
            open.watch(connections().serve_connection(TokioIo::new(patient(stream)), service));
        tokio::spawn(async move {
            // An error of a connection concerns only its client.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(GRACE, open.shutdown()).await;
    Ok(())
}

/// Accepts the next connection and takes a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    let place = places.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            // The client has disconnected, or the process has no more file descriptors: wait for
            // some to close.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
        }
    }
}

/// A stream that ends if its client does not receive what is written. Reading has limits of its
/// own.
fn patient(stream: TcpStream) -> std::pin::Pin<Box<TimeoutStream<TcpStream>>> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(PATIENCE));
    Box::pin(stream)
}

fn connections() -> http1::Builder {
    let mut connections = http1::Builder::new();
    connections.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD);
    connections
}

/// Ctrl-C or SIGTERM, listened for from now on.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
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
