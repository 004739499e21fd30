//! An evaluation: what is given is checked, then every metric scores the rows, and one that can not says why.

mod input;
mod scoring;
mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

use runlore_domain::names::{KeyOf, check_key};
use runlore_domain::{Error, Result};
use serde_json::Value;

use crate::{Answers, Column, Context, Dataset, Outcome, Scorer, State, Status};

/// Where targets or predictions are.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// In a column of the data.
    Column(String),
    /// Beside it.
    Given {
        /// What they are called in the table, if not `target` and `outputs`.
        name: Option<String>,
        /// One for each row of the data.
        cells: Vec<Value>,
    },
}

/// What is evaluated and how.
///
/// ```
/// use runlore_eval::{Cells, Column, Dataset, Evaluation, scorers::ExactMatch};
///
/// let column = |name: &str, cells: [&str; 2]| Column { name: name.into(), cells: cells.map(Into::into).into() };
/// let data = Dataset::new(vec![column("truth", ["Paris", "Rome"]), column("answer", ["Paris", "Oslo"])])?;
/// let mut evaluation = Evaluation::new(data, Cells::Column("answer".into()));
/// evaluation.targets = Some(Cells::Column("truth".into()));
/// evaluation.scorers.push(Box::new(ExactMatch));
/// assert_eq!(evaluation.run()?.metrics, [("exact_match/v1".to_owned(), 0.5)]);
/// # Ok::<(), runlore_domain::Error>(())
/// ```
pub struct Evaluation {
    /// The columns that were given.
    pub data: Dataset,
    /// What was expected, if anything was.
    pub targets: Option<Cells>,
    /// What the model answered; null where it failed.
    pub predictions: Cells,
    /// Further columns that the model answered with; scorers find them like those of the data.
    pub outputs: Vec<Column>,
    /// How long each answer took, in seconds; no number where that is not known.
    pub latencies: Option<Vec<f64>>,
    /// What a scorer's column is called in the data, where that differs (`context` → `retrieved_text`).
    pub names: BTreeMap<String, String>,
    /// The metrics, in the order of their numbers and columns; `latency` comes first wherever it stands.
    pub scorers: Vec<Box<dyn Scorer>>,
    /// Whether a metric that can not be computed for any row is an error. Rows that failed are not: they are counted.
    pub strict: bool,
    /// What the names of the numbers and of the columns of scores begin with.
    pub metric_prefix: String,
}

/// How far an evaluation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The key of the metric that begins; none when all are done.
    pub scorer: Option<&'a str>,
    /// How many metrics are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

impl Evaluation {
    /// An evaluation of answers, without metrics as yet.
    pub fn new(data: Dataset, predictions: Cells) -> Self {
        Self {
            data,
            targets: None,
            predictions,
            outputs: Vec::new(),
            latencies: None,
            names: BTreeMap::new(),
            scorers: Vec::new(),
            strict: false,
            metric_prefix: String::new(),
        }
    }

    /// An evaluation of what a model answered, with how long that took, and why rows have no answer where some have
    /// none.
    pub fn of_answers(data: Dataset, answers: Answers) -> Self {
        let mut evaluation = Self::new(data, Cells::Given { name: None, cells: answers.predictions });
        evaluation.latencies = Some(answers.latencies);
        for (name, texts) in [("outputs/error", answers.errors), ("outputs/raw", answers.raw)] {
            if texts.iter().any(Option::is_some) {
                let cells = texts.into_iter().map(|text| text.map_or(Value::Null, Value::String)).collect();
                evaluation.outputs.push(Column { name: name.to_owned(), cells });
            }
        }
        evaluation
    }

    /// Checks all that [`Self::run`] checks, and scores nothing. With null for each prediction it is what there is to do
    /// before a model is asked, which may cost money: columns, targets, patterns and schemas are seen to, answers are not.
    ///
    /// # Errors
    /// Those that [`Self::run`] has before anything is scored.
    pub fn check(mut self) -> Result<()> {
        let input = input::Input::of(&mut self)?;
        self.unavailable(&input.context()).map(drop)
    }

    /// Checks everything, then scores.
    ///
    /// # Errors
    /// Before anything is scored: an empty table, a column that is missing or not as long as the others, a cell that a
    /// metric can not take, a malformed pattern or schema, two metrics with one key, a name that no metric may have, or
    /// no metric that can be computed. The error names the metric, the row (from 0) and the column. When `strict`, also
    /// a metric that can not be computed, at once if that is known before and else when it is found.
    pub fn run(self) -> Result<Outcome> {
        self.run_with(&mut |_| ControlFlow::Continue(()))
    }

    /// [`Self::run`], telling `progress` before each metric and at the end; it may stop the evaluation.
    ///
    /// # Errors
    /// Those of [`Self::run`], and an invalid state when `progress` stopped it.
    pub fn run_with(mut self, progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>) -> Result<Outcome> {
        self.scorers.sort_by_key(|scorer| scorer.name() != LATENCY);
        let input = input::Input::of(&mut self)?;
        let context = input.context();
        let unavailable = self.unavailable(&context)?;
        let mut results = Vec::with_capacity(self.scorers.len());
        let total = self.scorers.len();
        for (done, (scorer, unavailable)) in self.scorers.iter().zip(unavailable).enumerate() {
            tell(progress, Progress { scorer: Some(&scorer.key()), done, total })?;
            let result = scoring::score(scorer.as_ref(), unavailable, &context, &results);
            match &result.status {
                Status { key, state: State::Failed, reason: Some(reason), .. } if self.strict => {
                    return Err(Error::invalid_state(format!("{key}: {reason}")));
                }
                _ => results.push(result),
            }
        }
        tell(progress, Progress { scorer: None, done: total, total })?;
        Ok(table::outcome(input, results, &self.metric_prefix))
    }

    /// Whether all that is asked for can be done; for each metric why it can not, where that is nobody's mistake.
    fn unavailable(&self, context: &Context<'_>) -> Result<Vec<Option<String>>> {
        let mut reasons = Vec::with_capacity(self.scorers.len());
        for (at, scorer) in self.scorers.iter().enumerate() {
            let key = scorer.key();
            if self.scorers[..at].iter().any(|other| other.key() == key) {
                return Err(Error::invalid(format!("Two metrics are called {key}: give one another name.")));
            }
            check_key(KeyOf::Metric, &format!("{}{key}", self.metric_prefix), None)?;
            let reason = scorer.unavailable(context);
            match &reason {
                Some(reason) if self.strict => return Err(Error::invalid(format!("{key}: {reason}"))),
                Some(_) => {}
                None => scorer.check(context).map_err(|error| {
                    Error::new(error.kind(), format!("{key}: {}", error.message())).with_source(error)
                })?,
            }
            reasons.push(reason);
        }
        if !reasons.is_empty() && reasons.iter().all(Option::is_some) {
            let each = self.scorers.iter().zip(&reasons);
            let each: Vec<_> = each
                .map(|(scorer, reason)| format!("{}: {}", scorer.key(), reason.as_deref().unwrap_or_default()))
                .collect();
            return Err(Error::invalid(format!("No metric can be computed. {}", each.join(" "))));
        }
        Ok(reasons)
    }
}

/// The metric that MLflow takes out of the list and puts first.
const LATENCY: &str = "latency";

fn tell(progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>, now: Progress<'_>) -> Result<()> {
    match progress(now) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::invalid_state(format!(
            "The evaluation was stopped when {} of {} metrics were done.",
            now.done, now.total
        ))),
    }
}

impl fmt::Debug for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scorers: Vec<_> = self.scorers.iter().map(|scorer| scorer.key()).collect();
        f.debug_struct("Evaluation")
            .field("rows", &self.data.rows())
            .field("scorers", &scorers)
            .field("strict", &self.strict)
            .finish_non_exhaustive()
    }
}
