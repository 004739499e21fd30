//! A run to log to, from any thread.

mod files;
#[cfg(feature = "image")]
mod images;
mod inputs;
mod predictions;
mod tables;
mod values;

use std::sync::Arc;

use runlore_domain::run::RunStatus;
use runlore_domain::{ErrorKind, Result};

#[cfg(feature = "image")]
pub use images::Image;
pub use predictions::{PREDICTIONS, Predictions};
pub use tables::IntoTable;

use crate::entities::RunInfo;
use crate::recording::Recording;

/// A run. Clones log to the same one, from whichever thread; [`crate::RunGuard::handle`] and
/// [`crate::run`] give it. Logging appends to the spool and returns.
#[derive(Debug, Clone)]
pub struct RunHandle(pub(crate) Arc<Recording>);

impl RunHandle {
    /// 32 hexadecimal digits, known from the beginning.
    pub fn run_id(&self) -> &str {
        self.0.id()
    }

    /// What is known of the run without asking the server.
    pub fn info(&self) -> RunInfo {
        self.0.info(false)
    }

    /// The same, waiting a moment for what only the server knows while that may be there: the
    /// experiment's number and where the run's artifacts lie.
    pub fn resolved_info(&self) -> RunInfo {
        self.0.info(true)
    }

    /// Whether logging may wait now, for a server or for place in the spool; else it only appends, which takes
    /// microseconds.
    pub fn may_wait(&self) -> bool {
        self.0.recorder.may_wait()
    }

    /// Ends the run and waits until the server has all of it, 30 seconds at most; a server that is away is
    /// told in the log, and nothing is lost by that. A run that has ended already stays as it is.
    ///
    /// # Errors
    /// What the server refused, or that the spool can not be written.
    pub fn end(&self, status: RunStatus) -> Result<()> {
        if self.0.end(status)? { self.sent() } else { Ok(()) }
    }

    /// Waits until the server has everything that was recorded for it, 30 seconds at most.
    ///
    /// # Errors
    /// What the server refused since the last time, or that it is away; nothing is lost by that.
    pub fn flush(&self) -> Result<()> {
        self.0.recorder.flush(self.0.recorder.settings.patience)
    }

    /// Waits at the end of a run, where a server that is away is no error of the program's.
    pub(crate) fn sent(&self) -> Result<()> {
        match self.flush() {
            Err(error) if error.kind() == ErrorKind::Unavailable => {
                tracing::warn!("run {}: {error}", self.run_id());
                Ok(())
            }
            done => done,
        }
    }
}
