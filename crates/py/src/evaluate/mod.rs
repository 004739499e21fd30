//! Evaluations: the engine's own, with metrics that are Python functions among its others.

mod baseline;
mod function;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use pyo3::prelude::*;
use pyo3::types::PyList;
use runlore::Table;
use runlore_eval::judges::{Usage, spent};
use runlore_eval::{Aggregates, Cells, Column, Dataset, Defaults, Evaluation, ModelType, Scorer};
use runlore_eval_io::{Watch, named};
use serde_json::Value;

use self::function::Function;
use crate::errors::raise;
use crate::interrupt::Interrupt;
use crate::run::Run;
use crate::values::{to_json, to_python};

/// A column's name and cells.
type Named<'py> = (String, Bound<'py, PyList>);
/// A column of the data by its name, or cells beside it, perhaps with a name of their own.
type Given<'py> = (Option<String>, Option<Bound<'py, PyList>>);
/// Key, state, reason, rows with a score, rows without.
type Status = (String, &'static str, Option<String>, usize, usize);

/// What an evaluation found.
#[pyclass(frozen, module = "runlore._native")]
#[derive(Debug)]
pub(crate) struct Outcome(runlore_eval::Outcome, Vec<(String, f64)>);

#[pymethods]
impl Outcome {
    #[getter]
    fn metrics(&self) -> Vec<(String, f64)> {
        self.0.metrics.clone()
    }

    /// What judges spent: names and numbers to log.
    #[getter]
    fn spent(&self) -> Vec<(String, f64)> {
        self.1.clone()
    }

    #[getter]
    fn has_scores(&self) -> bool {
        self.0.has_scores
    }

    #[getter]
    fn statuses(&self) -> Vec<Status> {
        let status = |one: &runlore_eval::Status| {
            (one.key.clone(), one.state.name(), one.reason.clone(), one.n_scored, one.n_failed)
        };
        self.0.statuses.iter().map(status).collect()
    }

    /// How it is beside an earlier evaluation: a change for each number; see `python/runlore/_native.pyi`.
    fn compare(
        &self,
        py: Python<'_>,
        metrics: Vec<(String, f64)>,
        table: Vec<Named<'_>>,
        thresholds: BTreeMap<String, baseline::Allowed>,
    ) -> PyResult<Vec<baseline::Told>> {
        let table = columns(table)?;
        py.detach(|| baseline::compared(&self.0, metrics, &table, thresholds)).map_err(raise)
    }

    /// Appends the table to a file of the run; see `python/runlore/_native.pyi`.
    fn log_table(&self, py: Python<'_>, run: &Run, path: &str) -> PyResult<()> {
        py.detach(|| {
            let columns = &self.0.columns;
            let row =
                |at: usize| columns.iter().map(|column| column.cells.get(at).cloned().unwrap_or_default()).collect();
            let rows = (0..columns.first().map_or(0, |column| column.cells.len())).map(row).collect();
            run.0.log_table(Table { columns: columns.iter().map(|column| column.name.clone()).collect(), rows }, path)
        })
        .map_err(raise)
    }

    /// The table, column by column.
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Vec<Named<'py>>> {
        self.0.columns.iter().map(|column| Ok((column.name.clone(), list(py, &column.cells)?))).collect()
    }
}

/// Checks all, then scores; see `python/runlore/_native.pyi`.
#[pyfunction]
#[pyo3(signature = (data, predictions, targets, outputs, latencies, names, metrics, prefix, judged))]
#[expect(clippy::too_many_arguments, reason = "they are the fields of an evaluation")]
pub(crate) fn evaluate<'py>(
    py: Python<'py>,
    data: Vec<Named<'py>>,
    predictions: Given<'py>,
    targets: Option<Given<'py>>,
    outputs: Vec<Named<'py>>,
    latencies: Option<Vec<f64>>,
    names: BTreeMap<String, String>,
    metrics: Vec<Bound<'py, PyAny>>,
    prefix: String,
    judged: Option<Py<PyAny>>,
) -> PyResult<Outcome> {
    let mut evaluation = Evaluation::new(Dataset::new(columns(data)?).map_err(raise)?, cells(predictions)?);
    evaluation.targets = targets.map(cells).transpose()?;
    evaluation.outputs = columns(outputs)?;
    (evaluation.latencies, evaluation.names, evaluation.metric_prefix) = (latencies, names, prefix);
    let interrupt = Interrupt::default();
    let judges = add(&mut evaluation, &metrics, &interrupt, judged.map(Arc::new).as_ref())?;
    let found = py.detach(|| {
        evaluation.run_with(&mut |_| {
            if interrupt.is_pending() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
    interrupt.raised()?;
    found.map(|found| Outcome(found, spent(judges.iter().map(AsRef::as_ref)))).map_err(raise)
}

/// Checks what can be before a model was asked; see `python/runlore/_native.pyi`.
#[pyfunction]
#[pyo3(signature = (data, rows, targets, is_timed, names, metrics))]
pub(crate) fn check<'py>(
    data: Vec<Named<'py>>,
    rows: usize,
    targets: Option<Given<'py>>,
    is_timed: bool,
    names: BTreeMap<String, String>,
    metrics: Vec<Bound<'py, PyAny>>,
) -> PyResult<()> {
    let data = Dataset::new(columns(data)?).map_err(raise)?;
    let mut evaluation = Evaluation::new(data, Cells::Given { name: None, cells: vec![Value::Null; rows] });
    evaluation.targets = targets.map(cells).transpose()?;
    evaluation.names = names;
    evaluation.latencies = is_timed.then(|| vec![0.0; rows]);
    add(&mut evaluation, &metrics, &Interrupt::default(), None)?;
    evaluation.check().map_err(raise)
}

/// Adds metrics; answers where judges among them count what they spend.
fn add(
    evaluation: &mut Evaluation,
    metrics: &[Bound<'_, PyAny>],
    interrupt: &Interrupt,
    judged: Option<&Arc<Py<PyAny>>>,
) -> PyResult<Vec<Arc<Usage>>> {
    let (told, mut judges) = (Arc::default(), Vec::new());
    for metric in metrics {
        evaluation.scorers.push(scorer(metric, &told, interrupt, judged, &mut judges)?);
    }
    Ok(judges)
}

/// Rows of a file as columns.
#[pyfunction]
pub(crate) fn read_dataset<'py>(py: Python<'py>, path: PathBuf, texts: Vec<String>) -> PyResult<Vec<Named<'py>>> {
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let data = py.detach(|| runlore_eval_io::read_dataset(&path, &texts)).map_err(raise)?;
    data.columns().iter().map(|column| Ok((column.name.clone(), list(py, &column.cells)?))).collect()
}

/// What the metrics of a model type are called, in the order of the table's columns.
#[pyfunction]
pub(crate) fn default_metrics(model_type: &str) -> PyResult<Vec<String>> {
    let scorers = ModelType::from_name(model_type).and_then(|one| one.scorers(&Defaults::default())).map_err(raise)?;
    Ok(scorers.iter().map(|scorer| scorer.name().to_owned()).collect())
}

/// Mean, variance and 90th percentile of scores by their names; nothing of no scores.
#[pyfunction]
pub(crate) fn aggregates(scores: Vec<f64>) -> Vec<(&'static str, f64)> {
    Aggregates::of(&scores)
        .map_or_else(Vec::new, |found| vec![("mean", found.mean), ("variance", found.variance), ("p90", found.p90)])
}

fn columns(given: Vec<Named<'_>>) -> PyResult<Vec<Column>> {
    given.into_iter().map(|(name, cells)| Ok(Column { name, cells: values(&cells)? })).collect()
}

fn cells((name, cells): Given<'_>) -> PyResult<Cells> {
    Ok(match (name, cells) {
        (name, Some(cells)) => Cells::Given { name, cells: values(&cells)? },
        (name, None) => Cells::Column(name.unwrap_or_default()),
    })
}

fn values(list: &Bound<'_, PyList>) -> PyResult<Vec<Value>> {
    list.iter().map(|cell| to_json(&cell)).collect()
}

fn list<'py>(py: Python<'py>, cells: &[Value]) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for cell in cells {
        list.append(to_python(py, cell)?)?;
    }
    Ok(list)
}

/// A metric of the engine's as JSON, or a Python object that scores.
fn scorer(
    metric: &Bound<'_, PyAny>,
    told: &Arc<AtomicUsize>,
    interrupt: &Interrupt,
    judged: Option<&Arc<Py<PyAny>>>,
    judges: &mut Vec<Arc<Usage>>,
) -> PyResult<Box<dyn Scorer>> {
    if let Ok(spec) = metric.extract::<String>() {
        let (interrupt, judged) = (interrupt.clone(), judged.cloned());
        let watch: Watch = Arc::new(move |done, of| interrupt.goes_on(judged.as_deref(), done, of));
        let named = named(&spec, &|name| std::env::var(name).ok(), &watch).map_err(raise)?;
        judges.extend(named.usage);
        return Ok(named.scorer);
    }
    Ok(Box::new(Function::new(metric, told.clone(), interrupt.clone())?))
}
