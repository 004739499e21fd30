//! Listening and stopping: the socket under the router.
//!
//! A loop of our own instead of `axum::serve`, for three things a tracking server needs: answers
//! leave at once (`TCP_NODELAY`), a client that never finishes its request head is let go, and
//! stopping has a bound. On the stop signal the listener closes, idle connections end, and
//! requests under way get the drain time to finish; what is still open then is cut.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::Service;

/// How long a client may take to send a request's head, and how long a connection may be idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(75);
/// The pause after `accept` failed for want of file descriptors or memory.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves `app` on `listener` until `stop` completes, then waits up to `drain` for requests under
/// way. Returns whether all of them finished.
pub async fn serve(listener: TcpListener, app: Router, stop: impl Future<Output = ()>, drain: Duration) -> bool {
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => connection(stream, peer, app.clone(), &open),
                Err(error) if gone(&error) => {}
                Err(error) => {
                    tracing::error!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
    drop(listener);
    tokio::time::timeout(drain, open.shutdown()).await.is_ok()
}

fn connection(stream: TcpStream, peer: SocketAddr, app: Router, open: &GracefulShutdown) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was refused");
    }
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let mut app = app.clone();
        async move { Ok::<_, Infallible>(app.call(request).await.unwrap_or_else(|never| match never {})) }
    });
    let http = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let watched = open.watch(http);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            // The client's doing: it went away, or it does not speak HTTP.
            tracing::debug!(%peer, %error, "a connection ended early");
        }
    });
}

/// Whether the client gave up before it was accepted.
fn gone(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
