//! `contains`: whether an answer has what it must have in it.

use runlore_domain::{Error, Result};
use serde_json::Value;

use super::{Label, NO_ANSWER, scores, without_targets};
use crate::{Context, RowScore, Scorer, Scores, cells, parallel};

/// What an answer should contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The same for all rows: at least one text.
    Texts(Vec<String>),
    /// What the row's target says: a text, or a list of texts.
    Targets,
}

/// 1 if the answer contains the text, or all texts of a list, else 0. A list of none is contained in every answer.
#[derive(Debug, Clone)]
pub struct Contains {
    label: Label,
    wanted: Wanted,
    any: bool,
    ignore_case: bool,
}

impl Contains {
    /// A metric that is called `contains`.
    pub fn new(wanted: Wanted) -> Self {
        Self { label: Label::new("contains"), wanted, any: false, ignore_case: false }
    }

    /// Called something else, so that there can be several.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.label.name);
        self
    }

    /// One text of a list is enough.
    #[must_use]
    pub fn any(mut self) -> Self {
        self.any = true;
        self
    }

    /// Case does not count: both are compared in Unicode's lower case.
    #[must_use]
    pub fn ignoring_case(mut self) -> Self {
        self.ignore_case = true;
        self
    }

    fn score_row(&self, answer: &str, wanted: &[&str]) -> f64 {
        let has = |text: &&str| match self.ignore_case {
            true => answer.contains(&text.to_lowercase()),
            false => answer.contains(*text),
        };
        let found = if self.any && !wanted.is_empty() { wanted.iter().any(has) } else { wanted.iter().all(has) };
        f64::from(found)
    }
}

impl Scorer for Contains {
    fn name(&self) -> &str {
        &self.label.name
    }

    fn key(&self) -> String {
        self.label.key()
    }

    fn unavailable(&self, context: &Context<'_>) -> Option<String> {
        if self.wanted == Wanted::Targets { without_targets(context) } else { None }
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        match &self.wanted {
            Wanted::Texts(texts) if texts.is_empty() => {
                return Err(Error::invalid("It needs at least one text that answers should contain."));
            }
            Wanted::Texts(_) => {}
            Wanted::Targets => {
                let targets = context.targets()?;
                let wrong = targets.iter().position(|cell| !is_texts(cell));
                cells::refuse(context, "targets", targets, wrong, "a text or a list of texts")?;
            }
        }
        cells::check_predictions(context)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let (targets, fixed): (_, Vec<&str>) = match &self.wanted {
            Wanted::Texts(texts) => (None, texts.iter().map(String::as_str).collect()),
            Wanted::Targets => (Some(context.targets()?), Vec::new()),
        };
        let rows = parallel::rows(context.rows(), |row| {
            let Some(answer) = context.predictions[row].as_str() else { return RowScore::failed(NO_ANSWER) };
            let lower = if self.ignore_case { answer.to_lowercase() } else { String::new() };
            let answer = if self.ignore_case { &lower } else { answer };
            match targets {
                None => self.score_row(answer, &fixed).into(),
                Some(targets) => self.score_row(answer, &texts(&targets[row])).into(),
            }
        });
        Ok(scores(rows, &self.label))
    }
}

fn is_texts(cell: &Value) -> bool {
    cell.is_string() || cell.as_array().is_some_and(|texts| texts.iter().all(Value::is_string))
}

fn texts(cell: &Value) -> Vec<&str> {
    match cell {
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}
