//! Records what was asked of language models, what they answered and how good it was, on a Runlore
//! or MLflow server or in a database of the program's own, without making the program wait.
//!
//! ```no_run
//! # fn main() -> runlore::Result<()> {
//! runlore::set_tracking_uri("http://127.0.0.1:5000");
//! runlore::set_experiment("squirrels")?;
//! let run = runlore::start_run().start()?;
//! runlore::log_param("prompt_template", "Should we send {animal} to space?")?;
//! runlore::log_metric("toxicity", 0.01, None)?;
//! runlore::log_predictions(runlore::Predictions::new(["squirrel"], ["No."], ["Should we send squirrel to space?"])?)?;
//! run.end()?;
//! # Ok(())
//! # }
//! ```
//!
//! Every call appends a record to a [spool](self#the-spool) on the program's own disk and returns; a
//! thread sends the records. When the server is away they wait, and a program that is killed has lost
//! nothing that it logged.
//!
//! [`Client`] speaks to a server directly: a method for each endpoint.
//!
//! # The spool
//!
//! Below `$RUNLORE_SPOOL_DIR`, else `$XDG_STATE_HOME/runlore/spool`, else
//! `~/.local/state/runlore/spool`, one folder for each process. It is removed when the server has
//! everything. A record that the server refuses is kept in a file `rejected` and told by the next
//! [`flush`] or [`RunGuard::end`]. A spool holds 1 GiB; then logging waits for the server.
//!
//! # Features
//!
//! - `embedded`: log to `sqlite:///…` and `postgresql://…` without a server.
//! - `image`: `log_image`.
//! - `formats`: read and write Parquet tables on MLflow servers, read CSV, log Arrow record batches.
#![warn(missing_docs)]

mod begin;
mod client;
mod delivery;
mod entities;
mod fluent;
mod fork;
mod handle;
mod known;
mod local;
mod recorder;
mod recording;
mod runtime;
mod signal;
mod spool;
mod state;
mod sync;
mod transport;
mod upload;

pub use client::{
    Client, Download, HistoryBulk, HistoryInterval, MultipartUpload, NewRun, Peer, PresignedUrl, RowsOf, RunUpdate,
    SearchExperiments, SearchLoggedModels, SearchRuns, UploadPart, UploadedPart,
};
pub use entities::{
    CutCell, Dataset, DatasetInput, DatasetSummary, Experiment, FileInfo, LoggedModel, LoggedModelData,
    LoggedModelInfo, LostRun, Metric, MetricOfRun, ModelInput, ModelOutput, NewLoggedModel, Page, Run, RunData,
    RunInfo, RunInputs, RunOutputs, TableRows, TableState, ViewType,
};
pub use fluent::*;
#[cfg(feature = "image")]
pub use handle::Image;
pub use handle::{IntoTable, PREDICTIONS, Predictions, RunHandle};
pub use local::LocalFile;
pub use runlore_domain::run::RunStatus;
pub use runlore_domain::{Error, ErrorKind, Result};
pub use runlore_protocol::error_body::code as error_code;
#[cfg(feature = "formats")]
pub use runlore_tables::RecordBatch;
pub use runlore_tables::Table;
pub use sync::{Step, Synced, sync};
pub use transport::Progress;
