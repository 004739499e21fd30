//! Metrics of an answer alone: readability, length, and whatever a function makes of a text.

use std::fmt;

use runlore_domain::Result;
use serde_json::Value;

use super::{Label, NO_ANSWER, scores};
use crate::{Context, Direction, RowScore, Scorer, Scores, cells, parallel};

type Function = dyn Fn(&str) -> f64 + Send + Sync;

/// Scores each answer by a function of its text. Rows that the model did not answer failed.
pub struct TextScorer {
    label: Label,
    function: Box<Function>,
    column: Option<String>,
    is_whole: bool,
}

impl TextScorer {
    /// A metric that is `function` of the answer. A result that is not finite is a row that failed.
    pub fn new(label: Label, function: impl Fn(&str) -> f64 + Send + Sync + 'static) -> Self {
        Self { label, function: Box::new(function), column: None, is_whole: false }
    }

    /// Its column of scores is called like the metric and holds whole numbers, as MLflow's `token_count` does.
    #[must_use]
    pub fn counting(mut self) -> Self {
        self.column = Some(self.label.key());
        self.is_whole = true;
        self
    }
}

impl Scorer for TextScorer {
    fn name(&self) -> &str {
        &self.label.name
    }

    fn key(&self) -> String {
        self.label.key()
    }

    fn column(&self) -> String {
        self.column.clone().unwrap_or_else(|| format!("{}/score", self.key()))
    }

    fn direction(&self) -> Direction {
        self.label.direction
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        cells::check_predictions(context)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let rows = parallel::rows(context.rows(), |row| match context.predictions[row].as_str() {
            None => RowScore::failed(NO_ANSWER),
            Some(text) => match (self.function)(text) {
                // Every count is below 2^53.
                score if self.is_whole && score >= 0.0 => {
                    RowScore { score: Value::from(score as u64), ..RowScore::default() }
                }
                score => score.into(),
            },
        });
        Ok(scores(rows, &self.label))
    }
}

impl fmt::Debug for TextScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextScorer").field("label", &self.label).finish_non_exhaustive()
    }
}
