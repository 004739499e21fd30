//! Runs that are logged to.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};
use runlore::{Metric, Progress, RunHandle, RunStatus, Table};
use serde::Serialize;

use crate::errors::{invalid, no_run, raise};
use crate::interrupt::waiting;
use crate::log;
use crate::values::to_rows;

/// A run to log to, from any thread.
#[pyclass(frozen, module = "runlore._native")]
#[derive(Debug)]
pub(crate) struct Run(pub(crate) RunHandle);

impl Run {
    /// Logs `items` with the interpreter's lock while that only appends a few, without it while it may wait.
    fn log(
        &self,
        py: Python<'_>,
        items: usize,
        act: impl FnOnce(&RunHandle) -> runlore::Result<()> + Send,
    ) -> PyResult<()> {
        let takes_long = items > FEW || self.0.may_wait();
        let done = if takes_long { py.detach(|| act(&self.0)) } else { act(&self.0) };
        done.map_err(raise)
    }
}

/// What is appended in the time that others may wait for the interpreter: 20 µs.
const FEW: usize = 20;

/// Key, value, timestamp, step; logged model, name and digest of the dataset that it is about.
type Point = (String, f64, i64, i64, Option<String>, Option<String>, Option<String>);

pub(crate) fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|cause| invalid(format!("It can not be JSON: {cause}")))
}

fn status(name: &str) -> PyResult<RunStatus> {
    let known = || RunStatus::ALL.map(|(_, name, _)| name).join(", ");
    RunStatus::parse(name).ok_or_else(|| invalid(format!("Invalid run status: {name}; it is one of {}", known())))
}

/// A Python function that is told how many bytes went through.
pub(crate) fn progress(told: Option<Py<PyAny>>) -> Option<Progress> {
    let told = told?;
    Some(Arc::new(move |bytes| {
        Python::attach(|py| {
            if let Err(error) = told.call1(py, (bytes,)) {
                // Who watches is not to stop the transfer.
                error.write_unraisable(py, None);
            }
        });
    }))
}

#[pymethods]
impl Run {
    #[getter]
    fn run_id(&self) -> &str {
        self.0.run_id()
    }

    /// What is known of the run as JSON; with `wait` a moment for what only a running server can say.
    fn info(&self, py: Python<'_>, wait: bool) -> PyResult<String> {
        let info = if wait { py.detach(|| self.0.resolved_info()) } else { self.0.info() };
        json(&info)
    }

    fn log_params(&self, py: Python<'_>, params: BTreeMap<String, String>) -> PyResult<()> {
        self.log(py, params.len(), |run| run.log_params(params))
    }

    #[pyo3(signature = (metrics, step=None, timestamp=None))]
    fn log_metrics(
        &self,
        py: Python<'_>,
        metrics: BTreeMap<String, f64>,
        step: Option<i64>,
        timestamp: Option<i64>,
    ) -> PyResult<()> {
        self.log(py, metrics.len(), |run| run.log_metrics_at(metrics, step, timestamp))
    }

    /// Points with steps, times and subjects of their own, params and tags, all or none.
    fn log_batch(
        &self,
        py: Python<'_>,
        points: Vec<Point>,
        params: Vec<(String, String)>,
        tags: Vec<(String, String)>,
    ) -> PyResult<()> {
        let point = |(key, value, timestamp, step, model_id, dataset_name, dataset_digest): Point| Metric {
            model_id,
            dataset_name,
            dataset_digest,
            ..Metric::new(key, value, timestamp, step)
        };
        let items = points.len() + params.len() + tags.len();
        self.log(py, items, |run| run.log_batch(points.into_iter().map(point), params, tags))
    }

    fn set_tags(&self, py: Python<'_>, tags: BTreeMap<String, String>) -> PyResult<()> {
        self.log(py, tags.len(), |run| run.set_tags(tags))
    }

    fn delete_tag(&self, py: Python<'_>, key: &str) -> PyResult<()> {
        self.log(py, 1, |run| run.delete_tag(key))
    }

    #[pyo3(signature = (name, end_time=None))]
    fn set_status(&self, py: Python<'_>, name: &str, end_time: Option<i64>) -> PyResult<()> {
        let status = status(name)?;
        self.log(py, 1, |run| run.set_status(status, end_time))
    }

    fn log_bytes(&self, py: Python<'_>, bytes: &Bound<'_, PyBytes>, path: &str) -> PyResult<()> {
        let bytes = bytes.as_bytes().to_vec();
        py.detach(|| self.0.log_bytes(bytes, path)).map_err(raise)
    }

    #[pyo3(signature = (file, artifact_path=None, told=None))]
    fn log_artifact(
        &self,
        py: Python<'_>,
        file: PathBuf,
        artifact_path: Option<&str>,
        told: Option<Py<PyAny>>,
    ) -> PyResult<()> {
        let progress = progress(told);
        let (run, artifact_path) = (self.0.clone(), artifact_path.map(str::to_owned));
        waiting(py, move || run.log_artifact_with(&file, artifact_path.as_deref(), progress.as_ref()))?.map_err(raise)
    }

    #[pyo3(signature = (folder, artifact_path=None, told=None))]
    fn log_artifacts(
        &self,
        py: Python<'_>,
        folder: PathBuf,
        artifact_path: Option<&str>,
        told: Option<Py<PyAny>>,
    ) -> PyResult<()> {
        let progress = progress(told);
        let (run, artifact_path) = (self.0.clone(), artifact_path.map(str::to_owned));
        waiting(py, move || run.log_artifacts_with(&folder, artifact_path.as_deref(), progress.as_ref()))?
            .map_err(raise)
    }

    fn log_table(&self, py: Python<'_>, columns: Vec<String>, rows: &Bound<'_, PyList>, path: &str) -> PyResult<()> {
        let table = Table { columns, rows: to_rows(rows)? };
        py.detach(|| self.0.log_table(table, path)).map_err(raise)
    }

    /// Datasets and models as JSON, shaped as in `runs/log-inputs`.
    fn log_inputs(&self, py: Python<'_>, datasets: &str, models: &str) -> PyResult<()> {
        let datasets: Vec<runlore::DatasetInput> = read(datasets)?;
        let models: Vec<runlore::ModelInput> = read(models)?;
        self.log(py, datasets.len() + models.len(), |run| run.log_inputs(&datasets, &models))
    }

    /// Models as JSON, shaped as in `runs/outputs`.
    fn log_outputs(&self, py: Python<'_>, models: &str) -> PyResult<()> {
        let models: Vec<runlore::ModelOutput> = read(models)?;
        self.log(py, models.len(), |run| run.log_outputs(&models))
    }

    fn flush(&self, py: Python<'_>) -> PyResult<()> {
        let run = self.0.clone();
        waiting(py, move || run.flush())?.map_err(raise)
    }

    /// Ends the run and waits until the server has all of it.
    fn end(&self, py: Python<'_>, name: &str) -> PyResult<()> {
        let status = status(name)?;
        let run = self.0.clone();
        waiting(py, move || run.end(status))?.map_err(raise)
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|cause| invalid(format!("These inputs are of no known shape: {cause}")))
}

/// Begins a run, or goes on with the one of the id `resume`; it is the thread's active one.
#[pyfunction]
#[pyo3(signature = (*, name=None, tags=None, nested=false, experiment_id=None, parent=None, resume=None))]
pub(crate) fn start_run(
    py: Python<'_>,
    name: Option<String>,
    tags: Option<BTreeMap<String, String>>,
    nested: bool,
    experiment_id: Option<String>,
    parent: Option<String>,
    resume: Option<String>,
) -> PyResult<Run> {
    log::start();
    let mut run = runlore::start_run();
    if nested {
        run = run.nested();
    }
    // Who runs it is a tag and a column.
    run = run.started(tags.as_ref().and_then(|tags| tags.get("mlflow.user").cloned()), None);
    run = name.into_iter().fold(run, |run, name| run.name(name));
    run = experiment_id.into_iter().fold(run, |run, id| run.experiment_id(id));
    run = parent.into_iter().fold(run, |run, parent| run.parent(parent));
    run = resume.into_iter().fold(run, |run, id| run.resume(id));
    run = tags.into_iter().flatten().fold(run, |run, (key, value)| run.tag(key, value));
    py.detach(|| run.begin()).map(Run).map_err(raise)
}

/// Ends the thread's active run and waits until the server has all of it.
#[pyfunction]
pub(crate) fn end_run(py: Python<'_>, name: &str) -> PyResult<Option<Run>> {
    let status = status(name)?;
    let Some(run) = runlore::active_run() else { return Ok(None) };
    let ended = waiting(py, move || run.end(status));
    // It has ended by now, also for who was interrupted; this takes it from the thread.
    let taken = py.detach(|| runlore::end_run(status));
    ended?.and(taken).map(|run| run.map(Run)).map_err(raise)
}

/// The thread's active run.
#[pyfunction]
pub(crate) fn active_run() -> Option<Run> {
    runlore::active_run().map(Run)
}

/// Whether a run is the thread's active one, or one that it is nested in.
#[pyfunction]
pub(crate) fn is_active(run_id: &str) -> bool {
    runlore::is_active(run_id)
}

/// Logs a point of a metric of the active run.
#[pyfunction]
#[pyo3(signature = (key, value, step=None, timestamp=None))]
pub(crate) fn log_metric(
    py: Python<'_>,
    key: &str,
    value: f64,
    step: Option<i64>,
    timestamp: Option<i64>,
) -> PyResult<()> {
    let run = runlore::active_run().map(Run).ok_or_else(no_run)?;
    run.log(py, 1, |run| run.log_metrics_at([(key, value)], step, timestamp))
}
