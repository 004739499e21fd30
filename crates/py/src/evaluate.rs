//! Evaluations: the engine's own, with metrics that are Python functions among its others.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use runlore::{Error, Result};
use runlore_eval::judges::{Usage, spent};
use runlore_eval::{
    Aggregates, Cells, Column, Context, Dataset, Direction, Earlier, Evaluation, RowScore, Scorer, Scores,
};
use runlore_eval_io::{Watch, named};
use serde_json::Value;

use crate::errors::raise;
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

    /// The table, column by column.
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Vec<Named<'py>>> {
        self.0.columns.iter().map(|column| Ok((column.name.clone(), list(py, &column.cells)?))).collect()
    }
}

/// Checks all, then scores; see `python/runlore/_native.pyi`.
#[pyfunction]
#[pyo3(signature = (data, predictions, targets, outputs, latencies, names, metrics, prefix))]
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
) -> PyResult<Outcome> {
    let data = Dataset::new(columns(data)?).map_err(raise)?;
    let mut evaluation = Evaluation::new(data, cells(predictions)?);
    evaluation.targets = targets.map(cells).transpose()?;
    evaluation.outputs = columns(outputs)?;
    (evaluation.latencies, evaluation.names, evaluation.metric_prefix) = (latencies, names, prefix);
    let interrupted: Arc<Mutex<Option<PyErr>>> = Arc::default();
    let told = Arc::default();
    let mut judges = Vec::new();
    for metric in &metrics {
        evaluation.scorers.push(scorer(metric, &told, &interrupted, &mut judges)?);
    }
    let found = py.detach(|| {
        evaluation.run_with(&mut |_| {
            if goes_on(&interrupted) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
    });
    match interrupted.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(signal) => Err(signal),
        None => found.map(|found| Outcome(found, spent(judges.iter().map(AsRef::as_ref)))).map_err(raise),
    }
}

/// Whether nobody pressed Ctrl-C.
fn goes_on(interrupted: &Mutex<Option<PyErr>>) -> bool {
    match Python::attach(|py| py.check_signals()) {
        Ok(()) => true,
        Err(signal) => {
            *interrupted.lock().unwrap_or_else(PoisonError::into_inner) = Some(signal);
            false
        }
    }
}

/// Rows of a file as columns.
#[pyfunction]
pub(crate) fn read_dataset<'py>(py: Python<'py>, path: PathBuf, texts: Vec<String>) -> PyResult<Vec<Named<'py>>> {
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let data = py.detach(|| runlore_eval_io::read_dataset(&path, &texts)).map_err(raise)?;
    data.columns().iter().map(|column| Ok((column.name.clone(), list(py, &column.cells)?))).collect()
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
    interrupted: &Arc<Mutex<Option<PyErr>>>,
    judges: &mut Vec<Arc<Usage>>,
) -> PyResult<Box<dyn Scorer>> {
    if let Ok(spec) = metric.extract::<String>() {
        let interrupted = interrupted.clone();
        let watch: Watch = Arc::new(move |_, _| goes_on(&interrupted));
        let named = named(&spec, &|name| std::env::var(name).ok(), &watch).map_err(raise)?;
        judges.extend(named.usage);
        return Ok(named.scorer);
    }
    let greater: bool = metric.getattr("greater_is_better")?.extract()?;
    Ok(Box::new(Function {
        name: metric.getattr("name")?.extract()?,
        key: metric.getattr("key")?.extract()?,
        direction: if greater { Direction::Greater } else { Direction::Lower },
        call: metric.clone().unbind(),
        told: told.clone(),
    }))
}

/// A metric that is a function of the program's.
struct Function {
    name: String,
    key: String,
    direction: Direction,
    call: Py<PyAny>,
    /// How many of the earlier metrics the functions of this evaluation know already.
    told: Arc<AtomicUsize>,
}

impl Scorer for Function {
    fn name(&self) -> &str {
        &self.name
    }

    fn key(&self) -> String {
        self.key.clone()
    }

    fn direction(&self) -> Direction {
        self.direction
    }

    fn check(&self, _context: &Context<'_>) -> Result<()> {
        // Python looks at the function's arguments before.
        Ok(())
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        self.score_after(context, &[])
    }

    fn score_after(&self, _context: &Context<'_>, earlier: &[Earlier<'_>]) -> Result<Scores> {
        let known = self.told.swap(earlier.len(), Ordering::Relaxed);
        Python::attach(|py| {
            let news = earlier.iter().skip(known).map(|one| said(py, one)).collect::<PyResult<Vec<_>>>()?;
            understood(&self.call.bind(py).call1((news,))?)
        })
        .map_err(|error| failed(&error))
    }
}

/// What an earlier metric said: its key, scores, justifications and numbers of the whole.
fn said<'py>(py: Python<'py>, earlier: &Earlier<'_>) -> PyResult<Bound<'py, PyTuple>> {
    let rows = earlier.scores.rows.as_deref();
    let scores = rows.map(|rows| {
        let list = PyList::empty(py);
        rows.iter().try_for_each(|row| list.append(to_python(py, &row.score)?)).map(|()| list)
    });
    let justified = rows.filter(|rows| rows.iter().any(|row| row.justification.is_some()));
    let justifications = justified.map(|rows| rows.iter().map(|row| row.justification.clone()).collect::<Vec<_>>());
    (earlier.key, scores.transpose()?, justifications, earlier.scores.aggregates.clone()).into_pyobject(py)
}

fn understood(answer: &Bound<'_, PyAny>) -> PyResult<Scores> {
    type Answer<'py> = (Option<Bound<'py, PyList>>, Option<Vec<Option<String>>>, Vec<(String, f64)>);
    let (scores, justifications, aggregates): Answer<'_> = answer.extract()?;
    let mut justifications = justifications.unwrap_or_default().into_iter();
    let row = |score: Bound<'_, PyAny>| {
        let justification = justifications.next().flatten();
        Ok(RowScore { score: to_json(&score)?, justification, ..RowScore::default() })
    };
    let rows = scores.map(|scores| scores.iter().map(row).collect::<PyResult<Vec<_>>>()).transpose()?;
    Ok(Scores { rows, aggregates })
}

fn failed(error: &PyErr) -> Error {
    let told = Python::attach(|py| {
        let text = error.value(py).str().map(|text| text.to_string()).unwrap_or_default();
        let name = error.get_type(py).name().map(|name| name.to_string()).unwrap_or_default();
        if text.is_empty() { name } else { format!("{name}: {text}") }
    });
    Error::invalid(told)
}
