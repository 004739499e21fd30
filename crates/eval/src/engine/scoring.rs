//! One metric over all rows: its scores, or why there are none; a defect in one must not cost the others.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Context, Direction, Earlier, RowScore, Scorer, Scores, State, Status};

/// What came of a metric.
pub(super) struct Result {
    pub(super) status: Status,
    /// What its column of scores is called, if it is shown.
    pub(super) column: Option<String>,
    pub(super) direction: Direction,
    pub(super) is_counted: bool,
    pub(super) scores: Scores,
}

/// Scores with a metric that is not `unavailable`, after those whose `results` there are.
pub(super) fn score(
    scorer: &dyn Scorer,
    unavailable: Option<String>,
    context: &Context<'_>,
    results: &[Result],
) -> Result {
    let earlier: Vec<_> =
        results.iter().map(|result| Earlier { key: &result.status.key, scores: &result.scores }).collect();
    let (state, scores) = match unavailable {
        Some(reason) => (State::Unavailable, Err(reason)),
        None => (State::Failed, attempt(scorer, context, &earlier)),
    };
    let (status, scores) = match scores {
        Ok(scores) => (counted(scorer.key(), scores.rows.as_deref(), context.rows()), scores),
        Err(reason) => {
            let (reason, n_failed) = (Some(reason), context.rows());
            (Status { key: scorer.key(), state, reason, n_scored: 0, n_failed }, Scores::default())
        }
    };
    Result {
        status,
        column: scorer.is_shown().then(|| scorer.column()),
        direction: scorer.direction(),
        is_counted: scorer.is_counted(),
        scores,
    }
}

/// The scores, or why there are none; of a panic what it said.
fn attempt(scorer: &dyn Scorer, context: &Context<'_>, earlier: &[Earlier<'_>]) -> std::result::Result<Scores, String> {
    // What a scorer leaves half done is its own: the context is shared and read only.
    let scores = catch_unwind(AssertUnwindSafe(|| scorer.score_after(context, earlier)))
        .map_err(|panic| format!("It has a defect: {}", said(panic.as_ref())))?
        .map_err(|error| error.message().to_owned())?;
    match &scores.rows {
        Some(rows) if rows.len() != context.rows() => {
            Err(format!("It gave {} scores for {} rows.", rows.len(), context.rows()))
        }
        _ => Ok(scores),
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it stopped without a word")
}

/// The status of a metric whose scores these are; one without scores of rows is of all rows.
fn counted(key: String, rows: Option<&[RowScore]>, count: usize) -> Status {
    let failed = |row: &&RowScore| row.score.is_null();
    let n_failed = rows.map_or(0, |rows| rows.iter().filter(failed).count());
    let first = rows.and_then(|rows| rows.iter().position(|row| failed(&row)).map(|at| (at, &rows[at])));
    let reason = first.map(|(at, row)| {
        let why = row.error.as_deref().unwrap_or("It has no score.");
        format!("{n_failed} of {count} rows have no score; row {at} (from 0): {why}")
    });
    let n_scored = count - n_failed;
    let state = match (n_scored, n_failed) {
        (_, 0) => State::Computed,
        (0, _) => State::Failed,
        _ => State::Partial,
    };
    Status { key, state, reason, n_scored, n_failed }
}
