//! What holds for the whole process: where is logged to, which experiment, and the end.

use std::collections::BTreeMap;
use std::path::PathBuf;

use pyo3::prelude::*;

use crate::errors::raise;
use crate::interrupt::waiting;
use crate::run::json;

#[pyfunction]
pub(crate) fn set_tracking_uri(py: Python<'_>, uri: &str) {
    // The recorder of the server before may wait until it has sent everything.
    py.detach(|| runlore::set_tracking_uri(uri));
}

#[pyfunction]
pub(crate) fn get_tracking_uri() -> PyResult<String> {
    runlore::tracking_uri().map_err(raise)
}

#[pyfunction]
pub(crate) fn set_experiment(py: Python<'_>, name: &str) -> PyResult<Option<String>> {
    let experiment = py.detach(|| runlore::set_experiment(name)).map_err(raise)?;
    experiment.as_ref().map(json).transpose()
}

#[pyfunction]
pub(crate) fn set_experiment_id(py: Python<'_>, id: &str) -> PyResult<Option<String>> {
    let experiment = py.detach(|| runlore::set_experiment_id(id)).map_err(raise)?;
    experiment.as_ref().map(json).transpose()
}

/// Name or id of the process's experiment.
#[pyfunction]
pub(crate) fn experiment() -> (Option<String>, Option<String>) {
    runlore::experiment()
}

/// Whether nothing is sent by this process (`RUNLORE_OFFLINE`).
#[pyfunction]
pub(crate) fn offline() -> PyResult<bool> {
    runlore::offline().map_err(raise)
}

#[pyfunction]
pub(crate) fn flush(py: Python<'_>) -> PyResult<()> {
    waiting(py, runlore::flush)?.map_err(raise)
}

/// Sends what is left, for the end of the interpreter.
#[pyfunction]
pub(crate) fn close(py: Python<'_>) {
    py.detach(runlore::close);
}

type Synced = (String, String, usize, usize, BTreeMap<String, String>, Option<String>);

/// Sends what programs left behind: for each spool its folder, server, numbers of sent and refused records,
/// ids that an MLflow server gave, and why not all of it was sent.
#[pyfunction]
#[pyo3(signature = (folder=None, to=None))]
pub(crate) fn sync(py: Python<'_>, folder: Option<PathBuf>, to: Option<String>) -> PyResult<Vec<Synced>> {
    let done = waiting(py, move || runlore::sync(folder.as_deref(), to.as_deref(), |_| {}))?.map_err(raise)?;
    let tell = |synced: runlore::Synced| {
        let problem = synced.problem.map(|error| error.message().to_owned());
        let spool = synced.spool.display().to_string();
        (spool, synced.tracking_uri, synced.sent, synced.refused, synced.server_ids, problem)
    };
    Ok(done.into_iter().map(tell).collect())
}
