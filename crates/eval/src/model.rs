//! From a dataset to answers: what a model is to the engine, and how it is asked.

use std::ops::{ControlFlow, Range};

use runlore_domain::{Error, Result};
use serde_json::{Map, Value};

use crate::Dataset;

/// What a model answered to a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prediction {
    /// The answer: a text as a rule, a list of ids from a search. Null counts as none.
    pub value: Value,
    /// How long it took, in seconds.
    pub latency: Option<f64>,
    /// Tokens of what it was asked.
    pub tokens_in: Option<u64>,
    /// Tokens of what it answered.
    pub tokens_out: Option<u64>,
    /// What it cost, in US dollars.
    pub cost: Option<f64>,
}

/// Why a row has no answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Failure {
    /// What went wrong, in words.
    pub error: String,
    /// What came back instead of an answer.
    pub raw: Option<String>,
    /// How long that took, in seconds.
    pub latency: Option<f64>,
    /// What it cost all the same, in US dollars.
    pub cost: Option<f64>,
}

/// Some rows of a dataset, without what a model must not see.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    data: &'a Dataset,
    hidden: &'a [&'a str],
    range: Range<usize>,
}

impl<'a> Rows<'a> {
    /// Which rows of the dataset they are.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The columns that the model sees: their names and their cells of these rows.
    pub fn columns(&self) -> impl Iterator<Item = (&'a str, &'a [Value])> + '_ {
        let seen = self.data.columns().iter().filter(|column| !self.hidden.contains(&column.name.as_str()));
        seen.map(|column| (column.name.as_str(), &column.cells[self.range.clone()]))
    }

    /// A row as an object, in the order of the columns; `at` counts from 0 within these rows.
    pub fn row(&self, at: usize) -> Map<String, Value> {
        self.columns().map(|(name, cells)| (name.to_owned(), cells[at].clone())).collect()
    }
}

/// What answers.
pub trait Model: Sync {
    /// How many rows it is asked at once: 1 or more. Progress is told, and asking can be stopped, between batches; a
    /// model that asks a server should take many and ask concurrently.
    fn batch(&self) -> usize {
        64
    }

    /// An answer to each of the rows, in order, or why there is none.
    ///
    /// # Errors
    /// When there can be no answer to any row, so that asking on is in vain.
    fn predict(&self, rows: &Rows<'_>) -> Result<Vec<std::result::Result<Prediction, Failure>>>;
}

/// What a model answered to all rows; every list has an element for each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// The answers; null where there is none.
    pub predictions: Vec<Value>,
    /// Why there is none.
    pub errors: Vec<Option<String>>,
    /// What came back instead.
    pub raw: Vec<Option<String>>,
    /// How long each took, in seconds; no number where that is not known.
    pub latencies: Vec<f64>,
    /// Tokens of what was asked.
    pub tokens_in: Vec<Option<u64>>,
    /// Tokens of what was answered.
    pub tokens_out: Vec<Option<u64>>,
    /// What each cost, in US dollars.
    pub costs: Vec<Option<f64>>,
}

impl Answers {
    /// How many rows have no answer.
    pub fn failed(&self) -> usize {
        self.errors.iter().filter(|error| error.is_some()).count()
    }

    fn add(&mut self, answer: std::result::Result<Prediction, Failure>) {
        let answer = answer.and_then(|answer| match answer.value {
            Value::Null => {
                let Prediction { latency, cost, .. } = answer;
                Err(Failure { error: "The model gave no answer.".to_owned(), raw: None, latency, cost })
            }
            _ => Ok(answer),
        });
        let (answer, error, raw) = match answer {
            Ok(answer) => (answer, None, None),
            Err(Failure { error, raw, latency, cost }) => {
                (Prediction { latency, cost, ..Prediction::default() }, Some(error), raw)
            }
        };
        self.predictions.push(answer.value);
        self.errors.push(error);
        self.raw.push(raw);
        self.latencies.push(answer.latency.unwrap_or(f64::NAN));
        self.tokens_in.push(answer.tokens_in);
        self.tokens_out.push(answer.tokens_out);
        self.costs.push(answer.cost);
    }
}

/// Asks a model for an answer to every row, a batch at a time. It does not see the columns that are `hidden`: those of
/// the targets. `progress` is told how many rows are done, before the first batch and after each; it may stop.
///
/// # Errors
/// When there are no rows, or the model has no answer to any; a defect of the model (other than one answer for each
/// row) and that `progress` stopped.
pub fn answers(
    model: &dyn Model,
    data: &Dataset,
    hidden: &[&str],
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Answers> {
    let count = data.rows();
    if count == 0 {
        return Err(Error::invalid("There is nothing to evaluate: the dataset has no rows."));
    }
    let mut answers = Answers::default();
    let mut done = 0;
    loop {
        if progress(done).is_break() {
            return Err(Error::invalid_state(format!("Asking the model was stopped at row {done} of {count}.")));
        }
        if done == count {
            return Ok(answers);
        }
        let range = done..count.min(done.saturating_add(model.batch().max(1)));
        let found = model.predict(&Rows { data, hidden, range: range.clone() })?;
        if found.len() != range.len() {
            let (got, asked) = (found.len(), range.len());
            return Err(Error::internal(format!("The model gave {got} answers to {asked} rows.")));
        }
        found.into_iter().for_each(|answer| answers.add(answer));
        done = range.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;

    /// Repeats the question, fails at "no" and answers nothing at "".
    struct Parrot(usize);

    impl Model for Parrot {
        fn batch(&self) -> usize {
            self.0
        }

        fn predict(&self, rows: &Rows<'_>) -> Result<Vec<std::result::Result<Prediction, Failure>>> {
            let row = |at| match rows.row(at)["question"].as_str().unwrap() {
                "no" => {
                    let (error, raw) = ("refused".to_owned(), Some("{}".to_owned()));
                    Err(Failure { error, raw, ..Failure::default() })
                }
                "" => Ok(Prediction::default()),
                text => Ok(Prediction { value: text.into(), latency: Some(0.5), ..Prediction::default() }),
            };
            assert_eq!(rows.columns().map(|(name, _)| name).collect::<Vec<_>>(), ["question"]);
            Ok(rows.range().enumerate().map(|(at, _)| row(at)).collect())
        }
    }

    fn data(questions: &[&str]) -> Dataset {
        let column = |name: &str| Column {
            name: name.to_owned(),
            cells: questions.iter().map(|cell| Value::from(*cell)).collect(),
        };
        Dataset::new(vec![column("question"), column("truth")]).unwrap()
    }

    #[test]
    fn what_fails_stays_on_its_row() {
        for batch in [0, 1, 2, 100] {
            let mut told = Vec::new();
            let found = answers(&Parrot(batch), &data(&["a", "no", "", "b"]), &["truth"], &mut |done| {
                told.push(done);
                ControlFlow::Continue(())
            });
            let found = found.unwrap();
            assert_eq!(found.predictions, ["a".into(), Value::Null, Value::Null, "b".into()]);
            let error = |row: usize| found.errors[row].as_deref();
            assert_eq!((error(0), error(1), error(2)), (None, Some("refused"), Some("The model gave no answer.")));
            assert_eq!(found.raw[1].as_deref(), Some("{}"));
            assert_eq!((found.failed(), found.latencies[0], found.latencies[1].is_nan()), (2, 0.5, true));
            assert_eq!((told[0], told[told.len() - 1]), (0, 4));
        }
    }

    #[test]
    fn asking_can_be_stopped_and_needs_rows() {
        let mut stop = |done| if done >= 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let stopped = answers(&Parrot(1), &data(&["a", "b", "c"]), &["truth"], &mut stop);
        assert!(stopped.unwrap_err().message().contains("row 2 of 3"));
        assert!(answers(&Parrot(1), &data(&[]), &["truth"], &mut stop).unwrap_err().message().contains("no rows"));
    }
}
