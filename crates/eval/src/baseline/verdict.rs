//! Whether a change is allowed.

use runlore_domain::{Error, Result};

use super::{Change, Rules};
use crate::Direction;

/// What is allowed of a number.
///
/// By default it may not get worse where that is sure: when the whole interval is on the worse side, or when it is
/// worse at all and there is no interval.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Threshold {
    /// By how much it may get worse: 0 or more.
    pub allowed: Option<f64>,
    /// By what share of the baseline it may get worse: 0 or more (0.05 for 5 %).
    pub allowed_share: Option<f64>,
    /// The worst that it may be: the least if more is better, else the most.
    pub limit: Option<f64>,
    /// Which way it is better, if not as the metric says.
    pub direction: Option<Direction>,
}

/// Whether a change is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Passed,
    /// It is not.
    Failed,
    /// Nobody asked, or neither way is better.
    NotJudged,
}

impl Verdict {
    /// What it is called: `passed`, `failed`, `not judged`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotJudged => "not judged",
        }
    }
}

impl Threshold {
    /// # Errors
    /// When what is allowed is negative or no number.
    pub(super) fn check(&self, name: &str) -> Result<()> {
        for allowed in [self.allowed, self.allowed_share].into_iter().flatten() {
            if allowed.is_nan() || allowed < 0.0 {
                return Err(Error::invalid(format!(
                    "What {name} may get worse by must be 0 or more; it is {allowed}."
                )));
            }
        }
        match self.limit {
            Some(limit) if limit.is_nan() => Err(Error::invalid(format!("The limit of {name} is no number."))),
            _ => Ok(()),
        }
    }

    /// Whether it asks for something that needs no baseline, and nothing else.
    fn is_limit_only(&self) -> bool {
        self.limit.is_some() && self.allowed.is_none() && self.allowed_share.is_none()
    }
}

/// Says whether a change is worse and whether that is allowed. What is `secondary` is judged only if it is named.
pub(super) fn judge(change: &mut Change, rules: &Rules, secondary: bool) {
    let named = rules.thresholds.get(&change.name);
    let threshold = named.copied().unwrap_or_default();
    change.direction = threshold.direction.or(change.direction);
    let direction = match change.direction {
        Some(direction) => direction,
        None if named.is_some() => Direction::Greater,
        None => return,
    };
    // How much better it is, whichever way that is.
    let better = |by: f64| if direction == Direction::Greater { by } else { -by };
    let lost = change.difference.map(|by| -better(by));
    // A number that became NaN is worse than any.
    let became_nan = change.current.is_some_and(f64::is_nan) && change.baseline.is_some_and(|before| !before.is_nan());
    change.is_worse = became_nan || lost.is_some_and(|lost| lost > 0.0);
    if named.is_none() && (secondary || !rules.thresholds.is_empty() || change.baseline.is_none()) {
        return;
    }
    let mut reasons = Vec::new();
    match change.current {
        None => reasons.push("The evaluation does not have it.".to_owned()),
        Some(now) if threshold.limit.is_some_and(|limit| now.is_nan() || better(now - limit) < 0.0) => {
            let (limit, side) = (threshold.limit.unwrap_or_default(), way(direction, "below", "above"));
            reasons.push(format!("{now} is {side} the limit {limit}."));
        }
        Some(_) => {}
    }
    if !threshold.is_limit_only() && change.current.is_some() {
        reasons.extend(worsening(change, &threshold, lost, became_nan, better));
    }
    change.verdict = if reasons.is_empty() { Verdict::Passed } else { Verdict::Failed };
    change.reasons = reasons;
}

/// What is wrong with how much worse it became.
fn worsening(
    change: &Change,
    threshold: &Threshold,
    lost: Option<f64>,
    became_nan: bool,
    better: impl Fn(f64) -> f64,
) -> Vec<String> {
    let (Some(lost), Some(before)) = (lost, change.baseline) else {
        return vec!["The baseline does not have it.".to_owned()];
    };
    if became_nan {
        return vec!["It is no number any more.".to_owned()];
    }
    let mut reasons = Vec::new();
    if let Some(allowed) = threshold.allowed.filter(|allowed| lost > *allowed) {
        reasons.push(format!("It is worse by {lost}, which is more than {allowed}."));
    }
    if let Some(share) = threshold.allowed_share.filter(|share| lost > *share * before.abs()) {
        let allowed = share * 100.0;
        reasons.push(match change.relative {
            Some(by) => format!("It is worse by {} %, which is more than {allowed} %.", by.abs() * 100.0),
            None => format!("It is worse by {lost}, from 0, of which {allowed} % is nothing."),
        });
    }
    if threshold.allowed.is_none() && threshold.allowed_share.is_none() && lost > 0.0 {
        match change.interval {
            None => reasons.push(format!("It is worse by {lost}.")),
            Some(interval) if better(interval.low) < 0.0 && better(interval.high) < 0.0 => {
                let (low, high) = (interval.low, interval.high);
                reasons.push(format!("It is worse by {lost}: the difference lies between {low} and {high}."));
            }
            Some(_) => {}
        }
    }
    reasons
}

fn way<'a>(direction: Direction, greater: &'a str, lower: &'a str) -> &'a str {
    match direction {
        Direction::Greater => greater,
        Direction::Lower => lower,
    }
}
