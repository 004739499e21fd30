//! Metrics that are Python functions.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use runlore::{Error, Result};
use runlore_eval::{Context, Direction, Earlier, RowScore, Scorer, Scores};

use crate::interrupt::Interrupt;
use crate::values::{to_json, to_python};

/// A metric that is a function of the program's.
pub(super) struct Function {
    name: String,
    key: String,
    direction: Direction,
    call: Py<PyAny>,
    /// How many of the earlier metrics the functions of this evaluation know already.
    told: Arc<AtomicUsize>,
    interrupt: Interrupt,
}

impl Function {
    /// A Python object with a name, a key and a direction, which can be called.
    pub(super) fn new(metric: &Bound<'_, PyAny>, told: Arc<AtomicUsize>, interrupt: Interrupt) -> PyResult<Self> {
        let greater: bool = metric.getattr("greater_is_better")?.extract()?;
        Ok(Self {
            name: metric.getattr("name")?.extract()?,
            key: metric.getattr("key")?.extract()?,
            direction: if greater { Direction::Greater } else { Direction::Lower },
            call: metric.clone().unbind(),
            told,
            interrupt,
        })
    }
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
        .map_err(|error| {
            let told = failed(&error);
            self.interrupt.keep(error);
            told
        })
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
