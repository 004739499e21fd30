//! A tracking server's endpoints as methods, one each. Async; [`Client::wait`] is the blocking face.
//!
//! What is sent here is sent at once and answered, unlike the fluent functions, which record first.

mod artifacts;
mod experiments;
mod logged_models;
mod metrics;
mod own;
mod runs;
mod served_files;
mod system;

use std::sync::{Arc, Mutex, PoisonError};

use ::http::Method;
use runlore_domain::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use artifacts::Download;
pub use experiments::SearchExperiments;
pub use logged_models::SearchLoggedModels;
pub use metrics::{HistoryBulk, HistoryInterval};
pub use own::RowsOf;
pub(crate) use own::put;
pub use runs::{NewRun, RunUpdate, SearchRuns};
pub use served_files::{MultipartUpload, PresignedUrl, UploadPart, UploadedPart};

use crate::transport::{Answer, Failure, Request, Transport};

pub(crate) const V2: &str = "api/2.0/mlflow";
pub(crate) const OWN: &str = "api/runlore/v1";

/// Whose server it is: only Runlore's takes recorded calls and grows tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Peer {
    /// A Runlore server, or a database of this program's own.
    Runlore,
    /// MLflow's server, or another one that speaks as it does.
    Mlflow,
}

/// A client of one tracking server, Runlore's or MLflow's, or of a database. Clones share connections.
#[derive(Debug, Clone)]
pub struct Client {
    transport: Transport,
    peer: Arc<Mutex<Option<Peer>>>,
}

impl Client {
    /// A client for `http(s)://…`; with the feature `embedded` also for `sqlite:///…` and `postgresql://…`.
    ///
    /// Credentials come from the URI, or from `RUNLORE_TRACKING_USERNAME` and `…_PASSWORD` or `…_TOKEN`, or
    /// from MLflow's variables of these names.
    ///
    /// # Errors
    /// When `uri` is none that can be spoken to.
    pub fn new(uri: &str) -> Result<Self> {
        let transport = Transport::open(uri, &|name| std::env::var(name).ok())?;
        let peer = transport.is_embedded().then_some(Peer::Runlore);
        Ok(Self { transport, peer: Arc::new(Mutex::new(peer)) })
    }

    /// The tracking URI without credentials, a file with its whole path.
    pub fn uri(&self) -> &str {
        self.transport.uri()
    }

    /// Waits for what one of the methods promises, from a program that is not async:
    /// `client.wait(client.get_run(id))`. It may be called from anywhere, also from async code, whose
    /// thread it blocks.
    ///
    /// # Errors
    /// Those of the method.
    pub fn wait<T: Send>(&self, method: impl Future<Output = Result<T>> + Send) -> Result<T> {
        crate::runtime::wait(method)
    }

    /// Calls an endpoint that has no method here; answers the JSON of its answer as it came.
    ///
    /// # Errors
    /// What the server answered, or `Unavailable`.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        query: &[(String, String)],
        body: Option<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|cause| Error::invalid(format!("'{method}' is no HTTP method")).with_source(cause))?;
        let mut request = Request::new(method, path);
        request.query = query.iter().map(|(key, value)| (key.clone().into(), value.clone())).collect();
        if let Some(body) = body {
            request = request.json(body);
        }
        self.send(request).await?.bytes().await
    }

    /// Whose server it is. It is asked once.
    ///
    /// # Errors
    /// When it is away.
    pub async fn peer(&self) -> Result<Peer> {
        if let Some(peer) = self.known_peer() {
            return Ok(peer);
        }
        let peer = match self.transport.send(Request::new(Method::GET, format!("{OWN}/server"))).await {
            Ok(answer) => {
                let body = answer.bytes().await?;
                let ours =
                    serde_json::from_slice::<serde_json::Value>(&body).is_ok_and(|told| told["server"] == "runlore");
                if ours { Peer::Runlore } else { Peer::Mlflow }
            }
            Err(failure) if failure.is_unknown_route() => Peer::Mlflow,
            Err(failure) => return Err(failure.error),
        };
        self.set_peer(Some(peer));
        Ok(peer)
    }

    pub(crate) fn known_peer(&self) -> Option<Peer> {
        *self.peer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_peer(&self, peer: Option<Peer>) {
        *self.peer.lock().unwrap_or_else(PoisonError::into_inner) = peer;
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }

    pub(crate) async fn send(&self, request: Request) -> std::result::Result<Answer, Failure> {
        self.transport.send(request).await
    }

    /// Sends a request and reads the JSON of its answer.
    async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T> {
        let path = request.path.clone();
        let body = self.send(request).await?.bytes().await?;
        let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
        serde_json::from_slice(body).map_err(|cause| {
            Error::internal(format!("The answer of {path} is not what MLflow's API says")).with_source(cause)
        })
    }

    /// Sends a request whose answer says nothing.
    async fn tell(&self, request: Request) -> Result<()> {
        self.send(request).await?.bytes().await.map(drop)
    }
}

fn get(path: impl Into<String>) -> Request {
    Request::new(Method::GET, path)
}

/// A `POST` of `body`.
fn post(path: &str, body: &impl Serialize) -> Result<Request> {
    with_json(Method::POST, path, body)
}

fn with_json(method: Method, path: &str, body: &impl Serialize) -> Result<Request> {
    let json = serde_json::to_vec(body)
        .map_err(|cause| Error::internal("A request could not be written as JSON").with_source(cause))?;
    Ok(Request::new(method, path).json(json))
}

/// Pairs as MLflow's API wants them.
fn pairs(map: &std::collections::BTreeMap<String, String>) -> Vec<crate::entities::KeyValue<&str>> {
    map.iter().map(|(key, value)| crate::entities::KeyValue { key: key.clone(), value: value.as_str() }).collect()
}
