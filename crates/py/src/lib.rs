//! The native half of the Python package: the Rust SDK's functions under plain names and types. What is
//! Python's way of saying things (keyword arguments, objects, exceptions' classes) is in
//! `python/runlore`.
//!
//! The interpreter's lock is kept for what only appends to the spool, and released around everything
//! that may wait for a server.

use std::collections::BTreeMap;

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use runlore::{Error, ErrorKind, RunInfo, RunStatus};

create_exception!(_native, NativeError, PyException, "A message and MLflow's error code.");

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn raise(error: Error) -> PyErr {
    NativeError::new_err((error.message().to_owned(), runlore::error_code(error.kind())))
}

fn info<'py>(py: Python<'py>, info: &RunInfo) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("run_id", &info.run_id)?;
    dict.set_item("experiment_id", &info.experiment_id)?;
    dict.set_item("run_name", &info.run_name)?;
    dict.set_item("status", &info.status)?;
    dict.set_item("start_time", info.start_time)?;
    dict.set_item("end_time", info.end_time)?;
    dict.set_item("artifact_uri", &info.artifact_uri)?;
    dict.set_item("lifecycle_stage", &info.lifecycle_stage)?;
    dict.set_item("user_id", &info.user_id)?;
    Ok(dict)
}

/// See `runlore/__init__.py` for what each function promises.
#[pymodule]
mod _native {
    use super::*;

    #[pymodule_export]
    use super::NativeError;

    #[pyfunction]
    fn set_tracking_uri(py: Python<'_>, uri: &str) {
        // The recorder of the server before may wait until it has sent everything.
        py.detach(|| runlore::set_tracking_uri(uri));
    }

    #[pyfunction]
    fn get_tracking_uri() -> PyResult<String> {
        runlore::tracking_uri().map_err(raise)
    }

    #[pyfunction]
    fn set_experiment(name: &str) -> PyResult<()> {
        runlore::set_experiment(name).map_err(raise)
    }

    #[pyfunction]
    fn start_run<'py>(
        py: Python<'py>,
        name: Option<String>,
        tags: BTreeMap<String, String>,
        nested: bool,
    ) -> PyResult<Bound<'py, PyDict>> {
        let mut run = runlore::start_run();
        if let Some(name) = name {
            run = run.name(name);
        }
        if nested {
            run = run.nested();
        }
        run = tags.into_iter().fold(run, |run, (key, value)| run.tag(key, value));
        info(py, &run.begin().map_err(raise)?)
    }

    #[pyfunction]
    fn end_run(py: Python<'_>, status: &str) -> PyResult<()> {
        let status = RunStatus::parse(status)
            .ok_or_else(|| raise(Error::new(ErrorKind::InvalidParameter, format!("Invalid run status: {status}"))))?;
        py.detach(|| runlore::end_run(status)).map_err(raise)
    }

    #[pyfunction]
    fn active_run(py: Python<'_>) -> PyResult<Option<Bound<'_, PyDict>>> {
        runlore::active_run().map(|run| info(py, &run)).transpose()
    }

    #[pyfunction]
    fn log_params(params: BTreeMap<String, String>) -> PyResult<()> {
        runlore::log_params(params).map_err(raise)
    }

    #[pyfunction]
    fn log_metrics(metrics: BTreeMap<String, f64>, step: Option<i64>, timestamp: Option<i64>) -> PyResult<()> {
        runlore::log_metrics_at(metrics, step, timestamp).map_err(raise)
    }

    #[pyfunction]
    fn log_metric(key: &str, value: f64, step: Option<i64>, timestamp: Option<i64>) -> PyResult<()> {
        runlore::log_metrics_at([(key, value)], step, timestamp).map_err(raise)
    }

    #[pyfunction]
    fn set_tags(tags: BTreeMap<String, String>) -> PyResult<()> {
        runlore::set_tags(tags).map_err(raise)
    }

    #[pyfunction]
    fn delete_tag(key: &str) -> PyResult<()> {
        runlore::delete_tag(key).map_err(raise)
    }

    #[pyfunction]
    fn flush(py: Python<'_>) -> PyResult<()> {
        py.detach(runlore::flush).map_err(raise)
    }

    /// A run's columns, metrics, params and tags.
    #[pyfunction]
    #[expect(clippy::type_complexity, reason = "the facade makes objects of it")]
    fn get_run<'py>(
        py: Python<'py>,
        run_id: &str,
    ) -> PyResult<(Bound<'py, PyDict>, BTreeMap<String, f64>, BTreeMap<String, String>, BTreeMap<String, String>)> {
        let run = py.detach(|| runlore::get_run(run_id)).map_err(raise)?;
        Ok((info(py, &run.info)?, run.data.metrics, run.data.params, run.data.tags))
    }

    /// Sends what is left, for the end of the interpreter.
    #[pyfunction]
    fn close(py: Python<'_>) {
        py.detach(runlore::close);
    }
}
