//! The three numbers that stand for a column of scores, as MLflow logs them beside a metric's name.

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
    fn ends_are_the_least_and_the_greatest() {
        let scores = [3.0, f64::NEG_INFINITY, 5.0];
        assert_eq!(percentile(&scores, 0.0), Some(f64::NEG_INFINITY));
        assert_eq!(percentile(&scores, 100.0), Some(5.0));
        assert_eq!(percentile(&scores, 200.0), Some(5.0));
    }
}
