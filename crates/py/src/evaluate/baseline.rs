//! An evaluation beside an earlier one, in plain tuples.

use std::collections::BTreeMap;

use runlore::Result;
use runlore_eval::baseline::{Change, Rules, Side, Threshold, compare};
use runlore_eval::{Column, Direction, Outcome};

/// What a number may get worse by, by what share, what it must reach, and whether more is better.
pub(super) type Allowed = (Option<f64>, Option<f64>, Option<f64>, Option<bool>);
/// Name, baseline, current; difference, share; whether it is worse; interval; verdict, reasons.
pub(super) type Told =
    (String, Option<f64>, Option<f64>, Option<f64>, Option<f64>, bool, Option<(f64, f64)>, &'static str, Vec<String>);

pub(super) fn compared(
    found: &Outcome,
    metrics: Vec<(String, f64)>,
    table: &[Column],
    thresholds: BTreeMap<String, Allowed>,
) -> Result<Vec<Told>> {
    let column = |name: &str| {
        let column = table.iter().find(|column| column.name == name)?;
        Some(column.cells.clone())
    };
    let thresholds = thresholds.into_iter().map(|(name, allowed)| (name, threshold(allowed))).collect();
    let rules = Rules { thresholds, ..Rules::default() };
    let comparison = compare(&Side::from(found), &Side::of_run(found, metrics, &column), &rules)?;
    Ok(comparison.changes.into_iter().map(told).collect())
}

fn threshold((allowed, allowed_share, limit, is_greater): Allowed) -> Threshold {
    let way = |is_greater| if is_greater { Direction::Greater } else { Direction::Lower };
    Threshold { allowed, allowed_share, limit, direction: is_greater.map(way) }
}

fn told(change: Change) -> Told {
    let interval = change.interval.map(|interval| (interval.low, interval.high));
    let Change { name, baseline, current, difference, relative, is_worse, verdict, reasons, .. } = change;
    (name, baseline, current, difference, relative, is_worse, interval, verdict.name(), reasons)
}
