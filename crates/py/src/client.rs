//! A server's endpoints, as Python's side of the package calls them.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};
use runlore::Files;

use crate::errors::{invalid, raise};
use crate::interrupt::waiting;
use crate::log;
use crate::run::{Run, json, progress};
use crate::values::from_rows;

/// A run as JSON, columns and rows of its table.
type Loaded<'py> = (String, Vec<String>, Bound<'py, PyList>);

/// A client of one server by its URI, or of the one that is logged to. Connections are the process's: a forked child
/// makes its own.
#[pyclass(frozen, module = "runlore._native")]
#[derive(Debug)]
pub(crate) struct Client(Option<String>);

impl Client {
    fn connected(&self) -> runlore::Result<runlore::Client> {
        match &self.0 {
            Some(uri) => runlore::connect(uri),
            None => runlore::tracking_uri().and_then(|uri| runlore::connect(&uri)),
        }
    }

    /// The client, and for the server that is logged to everything that was logged before is there.
    fn ready(&self, py: Python<'_>) -> PyResult<runlore::Client> {
        let client = py.detach(|| self.connected()).map_err(raise)?;
        waiting(py, move || client.flush().map(|()| client))?.map_err(raise)
    }
}

/// Whose files: `run` or `model` with an id, or `served` with none.
fn files<'a>(kind: &str, id: &'a str) -> PyResult<Files<'a>> {
    match kind {
        "run" => Ok(Files::Run(id)),
        "model" => Ok(Files::Model(id)),
        "served" => Ok(Files::Served),
        _ => Err(invalid(format!("There are no files of a {kind}"))),
    }
}

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (uri=None))]
    fn new(py: Python<'_>, uri: Option<&str>) -> PyResult<Self> {
        log::start();
        // A URI that can not be is told now.
        let known = |uri: &str| runlore::connect(uri).map(|_| uri.to_owned());
        py.detach(|| uri.map(known).transpose()).map(Self).map_err(raise)
    }

    /// The server, without credentials.
    #[getter]
    fn uri(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.connected()).map(|client| client.uri().to_owned()).map_err(raise)
    }

    /// Whether the server is Runlore's; it is asked once.
    fn is_runlore(&self, py: Python<'_>) -> PyResult<bool> {
        let client = self.ready(py)?;
        let asked = py.detach(|| client.wait(client.peer()));
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
        let client = self.ready(py)?;
        let (method, path) = (method.to_owned(), path.to_owned());
        let answer = waiting(py, move || {
            let (client, method, path, query, body) = (&client, &method, &path, &query, &body);
            let call = || async move { client.call(method, path, query, body.clone()).await };
            if asks { runlore::patiently(client, call) } else { client.wait(call()) }
        })?;
        Ok(PyBytes::new(py, &answer.map_err(raise)?))
    }

    /// A run of this server by its id, to log to it without making it active.
    fn run(&self, py: Python<'_>, run_id: &str) -> PyResult<Run> {
        let run = py.detach(|| self.connected().and_then(|client| client.run(run_id)));
        run.map(Run).map_err(raise)
    }

    /// The entries of a folder as JSON, one level.
    fn list(&self, py: Python<'_>, kind: &str, id: &str, folder: &str) -> PyResult<String> {
        let of = files(kind, id)?;
        let client = self.ready(py)?;
        let entries = py.detach(|| runlore::patiently(&client, || client.list(of, folder)));
        json(&entries.map_err(raise)?)
    }

    /// The bytes of a file, or of all in a folder.
    fn size(&self, py: Python<'_>, kind: &str, id: &str, path: &str) -> PyResult<u64> {
        let of = files(kind, id)?;
        let client = self.ready(py)?;
        let size = py.detach(|| client.wait(client.size(of, path)));
        size.map_err(raise)
    }

    /// Copies a file or folder into a folder; answers where it is.
    #[pyo3(signature = (kind, id, path, to, told=None))]
    fn download(
        &self,
        py: Python<'_>,
        kind: &str,
        id: &str,
        path: &str,
        to: PathBuf,
        told: Option<Py<PyAny>>,
    ) -> PyResult<PathBuf> {
        files(kind, id)?;
        let (kind, id, path, progress) = (kind.to_owned(), id.to_owned(), path.to_owned(), progress(told));
        let client = self.ready(py)?;
        waiting(py, move || {
            let of = files(&kind, &id)?;
            client.wait(client.download(of, &path, &to, progress)).map_err(raise)
        })?
    }

    /// The bytes of a file.
    fn read<'py>(&self, py: Python<'py>, kind: &str, id: &str, path: &str) -> PyResult<Bound<'py, PyBytes>> {
        let of = files(kind, id)?;
        let client = self.ready(py)?;
        let bytes = py.detach(|| client.wait(async { client.read(of, path).await?.bytes().await }));
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
        let client = self.ready(py)?;
        let tables = py.detach(|| {
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
        let client = self.ready(py)?;
        let table = py.detach(|| client.wait(client.load_predictions(run_id)));
        let table = table.map_err(raise)?;
        let rows = from_rows(py, &table.rows)?;
        Ok((table.columns, rows))
    }
}
