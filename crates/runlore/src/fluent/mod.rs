//! The fluent functions: what is logged goes to the active run of the thread, or of the task.
//!
//! They append to the spool and return; only reads, [`flush`] and the end of a run wait for the server.

mod active;
mod download;
mod experiment;
mod log;
mod read;

pub(crate) use active::forget_active;
pub use active::{RunBuilder, RunGuard, active_run, end_run, in_task, is_active, run, start_run};
pub use download::{Files, download_artifacts};
pub use experiment::{experiment, set_experiment, set_experiment_id};
pub use log::{
    delete_tag, log_artifact, log_artifacts, log_bytes, log_dict, log_input, log_metric, log_metrics, log_metrics_at,
    log_param, log_params, log_predictions, log_table, log_text, set_tag, set_tags,
};
#[cfg(feature = "image")]
pub use log::{log_image, log_image_step};
pub use read::{
    LoadedTable, client, connect, get_run, load_predictions, load_table, patiently, search_experiments, search_runs,
};

use runlore_domain::Result;
use runlore_domain::run::RunStatus;

use crate::recorder::{Mode, Settings};
use crate::state;

/// Sets where is logged to, for runs that begin from now on: `http(s)://…`, or with the feature `embedded`
/// `sqlite:///…` and `postgresql://…`.
pub fn set_tracking_uri(uri: &str) {
    state::set_tracking_uri(uri);
}

/// Where is logged to: as set, or `RUNLORE_TRACKING_URI`, or `MLFLOW_TRACKING_URI`; with the feature `embedded`
/// else `sqlite:///mlflow.db` in the working folder.
///
/// # Errors
/// When none of them is there.
pub fn tracking_uri() -> Result<String> {
    state::tracking_uri()
}

/// Waits until the server has everything that was logged, 30 seconds at most.
///
/// # Errors
/// What the server refused since the last time, or that it is away; nothing is lost by that.
pub fn flush() -> Result<()> {
    state::recorders().iter().try_for_each(|recorder| recorder.flush(recorder.settings.patience))
}

/// Whether nothing is sent by this process, because `RUNLORE_OFFLINE` is set.
///
/// # Errors
/// When a variable of the environment has a value that it can not have.
pub fn offline() -> Result<bool> {
    Settings::of_process().map(|settings| settings.mode == Mode::Offline)
}

/// For the end of the program: ends the runs that are open, in whichever thread, as FINISHED and lets go of the
/// spool. What is not sent within 5 seconds is kept, and the log says where. A run that begins afterwards has a
/// new spool.
pub fn close() {
    for run in state::open() {
        if let Err(error) = run.end(RunStatus::Finished) {
            tracing::error!("run {}: {error}", run.id());
        }
    }
    // Handles of runs may be there as long as the process is.
    state::take_recorders().iter().for_each(|recorder| recorder.close());
}
