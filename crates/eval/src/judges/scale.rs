//! What a judge's score may be, and how it is asked for.

use runlore_domain::{Error, Result};

/// The scores that a judge may give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// A number between the two, both of which are allowed.
    Range {
        /// The worst as a rule.
        min: f64,
        /// The best as a rule.
        max: f64,
    },
    /// Yes, which is 1, or no, which is 0.
    PassFail,
    /// Any finite number; the grading prompt says what it means.
    Any,
}

impl Scale {
    /// MLflow's scale for judges.
    pub const ONE_TO_FIVE: Self = Self::Range { min: 1.0, max: 5.0 };

    /// Whether a score is on it.
    pub fn holds(&self, score: f64) -> bool {
        match *self {
            Self::Range { min, max } => (min..=max).contains(&score),
            Self::PassFail => score == 0.0 || score == 1.0,
            Self::Any => score.is_finite(),
        }
    }

    /// What is on it, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Range { min, max } => format!("a number from {min} to {max}"),
            Self::PassFail => "\"yes\" or \"no\"".to_owned(),
            Self::Any => "a number".to_owned(),
        }
    }

    /// Refuses a scale that nothing is on.
    pub(super) fn check(&self) -> Result<()> {
        match *self {
            Self::Range { min, max } if !(min.is_finite() && max.is_finite() && min < max) => {
                Err(Error::invalid(format!("A judge's scores must have a range; {min} to {max} is none.")))
            }
            _ => Ok(()),
        }
    }

    /// What a score that is given as an example is called in a reply.
    pub(super) fn spelled(&self, score: f64) -> String {
        match self {
            Self::PassFail => if score == 1.0 { "\"yes\"" } else { "\"no\"" }.to_owned(),
            _ => score.to_string(),
        }
    }
}
