//! The numbers that stand for a column of scores, as MLflow logs them beside a metric's name.

use runlore_domain::{Error, Result};

/// Mean, variance and 90th percentile of a column of scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aggregates {
    /// The arithmetic mean.
    pub mean: f64,
    /// The mean square distance from the mean: of the population, divided by the number of scores.
    pub variance: f64,
    /// The value below which nine tenths of the scores lie; see [`percentile`].
    pub p90: f64,
}

impl Aggregates {
    /// The aggregates of the scores; `None` if there are none. A score that is not a number makes all three NaN.
    pub fn of(scores: &[f64]) -> Option<Self> {
        let p90 = percentile(scores, 90.0)?;
        let count = scores.len() as f64;
        let mean = scores.iter().sum::<f64>() / count;
        let variance = scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / count;
        Some(Self { mean, variance, p90 })
    }
}

/// A number that stands for a column of scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// See [`Aggregates::mean`].
    Mean,
    /// See [`Aggregates::variance`].
    Variance,
    /// See [`Aggregates::p90`].
    P90,
    /// The middle one, or the mean of the two in the middle.
    Median,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

impl Aggregation {
    /// Those that there are.
    pub const ALL: [Self; 6] = [Self::Mean, Self::Variance, Self::P90, Self::Median, Self::Min, Self::Max];
    /// Those of MLflow's metrics, in its order.
    pub const STANDARD: [Self; 3] = [Self::Mean, Self::Variance, Self::P90];

    /// What it is called, which is what follows a metric's key: `mean`, `variance`, `p90`, `median`, `min`, `max`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Variance => "variance",
            Self::P90 => "p90",
            Self::Median => "median",
            Self::Min => "min",
            Self::Max => "max",
        }
    }

    /// The one of a name.
    ///
    /// # Errors
    /// When there is none; the error lists those that there are.
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            Error::invalid(format!("There is no aggregation {name}; there are: {names}."))
        })
    }

    /// The number; `None` if there are no scores. A score that is not a number makes it NaN.
    pub fn of(self, scores: &[f64]) -> Option<f64> {
        match self {
            Self::Mean => Aggregates::of(scores).map(|found| found.mean),
            Self::Variance => Aggregates::of(scores).map(|found| found.variance),
            Self::P90 => percentile(scores, 90.0),
            Self::Median => percentile(scores, 50.0),
            Self::Min => percentile(scores, 0.0),
            Self::Max => percentile(scores, 100.0),
        }
    }

    /// The name and the number of each; nothing if there are no scores.
    pub fn all_of(these: &[Self], scores: &[f64]) -> Vec<(String, f64)> {
        these.iter().filter_map(|one| Some((one.name().to_owned(), one.of(scores)?))).collect()
    }
}

/// The percentile with linear interpolation between the two scores around it; `None` if there are no scores.
///
/// It lies at `share / 100 * (n - 1)` in the ordered scores: definition 7 of Hyndman and Fan, "Sample quantiles in
/// statistical packages", 1996, which is numpy's default. `share` is from 0 to 100; what is outside is taken as the
/// nearer end. NaN if any score is.
pub fn percentile(scores: &[f64], share: f64) -> Option<f64> {
    let last = scores.len().checked_sub(1)?;
    if share.is_nan() || scores.iter().any(|score| score.is_nan()) {
        return Some(f64::NAN);
    }
    let mut ordered = scores.to_vec();
    ordered.sort_unstable_by(f64::total_cmp);
    let at = share.clamp(0.0, 100.0) / 100.0 * last as f64;
    let (below, above) = (ordered[at.floor() as usize], ordered[at.ceil() as usize]);
    // Equal ends are the answer; infinite ones have no difference.
    Some(if below == above { below } else { below + (above - below) * at.fract() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_three_numbers() {
        let found = Aggregates::of(&[4.0, 1.0, 3.0, 2.0]).expect("scores");
        assert_eq!((found.mean, found.variance), (2.5, 1.25));
        assert!((found.p90 - 3.7).abs() < 1e-12);
    }

    #[test]
    fn nothing_has_no_aggregates_and_nan_stays() {
        assert_eq!(Aggregates::of(&[]), None);
        let found = Aggregates::of(&[1.0, f64::NAN]).expect("scores");
        assert!(found.mean.is_nan() && found.variance.is_nan() && found.p90.is_nan());
    }

    #[test]
    fn aggregations_have_names() {
        for one in Aggregation::ALL {
            assert_eq!(Aggregation::from_name(one.name()).unwrap(), one);
        }
        assert!(Aggregation::from_name("p99").unwrap_err().message().contains("p99; there are: mean, variance, p90"));
        let found = Aggregation::all_of(&Aggregation::ALL, &[4.0, 1.0, 3.0, 2.0]);
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["mean", "variance", "p90", "median", "min", "max"]);
        let numbers: Vec<_> = found.iter().map(|(_, number)| (number * 10.0).round()).collect();
        assert_eq!(numbers, [25.0, 13.0, 37.0, 25.0, 10.0, 40.0]);
        assert!(Aggregation::all_of(&Aggregation::ALL, &[]).is_empty());
    }

    #[test]
    fn ends_are_the_least_and_the_greatest() {
        let scores = [3.0, f64::NEG_INFINITY, 5.0];
        assert_eq!(percentile(&scores, 0.0), Some(f64::NEG_INFINITY));
        assert_eq!(percentile(&scores, 100.0), Some(5.0));
        assert_eq!(percentile(&scores, 200.0), Some(5.0));
    }
}
