//! The outcome of an evaluation, named as MLflow names it.

use serde_json::Value;

use super::input::{Input, put};
use super::scoring::Result;
use crate::{Aggregation, Column, Direction, Outcome, RowScore, Series, State};

/// Numbers, table and statuses of the results.
pub(super) fn outcome(input: Input, results: Vec<Result>, prefix: &str) -> Outcome {
    let compared = input.compared();
    let mut outcome = Outcome { columns: input.into_table(), compared, ..Outcome::default() };
    for mut result in results {
        let key = format!("{prefix}{}", result.status.key);
        let rows = result.scores.rows.take();
        let scores = rows.as_ref().map(|rows| rows.iter().map(|row| row.score.as_f64()).collect::<Vec<_>>());
        let mean = numbers(&mut outcome, &result, prefix, scores.as_deref());
        if let Some(rows) = scores {
            let (key, direction) = (result.status.key.clone(), result.direction);
            outcome.series.push(Series { key, direction, mean, rows });
        }
        if let Some((rows, column)) = rows.zip(result.column) {
            outcome.has_scores = true;
            add(&mut outcome.columns, &key, format!("{prefix}{column}"), rows);
        }
        outcome.statuses.push(result.status);
    }
    outcome
}

/// Adds the numbers of a metric; answers with the name of the one that is the mean of its rows.
fn numbers(outcome: &mut Outcome, result: &Result, prefix: &str, rows: Option<&[Option<f64>]>) -> Option<String> {
    let key = format!("{prefix}{}", result.status.key);
    let rows: Vec<f64> = rows.unwrap_or_default().iter().copied().flatten().collect();
    let mean = Aggregation::Mean.of(&rows);
    let mut name_of_mean = None;
    for (part, number) in &result.scores.aggregates {
        // MLflow 3.17.2 puts the prefix before both parts, and charts go by the name.
        let name = if part.is_empty() { key.clone() } else { format!("{key}/{prefix}{part}") };
        if (part == "mean" || part.is_empty()) && mean == Some(*number) {
            name_of_mean = Some(name.clone());
        }
        if part != "variance" {
            outcome.directions.insert(name.clone(), result.direction);
        }
        outcome.metrics.push((name, *number));
    }
    // Where all is well, MLflow's names are all that there is.
    if (result.is_counted || result.status.n_failed > 0) && result.status.state != State::Unavailable {
        let failed = format!("{key}/n_failed");
        outcome.metrics.push((format!("{key}/n_scored"), result.status.n_scored as f64));
        outcome.metrics.push((failed.clone(), result.status.n_failed as f64));
        outcome.directions.insert(failed, Direction::Lower);
    }
    name_of_mean
}

/// Adds the scores, and what was said about them where anything was.
fn add(columns: &mut Vec<Column>, key: &str, name: String, rows: Vec<RowScore>) {
    type Part = fn(&mut RowScore) -> Option<String>;
    let parts: [(&str, Part); 3] = [
        ("justification", |row| row.justification.take()),
        ("error", |row| row.error.take()),
        ("raw", |row| row.raw.take()),
    ];
    let mut rows = rows;
    let texts = parts.map(|(part, take)| (part, rows.iter_mut().map(take).collect::<Vec<_>>()));
    put(columns, Column { name, cells: rows.into_iter().map(|row| row.score).collect() });
    for (part, cells) in texts {
        if cells.iter().any(Option::is_some) {
            let cells = cells.into_iter().map(|cell| cell.map_or(Value::Null, Value::String)).collect();
            put(columns, Column { name: format!("{key}/{part}"), cells });
        }
    }
}
