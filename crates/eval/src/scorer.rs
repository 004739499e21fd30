//! What a metric is to the engine: something that looks at all rows of an evaluation and gives each a score.

use std::collections::BTreeMap;

use runlore_domain::{Error, Result};
use serde_json::Value;

use crate::{Dataset, Direction};

/// What a scorer sees.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The columns that were given, the targets and predictions among them if they came with the data.
    pub data: &'a Dataset,
    /// What was expected, one cell a row.
    pub targets: Option<&'a [Value]>,
    /// What the model answered, one cell a row; null where it failed.
    pub predictions: &'a [Value],
    /// How long each answer took, in seconds.
    pub latencies: Option<&'a [f64]>,
    /// What a scorer's column is called in the data, where that differs (`context` → `retrieved_text`). The engine
    /// adds what the columns of targets and predictions are called, under `targets` and `predictions`.
    pub names: &'a BTreeMap<String, String>,
}

impl<'a> Context<'a> {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.predictions.len()
    }

    /// The cells that a scorer calls `name`: a column of the data, perhaps under another name.
    ///
    /// # Errors
    /// When there is none.
    pub fn column(&self, name: &str) -> Result<&'a [Value]> {
        self.data.column(self.names.get(name).map_or(name, String::as_str))
    }

    /// What the column that a scorer calls `name` is called by whoever gave it, for error messages.
    pub fn called<'n>(&'n self, name: &'n str) -> &'n str {
        self.names.get(name).map_or(name, String::as_str)
    }

    /// What was expected.
    ///
    /// # Errors
    /// When no targets were given.
    pub fn targets(&self) -> Result<&'a [Value]> {
        self.targets.ok_or_else(|| Error::invalid("It needs targets: name the column of what was expected."))
    }
}

/// What a scorer says of one row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowScore {
    /// A number as a rule; null when the row could not be scored.
    pub score: Value,
    /// Why it is what it is, when the scorer says so.
    pub justification: Option<String>,
    /// Why there is no score.
    pub error: Option<String>,
    /// What came back when no score could be read from it.
    pub raw: Option<String>,
}

impl From<f64> for RowScore {
    fn from(score: f64) -> Self {
        Self { score: score.into(), ..Self::default() }
    }
}

impl RowScore {
    /// A row that could not be scored.
    pub fn failed(error: impl Into<String>) -> Self {
        Self { error: Some(error.into()), ..Self::default() }
    }
}

/// What a scorer says of all rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// One for each row; none when the metric is a number of the whole only.
    pub rows: Option<Vec<RowScore>>,
    /// Numbers of the whole: what follows the metric's key (`mean`), or nothing for the key itself, and the number.
    pub aggregates: Vec<(String, f64)>,
}

/// What another metric said before.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its scores; empty if it could not be computed.
    pub scores: &'a Scores,
}

/// A metric.
pub trait Scorer: Send + Sync {
    /// What it is called (`exact_match`).
    fn name(&self) -> &str;

    /// What its numbers and its columns begin with: its name, and its version if it has one
    /// (`exact_match/v1`).
    fn key(&self) -> String;

    /// What its column of scores is called.
    fn column(&self) -> String {
        format!("{}/score", self.key())
    }

    /// Whether the table has its column of scores. A metric that has scores of rows and hides them (`exact_match`)
    /// can still be compared with a baseline row by row.
    fn is_shown(&self) -> bool {
        true
    }

    /// Whether more is better. Decides what counts as worse beside a baseline.
    fn direction(&self) -> Direction {
        Direction::Greater
    }

    /// Whether the numbers of scored and failed rows are always among the metrics, not only when some failed.
    fn is_counted(&self) -> bool {
        false
    }

    /// Why it can not be computed here, if that is known before and is nobody's mistake: no targets were given, no
    /// folder with a model. The metric is left out with this reason, or refused when the evaluation is strict.
    fn unavailable(&self, _context: &Context<'_>) -> Option<String> {
        None
    }

    /// Whether its rows can be scored at all. Asked of every scorer before any begins, so that nothing is paid for
    /// in vain.
    ///
    /// # Errors
    /// What is missing or malformed, with the column and the row (from 0).
    fn check(&self, context: &Context<'_>) -> Result<()>;

    /// Scores all rows. A row that can not be scored is one that failed; the others have their scores.
    ///
    /// # Errors
    /// When no row could be scored, for a reason that they share (a missing model folder, no endpoint).
    fn score(&self, context: &Context<'_>) -> Result<Scores>;

    /// [`Self::score`] for a metric that is made of others: `earlier` are those that came before it. This is what the
    /// engine calls.
    ///
    /// # Errors
    /// Those of [`Self::score`].
    fn score_after(&self, context: &Context<'_>, _earlier: &[Earlier<'_>]) -> Result<Scores> {
        self.score(context)
    }
}
