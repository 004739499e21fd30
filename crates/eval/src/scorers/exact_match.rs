//! `exact_match/v1`: the share of answers that are the expected one.

use runlore_domain::Result;
use serde_json::Value;

use super::{NO_ANSWER, numbers, without_targets};
use crate::cells::{kind, refuse};
use crate::{Aggregation, Context, RowScore, Scorer, Scores, parallel};

/// The share of answers that are the expected one; see [`crate::exact_match()`].
///
/// Its only number is called like the metric, and the table has no column of it, as in MLflow. Cells are texts, or all
/// of them numbers, or all booleans, for answers that are a label.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExactMatch;

/// What its number is called.
pub(crate) const KEY: &str = "exact_match/v1";

/// 1 for each answer that is the expected one, 0 for each other.
pub(crate) fn rows(predictions: &[Value], targets: &[Value]) -> Vec<RowScore> {
    parallel::rows(predictions.len().min(targets.len()), |row| match (&predictions[row], &targets[row]) {
        (Value::Null, _) => RowScore::failed(NO_ANSWER),
        (Value::String(prediction), Value::String(target)) => crate::exact_match(prediction, target).into(),
        // One of them may be written as 1, the other as 1.0.
        (Value::Number(prediction), Value::Number(target)) => {
            f64::from(prediction == target || prediction.as_f64() == target.as_f64()).into()
        }
        (prediction, target) => f64::from(prediction == target).into(),
    })
}

impl Scorer for ExactMatch {
    fn name(&self) -> &'static str {
        "exact_match"
    }

    fn key(&self) -> String {
        KEY.to_owned()
    }

    fn is_shown(&self) -> bool {
        false
    }

    fn unavailable(&self, context: &Context<'_>) -> Option<String> {
        without_targets(context)
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        let targets = context.targets()?;
        let wanted = match targets.first() {
            Some(first @ (Value::String(_) | Value::Number(_) | Value::Bool(_))) => kind(first),
            _ => "a text",
        };
        refuse(context, "targets", targets, targets.iter().position(|cell| kind(cell) != wanted), wanted)?;
        let wrong = context.predictions.iter().position(|cell| !cell.is_null() && kind(cell) != wanted);
        refuse(context, "predictions", context.predictions, wrong, wanted)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let rows = rows(context.predictions, context.targets()?);
        let share = Aggregation::Mean.of(&numbers(&rows));
        Ok(Scores { rows: Some(rows), aggregates: share.map(|share| (String::new(), share)).into_iter().collect() })
    }
}
