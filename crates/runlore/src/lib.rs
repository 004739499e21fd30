//! Records what was asked of language models, what they answered and how good it was, on a Runlore
//! server, without making the program wait.
//!
//! ```no_run
//! # fn main() -> runlore::Result<()> {
//! runlore::set_tracking_uri("http://127.0.0.1:5000");
//! runlore::set_experiment("squirrels")?;
//! let run = runlore::start_run().start()?;
//! runlore::log_param("prompt_template", "Should we send {animal} to space?")?;
//! runlore::log_metric("toxicity", 0.01, None)?;
//! run.end()?;
//! # Ok(())
//! # }
//! ```
//!
//! Every call appends a record to a [spool](self#the-spool) on the program's own disk and returns; a
//! thread sends the records. When the server is away they wait, and a program that is killed has lost
//! nothing that it logged.
//!
//! # The spool
//!
//! Below `$RUNLORE_SPOOL_DIR`, else `$XDG_STATE_HOME/runlore/spool`, else
//! `~/.local/state/runlore/spool`, one folder for each process. It is removed when the server has
//! everything. A record that the server refuses is kept in its file `rejected` and told by the next
//! [`flush`] or [`RunGuard::end`]. A spool holds 1 GiB; then logging waits for the server.
#![warn(missing_docs)]

mod active;
mod client;
mod fluent;
mod http;
mod recorder;
mod run;
mod sender;
mod spool;
mod sync;

pub use client::Client;
pub use fluent::{
    RunBuilder, RunGuard, active_run, close, delete_tag, end_run, flush, get_run, log_metric, log_metrics,
    log_metrics_at, log_param, log_params, set_experiment, set_tag, set_tags, set_tracking_uri, start_run,
    tracking_uri,
};
pub use run::{Run, RunData, RunInfo};
pub use runlore_domain::run::RunStatus;
pub use runlore_domain::{Error, ErrorKind, Result};
pub use runlore_protocol::error_body::code as error_code;
pub use sync::{Synced, sync};
