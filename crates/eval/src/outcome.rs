//! What an evaluation found: numbers, a table, and for each metric whether it could be computed.

use std::collections::BTreeMap;

use crate::Column;

/// Which way a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better (`rouge1`).
    Greater,
    /// Less is better (`toxicity`, `latency`).
    Lower,
}

/// What became of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Every row was scored.
    Computed,
    /// Some rows were scored, others failed.
    Partial,
    /// No row could be scored.
    Failed,
    /// It was left out, for a reason that was known before: no targets, no folder with a model.
    Unavailable,
}

impl State {
    /// What it is called where it is stored: `computed`, `partial`, `failed`, `unavailable`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Unavailable => "unavailable",
        }
    }
}

/// Whether a metric could be computed, and why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The metric's key (`exact_match/v1`).
    pub key: String,
    /// What became of it.
    pub state: State,
    /// Why rows are missing: of all of them, or what the first one said.
    pub reason: Option<String>,
    /// How many rows were scored.
    pub n_scored: usize,
    /// How many were not.
    pub n_failed: usize,
}

/// The scores of a metric, row by row, for comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The metric's key (`exact_match/v1`).
    pub key: String,
    /// Which way it is better.
    pub direction: Direction,
    /// The name of the number that is their mean, if there is one (`rouge1/v1/mean`).
    pub mean: Option<String>,
    /// One for each row; none where a row was not scored, or its score is no number.
    pub rows: Vec<Option<f64>>,
}

/// What an evaluation found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// Names and numbers to log, in order.
    pub metrics: Vec<(String, f64)>,
    /// Which way the numbers are better, by their names; a variance is better neither way and is not among them.
    pub directions: BTreeMap<String, Direction>,
    /// The table: the columns of the data, the targets, the predictions, then the scores.
    pub columns: Vec<Column>,
    /// Whether the table has anything but what came in. MLflow logs no table otherwise.
    pub has_scores: bool,
    /// One for each metric, in order.
    pub statuses: Vec<Status>,
    /// Of each metric that scores rows.
    pub series: Vec<Series>,
    /// Which columns of the table are the predictions and the targets, where there are targets.
    pub compared: Option<(String, String)>,
}

impl Outcome {
    /// The number of a name.
    pub fn metric(&self, name: &str) -> Option<f64> {
        self.metrics.iter().find(|(key, _)| key == name).map(|(_, number)| *number)
    }
}
