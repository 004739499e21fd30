//! What an evaluation is given, resolved: which cells are the targets and the predictions, and that all is equally long.

use std::collections::BTreeMap;
use std::mem;

use runlore_domain::{Error, Result};
use serde_json::Value;

use super::{Cells, Evaluation};
use crate::{Column, Context, Dataset};

/// Checked data, from which the context of the scorers and later the table are made.
pub(super) struct Input {
    pub(super) data: Dataset,
    pub(super) targets: Option<Cells>,
    pub(super) predictions: Cells,
    latencies: Option<Vec<f64>>,
    names: BTreeMap<String, String>,
    /// Columns of the data that the model answered with; they are the last ones.
    pub(super) outputs: usize,
}

impl Input {
    /// Takes the data out of an evaluation.
    ///
    /// # Errors
    /// When there are no rows, a column is missing, or lengths differ; the error names the column.
    pub(super) fn of(evaluation: &mut Evaluation) -> Result<Self> {
        let outputs = mem::take(&mut evaluation.outputs);
        let (count, mut columns) = (outputs.len(), mem::take(&mut evaluation.data).into_columns());
        columns.extend(outputs);
        let input = Self {
            data: Dataset::new(columns)?,
            targets: evaluation.targets.take(),
            predictions: mem::replace(&mut evaluation.predictions, Cells::Column(String::new())),
            latencies: evaluation.latencies.take(),
            names: mem::take(&mut evaluation.names),
            outputs: count,
        };
        input.check()?;
        Ok(input.named())
    }

    fn check(&self) -> Result<()> {
        let predictions = cells(&self.data, &self.predictions)?;
        let rows = predictions.len();
        let name = self.predictions.name(OUTPUTS);
        if rows == 0 {
            return Err(Error::invalid(format!("There is nothing to evaluate: column {name} has no rows.")));
        }
        let mut lengths = Vec::new();
        if let Some(first) = self.data.columns().first() {
            lengths.push((first.name.as_str(), self.data.rows()));
        }
        if let Some(targets) = &self.targets {
            lengths.push((targets.name(TARGET), cells(&self.data, targets)?.len()));
        }
        if let Some(latencies) = &self.latencies {
            lengths.push(("latency", latencies.len()));
        }
        match lengths.into_iter().find(|(_, length)| *length != rows) {
            None => Ok(()),
            Some((other, length)) => Err(Error::invalid(format!(
                "Columns must be equally long: {name} has {rows} rows, {other} has {length}."
            ))),
        }
    }

    /// With what the targets and predictions are called, so that scorers can name them.
    fn named(mut self) -> Self {
        let targets = self.targets.as_ref().map(|targets| ("targets", targets.name(TARGET)));
        for (key, name) in targets.into_iter().chain([("predictions", self.predictions.name(OUTPUTS))]) {
            self.names.insert(key.to_owned(), name.to_owned());
        }
        self
    }

    /// What scorers see.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            data: &self.data,
            targets: self.targets.as_ref().and_then(|targets| cells(&self.data, targets).ok()),
            predictions: cells(&self.data, &self.predictions).unwrap_or_default(),
            latencies: self.latencies.as_deref(),
            names: &self.names,
        }
    }

    /// What the columns of predictions and targets are called in the table, if there are both.
    pub(super) fn compared(&self) -> Option<(String, String)> {
        let targets = self.targets.as_ref()?;
        Some((self.predictions.name(OUTPUTS).to_owned(), targets.name(TARGET).to_owned()))
    }

    /// The data without targets and predictions, the targets, the predictions, and what else the model answered with.
    pub(super) fn into_table(self) -> Vec<Column> {
        let mut columns = self.data.into_columns();
        let outputs = columns.split_off(columns.len() - self.outputs);
        let (mut columns, mut outputs) = (columns, outputs);
        let named = self.targets.is_some();
        let mut ends: Vec<Column> = Vec::new();
        // Answers that are compared with themselves are one column.
        let targets =
            self.targets.filter(|targets| *targets != self.predictions || matches!(targets, Cells::Given { .. }));
        let targets = targets.map(|targets| targets.into_column(&mut columns, &mut outputs, TARGET));
        let mut predictions = self.predictions.into_column(&mut columns, &mut outputs, OUTPUTS);
        if !named {
            // So it is in MLflow's tables, and whoever reads them looks for it.
            OUTPUTS.clone_into(&mut predictions.name);
        }
        ends.extend(targets);
        ends.push(predictions);
        ends.extend(outputs);
        for column in ends {
            put(&mut columns, column);
        }
        columns
    }
}

/// What MLflow calls targets that came without a name.
const TARGET: &str = "target";
/// What MLflow calls predictions that came without a name.
const OUTPUTS: &str = "outputs";

impl Cells {
    fn name<'a>(&'a self, otherwise: &'a str) -> &'a str {
        match self {
            Self::Column(name) => name,
            Self::Given { name, .. } => name.as_deref().unwrap_or(otherwise),
        }
    }

    /// The column, taken out of those that there are.
    fn into_column(self, columns: &mut Vec<Column>, outputs: &mut Vec<Column>, otherwise: &str) -> Column {
        match self {
            Self::Given { name, cells } => Column { name: name.unwrap_or_else(|| otherwise.to_owned()), cells },
            Self::Column(name) => {
                let take = |from: &mut Vec<Column>| {
                    from.iter().position(|column| column.name == name).map(|at| from.remove(at))
                };
                take(columns).or_else(|| take(outputs)).unwrap_or(Column { name: name.clone(), cells: Vec::new() })
            }
        }
    }
}

fn cells<'a>(data: &'a Dataset, cells: &'a Cells) -> Result<&'a [Value]> {
    match cells {
        Cells::Column(name) => data.column(name),
        Cells::Given { cells, .. } => Ok(cells),
    }
}

/// Adds a column, in the place of one that has its name, as pandas does.
pub(super) fn put(columns: &mut Vec<Column>, column: Column) {
    match columns.iter_mut().find(|other| other.name == column.name) {
        Some(other) => *other = column,
        None => columns.push(column),
    }
}
