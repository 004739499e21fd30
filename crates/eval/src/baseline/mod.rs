//! Whether an evaluation is worse than an earlier one: by how much, how sure that is, and whether it is too much.

mod bootstrap;
mod verdict;

use std::collections::BTreeMap;

use runlore_domain::{Error, Result};
use serde_json::Value;

pub use bootstrap::{Bootstrap, Interval};
pub use verdict::{Threshold, Verdict};

use crate::scorers::exact_match;
use crate::{Direction, Outcome, Series};

/// One of the two evaluations.
///
/// The baseline's may have numbers only, as a run has that was logged by MLflow; then there are no intervals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// Names and numbers.
    pub metrics: Vec<(String, f64)>,
    /// Scores by row. Of a baseline only `mean` and `rows` count.
    pub series: Vec<Series>,
    /// Which way the numbers are better. Of the evaluation that is judged only; a number that has none is not judged
    /// unless a threshold names it, and then more is better.
    pub directions: BTreeMap<String, Direction>,
}

impl From<&Outcome> for Side {
    fn from(outcome: &Outcome) -> Self {
        let (metrics, series) = (outcome.metrics.clone(), outcome.series.clone());
        Self { metrics, series, directions: outcome.directions.clone() }
    }
}

impl Side {
    /// An earlier evaluation as its run has it: its numbers, and the scores of those metrics that `found` has too.
    /// `column` gives a column of the run's table of results, if there is one of that name. Of exact matches the table has
    /// no scores; they are found again from the columns that are compared in `found`.
    pub fn of_run(found: &Outcome, metrics: Vec<(String, f64)>, column: &dyn Fn(&str) -> Option<Vec<Value>>) -> Self {
        let matches = || {
            let (predictions, targets) = found.compared.as_ref()?;
            Some(exact_match::rows(&column(predictions)?, &column(targets)?).into_iter().map(|row| row.score).collect())
        };
        let rows = |key: &str| -> Option<Vec<Option<f64>>> {
            let cells = column(&format!("{key}/score")).or_else(|| column(key));
            let cells = if key == exact_match::KEY { cells.or_else(matches) } else { cells };
            Some(cells?.iter().map(Value::as_f64).collect())
        };
        let earlier = |series: &Series| Some(Series { rows: rows(&series.key)?, ..series.clone() });
        Self { metrics, series: found.series.iter().filter_map(earlier).collect(), ..Self::default() }
    }
}

/// How two evaluations are compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rules {
    /// What is allowed, by the name of the number (`rouge1/v1/mean`). If there are any, only those are judged; if
    /// there are none, all that have a direction are, by [`Threshold::default`]; but of scores whose mean is judged no
    /// other number, of which it can not be said how sure a change is.
    pub thresholds: BTreeMap<String, Threshold>,
    /// How sure a difference is.
    pub bootstrap: Bootstrap,
}

/// How a number changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The number's name (`rouge1/v1/mean`).
    pub name: String,
    /// What it was; none if the baseline does not have it.
    pub baseline: Option<f64>,
    /// What it is; none if the evaluation does not have it.
    pub current: Option<f64>,
    /// How much more it is.
    pub difference: Option<f64>,
    /// The difference as a share of the baseline's distance from 0; none if that is 0.
    pub relative: Option<f64>,
    /// Which way it is better.
    pub direction: Option<Direction>,
    /// Whether it is worse, by however little.
    pub is_worse: bool,
    /// Between what the difference may lie, where both have scores of rows.
    pub interval: Option<Interval>,
    /// Whether that is allowed.
    pub verdict: Verdict,
    /// Why it is not.
    pub reasons: Vec<String>,
}

/// How an evaluation is beside its baseline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Of each number, in the order of the evaluation; then those that only thresholds name.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Whether nothing is worse than allowed.
    pub fn has_passed(&self) -> bool {
        self.changes.iter().all(|change| change.verdict != Verdict::Failed)
    }

    /// The number of a name.
    pub fn change(&self, name: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.name == name)
    }
}

/// Compares two evaluations.
///
/// # Errors
/// When the rules make no sense: no resamples, a confidence that is not between 0 and 1, an allowance that is negative
/// or no number.
pub fn compare(current: &Side, baseline: &Side, rules: &Rules) -> Result<Comparison> {
    rules.bootstrap.check()?;
    rules.thresholds.iter().try_for_each(|(name, threshold)| threshold.check(name))?;
    if current.metrics.is_empty() && rules.thresholds.is_empty() {
        return Err(Error::invalid("There is nothing to compare: the evaluation has no numbers."));
    }
    let has = |name: &str| current.metrics.iter().any(|(other, _)| other == name);
    let named = rules.thresholds.keys().filter(|name| !has(name)).map(String::as_str);
    let names = current.metrics.iter().map(|(name, _)| name.as_str()).chain(named);
    Ok(Comparison { changes: names.map(|name| change(name, current, baseline, rules)).collect() })
}

fn change(name: &str, current: &Side, baseline: &Side, rules: &Rules) -> Change {
    let (now, before) = (number(current, name), number(baseline, name));
    let difference = now.zip(before).map(|(now, before)| now - before);
    let relative = difference.zip(before.filter(|before| *before != 0.0)).map(|(by, before)| by / before.abs());
    let mut change = Change {
        name: name.to_owned(),
        baseline: before,
        current: now,
        difference,
        relative,
        direction: current.directions.get(name).copied(),
        is_worse: false,
        interval: rows(baseline, name).zip(rows(current, name)).and_then(|(a, b)| rules.bootstrap.interval(a, b)),
        verdict: Verdict::NotJudged,
        reasons: Vec::new(),
    };
    verdict::judge(&mut change, rules, is_beside_a_mean(current, name));
    change
}

/// Whether it is another number of scores that have a mean (their 90th percentile, …); how many failed is not one.
fn is_beside_a_mean(side: &Side, name: &str) -> bool {
    let Some((base, part)) = name.rsplit_once('/') else { return false };
    let means = side.series.iter().filter_map(|series| series.mean.as_deref());
    part != "n_failed"
        && means.filter(|mean| *mean != name).any(|mean| mean.rsplit_once('/').is_some_and(|(of, _)| of == base))
}

fn number(side: &Side, name: &str) -> Option<f64> {
    side.metrics.iter().find(|(other, _)| other == name).map(|(_, number)| *number)
}

/// The scores whose mean the number is.
fn rows<'a>(side: &'a Side, name: &str) -> Option<&'a [Option<f64>]> {
    let series = side.series.iter().find(|series| series.mean.as_deref() == Some(name));
    series.map(|series| series.rows.as_slice())
}

#[cfg(test)]
mod tests;
