//! That something has changed, as server-sent events, for pages that stay open.
//!
//! An event says that something was committed, not what: a page asks again for what it shows, by the endpoints that it was
//! filled from. So nothing has to be kept for pages that were away for a while, and there is one way to read a run.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use bytes::Bytes;
use futures_util::stream;
use runlore_store::Changes;
use tokio::time::{Instant, sleep_until, timeout};

use crate::answer::{Answer, of_type};
use crate::serve::Stopping;
use crate::state::AppState;

/// Between two events of one stream: many commits are one event.
const APART: Duration = Duration::from_millis(500);
/// The longest silence: proxies cut what is silent for long, and a client that is gone is noticed by a write.
const SILENCE: Duration = Duration::from_secs(15);
/// What a stream begins with. After a break browsers connect again, half a minute late by default: here after a second.
const GREETING: &[u8] = b"retry: 1000\n\n";
/// The same while the database answers: from here on everything is told.
const LIVE: &[u8] = b"retry: 1000\n\nevent: alive\ndata:\n\n";
const CHANGED: &[u8] = b"event: changed\ndata:\n\n";
/// Nothing has changed: whoever hears neither for long is no longer connected, whatever his browser believes.
const ALIVE: &[u8] = b"event: alive\ndata:\n\n";
/// Nobody knows whether something has changed.
const NOTHING: &[u8] = b":\n\n";

pub(crate) async fn stream(State(app): State<AppState>, stopping: Option<Extension<Stopping>>) -> Answer {
    let events =
        Events { changes: app.store()?.changes()?, stopping: stopping.map(|Extension(each)| each), next: None };
    let body = Body::from_stream(stream::unfold(events, |events| events.next()));
    let mut response = of_type("text/event-stream", body);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would keep events until its buffer is full.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

struct Events {
    changes: Changes,
    stopping: Option<Stopping>,
    /// The earliest time of the next event; none before the greeting.
    next: Option<Instant>,
}

impl Events {
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        let stopping = self.stopping.clone();
        let said = async {
            let Some(next) = self.next else {
                return Some(if self.changes.is_known() { LIVE } else { GREETING });
            };
            sleep_until(next).await;
            match timeout(SILENCE, self.changes.changed()).await {
                Ok(Ok(())) => Some(CHANGED),
                // The store is closed.
                Ok(Err(_)) => None,
                Err(_) if self.changes.is_known() => Some(ALIVE),
                Err(_) => Some(NOTHING),
            }
        };
        let said = match stopping {
            None => said.await,
            Some(stopping) => tokio::select! {
                said = said => said,
                () = stopping.wait() => None,
            },
        }?;
        self.next = Some(Instant::now() + APART);
        Some((Ok(Bytes::from_static(said)), self))
    }
}
