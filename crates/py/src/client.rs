//! A server's endpoints, as Python's side of the package calls them.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

use crate::errors::raise;
use crate::run::{json, progress};
use crate::values::from_rows;

/// A run as JSON, columns and rows of its table.
type Loaded<'py> = (String, Vec<String>, Bound<'py, PyList>);

/// A client of one server, or of the one that is logged to.
#[pyclass(frozen, module = "runlore._native")]
#[derive(Debug)]
pub(crate) struct Client(Option<runlore::Client>);

impl Client {
    /// The client, and for the server that is logged to everything that was logged before is there.
    fn ready(&self) -> runlore::Result<runlore::Client> {
        self.0.clone().map_or_else(runlore::client, Ok)
    }
}

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (uri=None))]
    fn new(uri: Option<&str>) -> PyResult<Self> {
        uri.map(runlore::Client::new).transpose().map(Self).map_err(raise)
    }

    /// Whether the server is Runlore's; it is asked once.
    fn is_runlore(&self, py: Python<'_>) -> PyResult<bool> {
        let asked = py.detach(|| {
            let client = self.ready()?;
            client.wait(client.peer())
        });
        asked.map(|peer| peer == runlore::Peer::Runlore).map_err(raise)
    }

    /// Calls an endpoint; answers the body of its answer.
    #[pyo3(signature = (method, path, query, body=None))]
    fn call<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        path: &str,
        query: Vec<(String, String)>,
        body: Option<Vec<u8>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        // Asking twice is harmless; changing something twice may not be.
        let asks = method == "GET" || path.ends_with("/search");
        let answer = py.detach(|| {
            let client = self.ready()?;
            let (client, query, body) = (&client, &query, &body);
            let call = || async move { client.call(method, path, query, body.clone()).await };
            if asks { runlore::patiently(client, call) } else { client.wait(call()) }
        });
        Ok(PyBytes::new(py, &answer.map_err(raise)?))
    }

    /// Copies a file or folder of a run's artifacts into a folder; answers where it is.
    #[pyo3(signature = (run_id, path, to, told=None))]
    fn download_artifacts(
        &self,
        py: Python<'_>,
        run_id: &str,
        path: &str,
        to: PathBuf,
        told: Option<Py<PyAny>>,
    ) -> PyResult<PathBuf> {
        let progress = progress(told);
        let done = py.detach(|| {
            let client = self.ready()?;
            client.wait(client.download_artifacts(run_id, path, &to, progress))
        });
        done.map_err(raise)
    }

    /// The bytes of a file of a run.
    fn get_artifact<'py>(&self, py: Python<'py>, run_id: &str, path: &str) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| {
            let client = self.ready()?;
            client.wait(async { client.get_artifact(run_id, path).await?.bytes().await })
        });
        Ok(PyBytes::new(py, &bytes.map_err(raise)?))
    }

    /// The table at `path` of some runs, or of all of an experiment that have one: for each its run as JSON, its
    /// columns and rows.
    fn load_table<'py>(
        &self,
        py: Python<'py>,
        path: &str,
        experiment_id: &str,
        run_ids: Vec<String>,
    ) -> PyResult<Vec<Loaded<'py>>> {
        let tables = py.detach(|| {
            let client = self.ready()?;
            let run_ids: Vec<&str> = run_ids.iter().map(String::as_str).collect();
            client.wait(client.load_table(path, experiment_id, &run_ids))
        });
        let tell = |loaded: runlore::LoadedTable| {
            let rows = from_rows(py, &loaded.table.rows)?;
            Ok((json(&loaded.run)?, loaded.table.columns, rows))
        };
        tables.map_err(raise)?.into_iter().map(tell).collect()
    }

    /// Columns and rows of a run's predictions.
    fn load_predictions<'py>(&self, py: Python<'py>, run_id: &str) -> PyResult<(Vec<String>, Bound<'py, PyList>)> {
        let table = py.detach(|| {
            let client = self.ready()?;
            client.wait(client.load_predictions(run_id))
        });
        let table = table.map_err(raise)?;
        let rows = from_rows(py, &table.rows)?;
        Ok((table.columns, rows))
    }
}
