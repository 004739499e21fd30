//! What a metric is to the engine: something that looks at all rows of an evaluation and gives each a score.

use std::collections::BTreeMap;

use runlore_domain::{Error, Result};
use serde_json::Value;

use crate::Dataset;

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
    /// What a scorer's column is called in the data, where that differs (`context` → `retrieved_text`).
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

/// A metric.
pub trait Scorer: Send + Sync {
    /// What it is called (`exact_match`).
    fn name(&self) -> &str;

    /// What its numbers and its column of scores begin with: its name, and its version if it has one
    /// (`exact_match/v1`).
    fn key(&self) -> String;

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
}
