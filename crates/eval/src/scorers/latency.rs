//! `latency`: how long answers took.

use runlore_domain::Result;

use super::{Label, scores};
use crate::{Context, Direction, RowScore, Scorer, Scores};

/// Seconds for each answer. Those that were there already took none: 0, as in MLflow.
///
/// Its column has the metric's own name, and both numbers and column come first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Latency;

impl Scorer for Latency {
    fn name(&self) -> &'static str {
        "latency"
    }

    fn key(&self) -> String {
        "latency".to_owned()
    }

    fn column(&self) -> String {
        self.key()
    }

    fn direction(&self) -> Direction {
        Direction::Lower
    }

    fn check(&self, _context: &Context<'_>) -> Result<()> {
        Ok(())
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let rows = match context.latencies {
            Some(latencies) => latencies.iter().map(|seconds| took(*seconds)).collect(),
            None => vec![RowScore::from(0.0); context.rows()],
        };
        Ok(scores(rows, &Label::new(self.name())))
    }
}

/// The score of an answer that took `seconds`, which is no number if nobody knows.
fn took(seconds: f64) -> RowScore {
    if seconds.is_finite() { seconds.into() } else { RowScore::failed("It is not known how long the answer took.") }
}
