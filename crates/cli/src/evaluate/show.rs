//! The numbers of an evaluation, as text.

use runlore::Result;
use runlore_eval::Outcome;
use runlore_eval::baseline::{Change, Comparison, Verdict};
use serde_json::{Map, Value, json};

use crate::print::{self, Cell, Format, Long};

/// With what judges spent.
pub(super) fn text(
    found: &Outcome,
    spent: &[(String, f64)],
    beside: Option<&Comparison>,
    run_id: &str,
    format: Format,
) -> Result<String> {
    let (columns, rows) = rows(found, spent, beside);
    match format {
        Format::Json => {
            let metrics: Map<String, Value> =
                found.metrics.iter().chain(spent).map(|(name, number)| (name.clone(), (*number).into())).collect();
            let status = |status: &runlore_eval::Status| {
                json!({"metric": status.key, "state": status.state.name(), "reason": status.reason,
                       "n_scored": status.n_scored, "n_failed": status.n_failed})
            };
            let statuses: Vec<_> = found.statuses.iter().map(status).collect();
            let change = |change: &Change| {
                json!({"metric": change.name, "value": change.current, "baseline": change.baseline,
                       "difference": change.difference, "interval": change.interval.map(|between| [between.low, between.high]),
                       "is_worse": change.is_worse, "verdict": change.verdict.name(), "reasons": change.reasons})
            };
            let changes = beside.map(|beside| beside.changes.iter().map(change).collect::<Vec<_>>());
            print::json(&json!({"run_id": run_id, "metrics": metrics, "statuses": statuses, "changes": changes}))
        }
        Format::Csv => print::csv(&columns, &rows),
        Format::Table => {
            let mut text = print::table(&columns, &rows, Long::Wrap, print::width());
            for status in &found.statuses {
                if let Some(reason) = &status.reason {
                    text.push_str(&print::escape(&format!("{} is {}: {reason}", status.key, status.state.name())));
                    text.push('\n');
                }
            }
            Ok(format!("{text}(run {run_id})\n"))
        }
    }
}

fn rows(found: &Outcome, spent: &[(String, f64)], beside: Option<&Comparison>) -> (Vec<String>, Vec<Vec<Cell>>) {
    let number = |number: Option<f64>| number.map_or(Cell::Empty, |number| Cell::Text(format!("{number:.6}")));
    let Some(beside) = beside else {
        let rows =
            found.metrics.iter().chain(spent).map(|(name, value)| vec![Cell::Text(name.clone()), number(Some(*value))]);
        return (["metric", "value"].map(str::to_owned).into(), rows.collect());
    };
    let row = |change: &Change| {
        let verdict = match change.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed => "worse",
            Verdict::NotJudged => "",
        };
        let name = Cell::Text(change.name.clone());
        vec![
            name,
            number(change.current),
            number(change.baseline),
            number(change.difference),
            Cell::Text(verdict.to_owned()),
        ]
    };
    let columns = ["metric", "value", "baseline", "difference", "verdict"].map(str::to_owned);
    (columns.into(), beside.changes.iter().map(row).collect())
}
