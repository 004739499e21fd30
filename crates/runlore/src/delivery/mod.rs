//! Bringing records to a server: what one request carries, and what its answer means.
//!
//! Who retries, and when, is [`crate::recorder`]'s; here a request succeeds, fails, or refuses records.

mod files_to_mlflow;
mod files_to_runlore;
mod records_to_mlflow;
mod records_to_runlore;
mod tables_to_mlflow;

use std::path::PathBuf;
use std::sync::Arc;

use runlore_domain::{ErrorKind, Result};
use runlore_protocol::ingest::{CreatedRun, RefusedRecord};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::client::{Client, Peer};
use crate::spool::Spool;
use crate::transport::Failure;

pub(crate) use files_to_mlflow::put_file;
pub(crate) use tables_to_mlflow::read as read_table;

/// A record with its number.
pub(crate) type Numbered = (i64, Vec<u8>);

/// What became of some records.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The highest number that is applied or refused.
    pub(crate) applied: i64,
    pub(crate) refused: Vec<RefusedRecord>,
    /// Runs that the records created, under the ids that the program knows.
    pub(crate) runs: Vec<CreatedRun>,
    /// Contents that nobody needs any more.
    pub(crate) blobs: Vec<PathBuf>,
}

/// Which of the two queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Records,
    Files,
}

/// Sends the records of one queue.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) client: Client,
    kind: Kind,
    /// The queue's name on a Runlore server.
    id: String,
    /// Where contents lie, and which ids an MLflow server gave to runs; none for a program without a spool.
    spool: Option<Arc<Spool>>,
}

impl Delivery {
    pub(crate) fn new(client: Client, kind: Kind, id: &str, spool: Option<Arc<Spool>>) -> Self {
        Self { client, kind, id: id.to_owned(), spool }
    }

    /// Sends records that follow each other; at least the first one is applied or refused when this succeeds.
    pub(crate) fn deliver(&self, records: &[Numbered]) -> std::result::Result<Outcome, Failure> {
        // The failure has more to say than an error can.
        let mut failure = None;
        let done = crate::runtime::wait(async {
            match self.send(records).await {
                Ok(outcome) => Ok(Some(outcome)),
                Err(failed) => {
                    failure = Some(failed);
                    Ok(None)
                }
            }
        });
        match (done, failure) {
            (Ok(Some(outcome)), _) => Ok(outcome),
            (_, Some(failure)) => Err(failure),
            (Err(error), None) => Err(Failure::ours(error)),
            (Ok(None), None) => Err(Failure::ours(runlore_domain::Error::internal("Nothing was sent"))),
        }
    }

    async fn send(&self, records: &[Numbered]) -> std::result::Result<Outcome, Failure> {
        let peer = self.client.peer().await.map_err(Failure::away)?;
        let sent = match (self.kind, peer) {
            (Kind::Records, Peer::Runlore) => self.records_to_runlore(records).await,
            (Kind::Records, Peer::Mlflow) => self.records_to_mlflow(records).await,
            (Kind::Files, Peer::Runlore) => self.files_to_runlore(records).await,
            (Kind::Files, Peer::Mlflow) => self.files_to_mlflow(records).await,
        };
        if let Err(failure) = &sent
            && peer == Peer::Runlore
            && failure.is_unknown_route()
            && !self.client.transport().is_embedded()
        {
            // Another server stands there now; it is asked anew what it is.
            self.client.set_peer(None);
        }
        sent
    }

    /// What an MLflow server calls a run.
    fn server_id(&self, run_id: &str) -> String {
        self.spool.as_ref().and_then(|spool| spool.server_id(run_id)).unwrap_or_else(|| run_id.to_owned())
    }
}

/// A record of the queue of files.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileRecord {
    /// A file of a run.
    Put(PutRecord),
    /// Rows of a table of a run.
    Append(AppendRecord),
}

/// A file whose contents lie in the spool.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PutRecord {
    pub(crate) run_id: String,
    pub(crate) path: String,
    pub(crate) blob: String,
    /// The record, in the other queue, that must be applied before: the run's beginning.
    pub(crate) after: i64,
}

/// Rows that are appended.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AppendRecord {
    pub(crate) run_id: String,
    pub(crate) path: String,
    pub(crate) columns: Vec<String>,
    pub(crate) data: Vec<Vec<Value>>,
    pub(crate) after: i64,
}

impl FileRecord {
    pub(crate) fn read(json: &[u8]) -> Result<Self> {
        serde_json::from_slice(json).map_err(|cause| {
            runlore_domain::Error::internal("A record of the spool is of a shape that this version does not know")
                .with_source(cause)
        })
    }

    pub(crate) fn after(&self) -> i64 {
        match self {
            Self::Put(put) => put.after,
            Self::Append(append) => append.after,
        }
    }
}

/// Whether the server says that the record itself is wrong; anything else may be mended.
pub(crate) fn is_about_records(failure: &Failure) -> bool {
    use ErrorKind::{AlreadyExists, BadRequest, InvalidParameter, InvalidState, NotFound, TooLarge};
    let kind = failure.error.kind();
    let about = matches!(kind, InvalidParameter | BadRequest | TooLarge | NotFound | AlreadyExists | InvalidState);
    // A proxy's page says nothing about records, but that one is too large.
    about && !failure.again && (failure.told || kind == TooLarge)
}

pub(crate) fn refused(number: i64, failure: &Failure) -> RefusedRecord {
    RefusedRecord { number, error_code: failure.error_code.clone(), message: failure.error.message().to_owned() }
}

/// The kind of error that a refused record's code stands for.
pub(crate) fn refused_kind(code: &str) -> ErrorKind {
    ErrorKind::ALL
        .into_iter()
        .find(|kind| runlore_protocol::error_body::code(*kind) == code)
        .unwrap_or(ErrorKind::BadRequest)
}
