//! Who sends traces although they are not served: the operator is told once per client, in the log.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, MatchedPath, Request};
use axum::http::header;

/// How many clients are remembered; beyond that a new one is not announced any more.
const REMEMBERED: usize = 1000;

/// The clients that were told.
#[derive(Debug, Default)]
pub(crate) struct TraceSenders(Mutex<HashSet<String>>);

impl TraceSenders {
    /// Logs a warning for the first such request of a client.
    pub(crate) fn note(&self, request: &Request) {
        let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        let client: String = format!("{} {}", address.unwrap_or_default(), agent.unwrap_or("unknown client"));
        let client: String = client.trim().chars().take(200).collect();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < REMEMBERED && known.insert(client.clone()) {
            let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
            tracing::warn!(client, path, "a client sends or asks for traces, which are not served yet; answered 501");
        }
    }
}
