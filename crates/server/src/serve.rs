//! Listening and stopping: the socket under the router.
//!
//! A loop of our own instead of `axum::serve`, for what a tracking server needs: answers leave at
//! once (`TCP_NODELAY`), a client that neither finishes its request head nor takes its answer is let
//! go, connections have a number, and stopping has a bound. On the stop signal the listener closes,
//! idle connections end, and requests under way get the drain time to finish; what is still open
//! then is cut.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_io_timeout::TimeoutStream;
use tower::Service;

/// How long a client may take to send a request's head, and how long a connection may be idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(75);
/// How long a client may take nothing of its answer.
const WRITE_TIMEOUT: Duration = Duration::from_secs(60);
/// The pause after `accept` failed for want of file descriptors or memory.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// What bounds the serving.
#[derive(Debug, Clone, Copy)]
pub struct ServeLimits {
    /// Connections at a time; further ones wait to be accepted.
    pub connections: usize,
    /// How long requests under way may take to finish after the stop signal.
    pub drain: Duration,
}

/// In each request's extensions: tells an answer that has no end of its own that the server is about to stop. Whoever
/// finds none is asked without a socket.
#[derive(Debug, Clone)]
pub(crate) struct Stopping(watch::Receiver<()>);

impl Stopping {
    /// Waits until the server stops.
    pub(crate) async fn wait(mut self) {
        // There is never a value: only the sender's end is waited for.
        while self.0.changed().await.is_ok() {}
    }
}

/// Serves `app` on `listener` until `stop` completes, then lets requests under way finish. Returns
/// whether all of them did.
pub async fn serve(listener: TcpListener, app: Router, stop: impl Future<Output = ()>, limits: ServeLimits) -> bool {
    let open = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let (running, stopping) = watch::channel(());
    let stopping = Stopping(stopping);
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            (accepted, place) = accept(&listener, &places) => match accepted {
                Ok((stream, peer)) => connection(stream, peer, app.clone(), stopping.clone(), &open, place),
                Err(error) if gone(&error) => {}
                Err(error) => {
                    tracing::error!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
    drop((listener, running));
    tokio::time::timeout(limits.drain, open.shutdown()).await.is_ok()
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (io::Result<(TcpStream, SocketAddr)>, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed, so there always is a place in the end.
    let place = places.clone().acquire_owned().await.ok();
    (listener.accept().await, place)
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    stopping: Stopping,
    open: &GracefulShutdown,
    place: Option<OwnedSemaphorePermit>,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was refused");
    }
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIMEOUT));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(stopping.clone());
        let mut app = app.clone();
        async move { Ok::<_, Infallible>(app.call(request).await.unwrap_or_else(|never| match never {})) }
    });
    let http = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let watched = open.watch(http);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            // The client's doing: it went away, or it does not speak HTTP.
            tracing::debug!(%peer, %error, "a connection ended early");
        }
        drop(place);
    });
}

/// Whether the client gave up before it was accepted.
fn gone(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    const ASK: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";

    #[tokio::test]
    async fn connections_beyond_the_limit_wait_for_a_place() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let limits = ServeLimits { connections: 1, drain: Duration::from_secs(1) };
        let app = Router::new().route("/", get(|| async { "hello" }));
        let server = tokio::spawn(serve(listener, app, std::future::pending(), limits));
        let mut answer = [0; 12];

        let mut first = TcpStream::connect(address).await.unwrap();
        first.write_all(ASK).await.unwrap();
        first.read_exact(&mut answer).await.unwrap();
        let mut second = TcpStream::connect(address).await.unwrap();
        second.write_all(ASK).await.unwrap();
        let early = tokio::time::timeout(Duration::from_millis(200), second.read_exact(&mut answer)).await;
        assert!(early.is_err(), "there was no place for it");
        drop(first);
        tokio::time::timeout(Duration::from_secs(5), second.read_exact(&mut answer)).await.unwrap().unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
        server.abort();
    }
}
